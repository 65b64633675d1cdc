import { DEFAULT_DECISION_THRESHOLDS } from '../contract/decision.ts';
import { ApiLiteError } from '../contract/errors.ts';
import type { EngineFiles } from '../crossing/engine-files.ts';
import {
  fromPortRequest,
  type PortRequest,
  type PortResponse,
  toPortResponse,
} from '../crossing/http-port.ts';
import { buildEngineCore } from '../engine/build-engine-core.ts';
import { Engine } from '../engine/engine.ts';
import { createFaceFetch, type FaceFetch } from '../http/face-fetch.ts';
import { ModelFiles } from '../runtime/model-files.ts';
import { filesOf, packFrom } from '../runtime/model-pack.ts';
import { runtimeFor } from '../runtime/runtime-choice.ts';
import { keptRuntime, loadBundledRuntime } from './bundled-runtime.ts';
import type { Precache } from './precache.ts';
import { loadFiles, saveFiles } from './settings-store.ts';

/** The engine that the service worker runs itself if no page has one. Its core is built when first needed. */
export class OwnEngine {
  readonly #precache: Precache;
  #files: EngineFiles | undefined;
  #faceFetch: FaceFetch;

  constructor(precache: Precache) {
    this.#precache = precache;
    this.#faceFetch = this.#build();
  }

  /** Takes the engine's files from where a page says that they lie; other files than before make another engine. */
  async use(files: EngineFiles): Promise<void> {
    const before = await this.#knownFiles().catch(() => undefined);
    this.#files = files;
    if (JSON.stringify(files) === JSON.stringify(before)) return;
    this.#faceFetch = this.#build();
    await saveFiles(files);
  }

  async ask(request: PortRequest, signal: AbortSignal): Promise<PortResponse> {
    return toPortResponse(await this.#faceFetch(fromPortRequest(request, signal)));
  }

  /** Fetches what any method needs and is not kept yet. @throws if a file can't be fetched. */
  async keepOffline(): Promise<void> {
    const { pack, runtime } = await this.#knownFiles();
    const files = new ModelFiles(packFrom(pack));
    await Promise.all([
      keptRuntime(runtime, runtimeFor(pack, 'slim'), this.#precache),
      ...filesOf(pack.manifest).map((file) => files.bytesOf(file)),
    ]);
  }

  #build(): FaceFetch {
    const engine = new Engine(async () => {
      const { pack, runtime } = await this.#knownFiles();
      return await buildEngineCore(
        {
          models: pack,
          backend: 'wasm',
          runtime: 'slim',
          threads: 1,
          thresholds: DEFAULT_DECISION_THRESHOLDS,
        },
        (backend) => loadBundledRuntime(backend, runtime, this.#precache),
      );
    });
    return createFaceFetch(engine);
  }

  /** The browser may have restarted the service worker since a page named them. */
  async #knownFiles(): Promise<EngineFiles> {
    this.#files ??= await loadFiles();
    if (this.#files) return this.#files;
    throw new ApiLiteError(
      'BPE-001002',
      'The service worker does not know where the models are: call registerFaceServiceWorker on a page.',
    );
  }
}
