import { DEFAULT_DECISION_THRESHOLDS } from '../contract/decision.ts';
import type { EngineCore } from '../engine/engine-core.ts';
import { createFaceFetch } from '../http/face-fetch.ts';
import { fromPortRequest, type PortRequest, type PortResponse, toPortResponse } from '../http/http-port.ts';
import { buildEngineCore } from '../worker/build-core.ts';
import { httpMethods } from '../worker/http-methods.ts';
import { loadBundledRuntime } from './bundled-runtime.ts';
import type { Precache } from './precache.ts';

/** The engine that the service worker runs itself where no page has one. Its core is built when first needed. */
export class OwnEngine {
  readonly #precache: Precache;
  readonly #faceFetch = createFaceFetch(httpMethods(() => this.#currentCore()));
  #core: Promise<EngineCore> | undefined;

  constructor(precache: Precache) {
    this.#precache = precache;
  }

  /** Answers by this engine. */
  async ask(request: PortRequest, signal: AbortSignal): Promise<PortResponse> {
    return toPortResponse(await this.#faceFetch(fromPortRequest(request, signal)));
  }

  #currentCore(): Promise<EngineCore> {
    this.#core ??= buildEngineCore(
      { backend: 'wasm', threads: 1, thresholds: DEFAULT_DECISION_THRESHOLDS },
      () => loadBundledRuntime(this.#precache),
    );
    return this.#core;
  }
}
