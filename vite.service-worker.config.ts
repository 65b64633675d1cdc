import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import type { SiteFiles } from './src/service-worker/precache.ts';

/** The folder that the page was built to. */
const SITE = join(import.meta.dirname, process.env.SITE ?? 'build/demo');
const SCRIPT = 'service-worker.js';

/**
 * The engine keeps its pack's files itself, by their checksum; maps are for developers, who are online; compressed copies
 * are sent in place of others.
 */
const LEFT_OUT = /\.(onnx|bin|map|br|gz)$/;
/** What a host reads and does not serve. */
const FOR_THE_HOST = ['_headers', '.nojekyll'];
/** What the runtime's whole file is besides the slim one, which is fetched only if that lacks a function. */
const WHOLE_RUNTIME = /ort-wasm-simd-threaded(?!\.(slim|jspi)\b)/;
/** The runtime's WebGPU build. */
const WEBGPU_ONLY = /jspi/;
/** Names that change with the content. */
const HASHED = /^assets\//;

/**
 * The bundle build names its binary, which it is always given (src/service-worker/bundled-runtime.ts): a build that follows the
 * name puts the whole file beside the service worker.
 */
const givenBinary: Plugin = {
  name: 'given-binary',
  enforce: 'pre',
  transform: {
    filter: { id: /\/ort\.wasm\.bundle\.min\.mjs/ },
    handler(code) {
      const named = 'new URL("ort-wasm-simd-threaded.wasm",import.meta.url)';
      if (!code.includes(named)) throw new Error('The inference runtime names its binary in another way.');
      return {
        code: code.replaceAll(named, named.replace('import.meta.url', 'self.location.href')),
        map: null,
      };
    },
  },
};

/**
 * The service worker of the demo, built after the page and beside it, since it lists the page's files. It can
 * load nothing later (a service worker has no `import()`), so it is one file, with the inference runtime's
 * bundle build: that is what the runtime's name means where no extra condition is set.
 */
export default defineConfig(({ mode }) => ({
  base: './',
  publicDir: false,
  plugins: [givenBinary],
  define: {
    __SITE_FILES__: JSON.stringify(siteFiles()),
    'process.env.NODE_ENV': JSON.stringify(mode),
    // Only modules have the former.
    'import.meta.url': 'self.location.href',
  },
  build: {
    outDir: SITE,
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    assetsInlineLimit: 0,
    // One file is what a service worker has to be.
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: 'src/service-worker/service-worker.ts',
      // Vite's own helper for what is imported later, which nothing is.
      checks: { emptyImportMeta: false },
      // Classic and module workers alike can import it so.
      output: { format: 'iife', entryFileNames: SCRIPT, codeSplitting: false },
    },
  },
}));

function siteFiles(): SiteFiles {
  const entries = builtFiles().map((url) => ({ url, revision: HASHED.test(url) ? null : digest(url) }));
  return {
    always: entries.filter(({ url }) => !WEBGPU_ONLY.test(url)),
    webgpu: entries.filter(({ url }) => WEBGPU_ONLY.test(url)),
  };
}

function builtFiles(): string[] {
  if (!existsSync(SITE)) return [];
  return readdirSync(SITE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(SITE, join(entry.parentPath, entry.name)))
    .filter((file) => !LEFT_OUT.test(file) && !WHOLE_RUNTIME.test(file) && !FOR_THE_HOST.includes(file))
    .filter((file) => file !== SCRIPT)
    .sort();
}

function digest(file: string): string {
  return createHash('sha256')
    .update(readFileSync(join(SITE, file)))
    .digest('hex')
    .slice(0, 16);
}
