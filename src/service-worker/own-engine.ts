import { DEFAULT_DECISION_THRESHOLDS } from '../contract/decision.ts';
import { lazily } from '../engine/lazily.ts';
import { Liveness } from '../engine/liveness.ts';
import { createFaceFetch, type FaceFetch } from '../http/face-fetch.ts';
import { fromPortRequest, type PortRequest, type PortResponse, toPortResponse } from '../http/http-port.ts';
import { defaultPack } from '../runtime/default-pack.ts';
import { ModelFiles } from '../runtime/model-files.ts';
import { buildEngineCore } from '../worker/build-core.ts';
import { callHandlers } from '../worker/call-handlers.ts';
import { httpMethods } from '../worker/http-methods.ts';
import { loadBundledRuntime, runtimeBinary } from './bundled-runtime.ts';
import type { Precache } from './precache.ts';

/** The engine that the service worker runs itself where no page has one. Its core is built when first needed. */
export class OwnEngine {
  readonly #precache: Precache;
  readonly #faceFetch: FaceFetch;

  constructor(precache: Precache) {
    this.#precache = precache;
    const core = lazily(() =>
      buildEngineCore({ backend: 'wasm', threads: 1, thresholds: DEFAULT_DECISION_THRESHOLDS }, () =>
        loadBundledRuntime(precache),
      ),
    );
    const liveness = lazily(async () => new Liveness(await core()));
    this.#faceFetch = createFaceFetch(httpMethods(callHandlers({ core, liveness })));
  }

  /** Answers by this engine. */
  async ask(request: PortRequest, signal: AbortSignal): Promise<PortResponse> {
    return toPortResponse(await this.#faceFetch(fromPortRequest(request, signal)));
  }

  /** Fetches what any method needs and is not kept yet. @throws where a file can't be fetched. */
  async keepOffline(): Promise<void> {
    const files = new ModelFiles(defaultPack);
    const { models } = defaultPack.manifest;
    await Promise.all([runtimeBinary(this.#precache), ...models.map((model) => files.bytesOf(model))]);
  }
}
