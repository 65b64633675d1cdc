import { filesOf } from '../runtime/model-pack.ts';
import type { RuntimeBuild } from '../runtime/runtime-files.ts';
import { appUrl } from './app-url.ts';
import { defaultPack } from './default-pack.ts';
import type { PackageFiles } from './package-files.ts';

/**
 * The package's files if they lie elsewhere than the build says, or at another origin.
 *
 * @param built The files where a build put them.
 * @param assets The app's option: a folder with the content of the package's `dist`.
 * @throws {TypeError} if it is no URL.
 */
export function filesElsewhere(built: PackageFiles, assets: string | URL | undefined): PackageFiles {
  const folder = assets === undefined ? installedFolder(built.worker) : assetsFolder(assets);
  return startable(folder === undefined ? built : filesUnder(folder));
}

/** The files by their names in the package's `dist`. */
function filesUnder(folder: string): PackageFiles {
  const { manifest } = defaultPack;
  const runtime = `${folder}runtime/ort-wasm-simd-threaded`;
  const build = (name: string): RuntimeBuild => ({
    mjs: `${runtime}.${name}.mjs`,
    wasm: `${runtime}.${name}.wasm`,
  });
  return {
    worker: `${folder}face-worker.js`,
    engine: `${folder}worker-engine.js`,
    videos: `${folder}video-script.js`,
    runtime: {
      slim: build('slim'),
      wasm: { mjs: `${runtime}.mjs`, rest: `${runtime}.rest.wasm` },
      webgpu: build('jspi'),
    },
    pack: {
      manifest,
      urls: Object.fromEntries(filesOf(manifest).map(({ file }) => [file, `${folder}models/${file}`])),
    },
  };
}

function assetsFolder(assets: string | URL): string {
  const { origin, protocol, host, pathname, username, password } = new URL(appUrl(assets, 'assets'));
  if (username || password) throw new TypeError('options.assets must be a URL without a name and password');
  // Schemes of apps, such as `capacitor:`, have no origin in words.
  const home = origin === 'null' ? `${protocol}//${host}` : origin;
  return `${home}${pathname.replace(/\/?$/, '/')}`;
}

/**
 * The development server of Vite 5 to 7 copies the page's code into a cache in `node_modules` (`.vite`, Nuxt's
 * `.cache/vite`), and none of the files beside it: they lie where the package was installed.
 */
function installedFolder(worker: string): string | undefined {
  const [, modules] = /^(.+\/node_modules)\/\.[^/]+\/.*deps\/[^/]+$/.exec(worker) ?? [];
  return modules === undefined ? undefined : `${modules}/inpage-face/dist/`;
}

/** Browsers start no worker from another origin's URL, but one of this page's that imports it. */
function startable(files: PackageFiles): PackageFiles {
  if (new URL(files.worker).origin === globalThis.origin) return files;
  const source = `import ${JSON.stringify(files.worker)};`;
  return { ...files, starter: addressOf(source) };
}

/** A script's own address. A sandboxed frame has no origin, and may not start modules from its blobs. */
function addressOf(source: string): string {
  if (globalThis.origin === 'null') return `data:text/javascript,${encodeURIComponent(source)}`;
  return URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
}
