import { mapLimited } from '../common/map-limited.ts';
import { ApiLiteError, reasonOf } from '../contract/errors.ts';
import { ModelFiles } from '../runtime/model-files.ts';
import type { ModelEntry, ModelRole, PackFile } from '../runtime/model-manifest.ts';
import {
  type DownloadOptions,
  EXTRACTION_ROLES,
  fetchModelPack,
  type ModelPack,
  modelsOf,
  packFrom,
} from '../runtime/model-pack.ts';
import { runtimeFor } from '../runtime/runtime-choice.ts';
import { appUrl } from './app-url.ts';
import { engineFiles } from './engine-files.ts';
import { checkedRuntime } from './engine-settings.ts';
import type { PreloadOptions } from './preload-options.ts';

/** How many files are on their way at once: the page's own requests are to find a connection free. */
const AT_ONCE = 2;

/**
 * Fetches what an engine of these options fetches when it starts: scripts and runtime by the URLs and in the way that its
 * worker does, so that the browser's cache has them for it, and models into Cache Storage.
 */
export async function fetchAhead(options: PreloadOptions): Promise<void> {
  const { models, assets, signal } = options;
  const download: DownloadOptions = { priority: 'low', ...(signal && { signal }) };
  const { worker, engine, videos, runtime, pack: own } = await engineFiles(assets);
  const pack =
    models === undefined ? packFrom(own) : await fetchModelPack(appUrl(models, 'models'), download);
  const { backend, runtime: wanted } = checkedRuntime(options);
  const { slim, wasm, webgpu } = runtime;
  const isWhole = backend !== 'webgpu' && runtimeFor(pack, wanted) === 'full';
  const build = backend === 'webgpu' ? webgpu : slim;
  const files = new ModelFiles(pack, undefined, download);
  await mapLimited(
    AT_ONCE,
    [
      ...[worker, engine, ...(options.liveness ? [videos] : [])].map(
        (url) => () => fetchWhole(url, download),
      ),
      ...(isWhole
        ? [wasm.mjs, slim.wasm, wasm.rest].map((url) => () => fetchWhole(url, download))
        : [() => fetchWhole(build.mjs, download), () => compile(build.wasm, download)]),
      ...wantedOf(pack, options).map((file) => () => files.keep(file)),
    ],
    (work) => work(),
  );
}

function wantedOf(pack: ModelPack, { liveness = false, quality = false }: PreloadOptions): PackFile[] {
  const roles: ModelRole[] = [...EXTRACTION_ROLES];
  if (liveness) roles.push('antispoofing');
  if (quality) roles.push('pose', 'eyes');
  const { cohort } = pack.manifest;
  return [...roles.flatMap((role): ModelEntry[] => modelsOf(pack, role)), ...(cohort ? [cohort] : [])];
}

/** Some browsers keep what they compile beside the file. */
async function compile(url: string, download: DownloadOptions): Promise<void> {
  try {
    await WebAssembly.compileStreaming(fetch(url, download));
  } catch {
    // The policy of the page may forbid what that of the worker allows; or there is no such file, which this tells.
    await fetchWhole(url, download);
  }
}

async function fetchWhole(url: string, download: DownloadOptions): Promise<void> {
  try {
    const response = await fetch(url, download);
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    await response.arrayBuffer();
  } catch (cause) {
    download.signal?.throwIfAborted();
    throw new ApiLiteError('BPE-001001', `${url} can't be fetched (${reasonOf(cause)}).`, { cause });
  }
}
