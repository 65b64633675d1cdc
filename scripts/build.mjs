// `npm run build`: builds the package to `dist`: code for browsers and for servers, types, runtime and models.
import { copyFile, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { buildIfChanged } from './build-if-changed.mjs';
import { emitTypes, TYPES } from './emit-types.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureModels } from './models.mjs';
import { isMain, ROOT, runMain } from './project.mjs';

const DIST = join(ROOT, 'dist');

/** Where the maps are: they are not packed. */
const MAPS = join(ROOT, 'build/maps');

/** @typedef {typeof import('vite').build} Build */

/**
 * What runs in pages and in the worker, with the files that they load.
 *
 * @param {Build} build
 */
async function buildForBrowsers(build) {
  await build({ root: ROOT, configFile: join(ROOT, 'vite.package.config.ts'), logLevel: 'warn' });
}

/**
 * The service worker's script. It keeps no site's files: only a site's own build knows them.
 *
 * @param {Build} build
 */
async function buildServiceWorker(build) {
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.service-worker.config.ts'),
    logLevel: 'warn',
    define: { __SITE_FILES__: JSON.stringify({ always: [], webgpu: [] }) },
    build: { outDir: DIST, emptyOutDir: false },
  });
}

/**
 * What React and Vue apps import. It imports the package by its names, as an app does: in a browser that gives the
 * code for browsers, on a server the names alone.
 *
 * @param {Build} build
 */
async function buildForFrameworks(build) {
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    resolve: { alias: { '../index.ts': 'inpage-face', '../capture/index.ts': 'inpage-face/capture' } },
    build: {
      lib: { entry: { react: 'src/react/index.ts', vue: 'src/vue/index.ts' }, formats: ['es'] },
      outDir: DIST,
      emptyOutDir: false,
      target: 'es2022',
      sourcemap: true,
      rolldownOptions: {
        external: ['inpage-face', 'inpage-face/capture', 'react', 'vue'],
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          // A framework that renders on servers must not run hooks there.
          banner: ({ name }) => (name === 'react' ? "'use client';" : ''),
          codeSplitting: { groups: [{ name: 'frameworks', minShareCount: 2 }] },
        },
      },
    },
  });
}

/**
 * What servers import or require, whole: the package depends on no other.
 *
 * @param {Build} build
 */
async function buildForServers(build) {
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: 'src/node.ts',
      outDir: DIST,
      emptyOutDir: false,
      rolldownOptions: {
        output: [
          { format: 'es', entryFileNames: 'node.js' },
          { format: 'cjs', entryFileNames: 'node.cjs' },
        ],
      },
    },
  });
}

/**
 * The command line, whole: an app that fetches models by it installs nothing besides.
 *
 * @param {Build} build
 */
async function buildCommandLine(build) {
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: 'scripts/cli/main.mjs',
      outDir: DIST,
      emptyOutDir: false,
      minify: true,
      rolldownOptions: { output: { entryFileNames: 'cli.js' } },
    },
  });
}

/** Maps weigh more than all the code. Without the line that names one: some bundlers warn if it is missing. */
async function setMapsApart() {
  await mkdir(MAPS, { recursive: true });
  for (const map of (await readdir(DIST)).filter((name) => name.endsWith('.map'))) {
    const path = join(DIST, map.replace(/\.map$/, ''));
    const script = await readFile(path, 'utf8');
    await writeFile(path, script.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'));
    await rename(join(DIST, map), join(MAPS, map));
  }
}

async function buildTypes() {
  await emitTypes();
  await cp(TYPES, join(DIST, 'types'), { recursive: true });
  // What `require` gives has the same names, and declarations of its own kind.
  for (const entry of ['index', 'page/register-service-worker', 'capture/index']) {
    await writeFile(join(DIST, `types/${entry}.d.cts`), `export * from './${basename(entry)}.js';\n`);
  }
}

/** Builds the whole package anew; packages and models must be there. */
export async function buildPackage() {
  const { build } = await import('vite');
  await rm(DIST, { recursive: true, force: true });
  await buildForBrowsers(build);
  await buildServiceWorker(build);
  await buildForFrameworks(build);
  await setMapsApart();
  await buildForServers(build);
  await buildCommandLine(build);
  for (const pack of ['default', 'permissive']) {
    for (const file of [`${pack}.json`, `${pack}-cohort.bin`]) {
      await copyFile(join(ROOT, 'models', file), join(DIST, 'models', file));
    }
  }
  await buildTypes();
}

/** All that the build reads. */
const INPUTS = [
  'src',
  'models',
  'scripts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.package.json',
  'vite.config.ts',
  'vite.package.config.ts',
  'vite.service-worker.config.ts',
];

/** Builds the package for tests, if an input changed since it was last built so. */
export function buildPackageIfChanged() {
  return buildIfChanged({
    stamp: 'build/package.stamp',
    inputs: INPUTS,
    result: 'dist/types/index.d.ts',
    build: buildPackage,
  });
}

async function main() {
  await ensureInstalled();
  await ensureModels();
  await buildPackage();
}

if (isMain(import.meta.url)) await runMain(main);
