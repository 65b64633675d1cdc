import { DEFAULT_DECISION_THRESHOLDS } from '../contract/decision.ts';
import { EngineCore } from '../engine/engine-core.ts';
import { createFaceFetch, type FaceFetch } from '../http/face-fetch.ts';
import { fromPortRequest, type PortRequest, type PortResponse, toPortResponse } from '../http/http-port.ts';
import { defaultPack } from '../runtime/default-pack.ts';
import { ModelFiles } from '../runtime/model-files.ts';
import { ModelRuntime } from '../runtime/model-runtime.ts';
import { httpMethods } from '../worker/http-methods.ts';
import { loadBundledRuntime } from './bundled-runtime.ts';
import type { Precache } from './precache.ts';

/** The engine that the service worker runs itself where no page has one. Made when it is first needed. */
export class OwnEngine {
  readonly #precache: Precache;
  #faceFetch: FaceFetch | undefined;

  constructor(precache: Precache) {
    this.#precache = precache;
  }

  /** Answers by this engine. */
  async ask(request: PortRequest, signal: AbortSignal): Promise<PortResponse> {
    this.#faceFetch ??= this.#start();
    return toPortResponse(await this.#faceFetch(fromPortRequest(request, signal)));
  }

  #start(): FaceFetch {
    const loadRuntime = () => loadBundledRuntime(this.#precache);
    const backend = { kind: 'wasm', threads: 1 } as const;
    const runtime = new ModelRuntime(defaultPack, new ModelFiles(defaultPack), loadRuntime, backend);
    return createFaceFetch(httpMethods(new EngineCore(runtime, DEFAULT_DECISION_THRESHOLDS)));
  }
}
