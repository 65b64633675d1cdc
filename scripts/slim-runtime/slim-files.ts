import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Plugin } from 'vite';
import { buildIfChanged } from '../build-if-changed.mjs';
import { ROOT, readJson } from '../project.mjs';
import { withFewerSpins } from './fewer-spins.ts';
import { restModule } from './rest-module.ts';
import { runtimeFile } from './runtime-file.ts';
import { countedFunctions, slimModule } from './slim-module.ts';

/** Where the slim runtime is made: `src/page/engine-files.ts` takes it from there. */
const FOLDER = 'build/runtime';

/** What the loader imports. */
const WHOLE_FILE = 'src/runtime/whole-file.ts';

/** Makes the slim runtime's two files and the rest, unless they are there. @throws {SetupError} if the profile is of another runtime. */
function buildSlimRuntime(): Promise<void> {
  return buildIfChanged({
    stamp: 'build/slim-runtime.stamp',
    inputs: ['scripts/slim-runtime', WHOLE_FILE, runtimeFile('.mjs'), runtimeFile('.wasm')],
    result: `${FOLDER}/ort-wasm-simd-threaded.rest.wasm`,
    build: async () => {
      const whole = await readFile(join(ROOT, runtimeFile('.wasm')));
      const mark = `slim-${crc32(whole).toString(16)}`;
      const slim = slimModule(whole, readJson(join(import.meta.dirname, 'profile.json')), mark);
      const file = { ...countedFunctions(whole), mark };
      await mkdir(join(ROOT, FOLDER), { recursive: true });
      await write('.slim.mjs', await loaderBehind('missing-functions.js', 'withMissingFunctions', file));
      await write('.slim.wasm', slim);
      await write('.rest.wasm', restModule(withFewerSpins(whole), slim));
    },
  });
}

/**
 * The runtime's own loader with another's parts for `WebAssembly` and `Worker`: in a module their names stand for its
 * own constants.
 *
 * @param script In the folder `loader`. What it imports is put in its place.
 * @param function_ Of the script: gives the parts.
 */
export async function loaderBehind(script: string, function_: string, argument: object): Promise<string> {
  const own = await withoutImports(join(import.meta.dirname, 'loader', script));
  const loader = await readFile(join(ROOT, runtimeFile('.mjs')), 'utf8');
  return `${own}\nconst { WebAssembly, Worker } = ${function_}(${JSON.stringify(argument)});\n${loader}`;
}

/** A script with the code of the modules that it imports before its own; those import nothing. */
async function withoutImports(path: string): Promise<string> {
  const { default: ts } = await import('typescript');
  const script = await readFile(path, 'utf8');
  const IMPORT = /^import .+ from '(.+)';$/gm;
  const modules = [...script.matchAll(IMPORT)].map(async ([, module = '']) => {
    const { outputText } = ts.transpileModule(await readFile(join(dirname(path), module), 'utf8'), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    return outputText.replace(/^export /gm, '');
  });
  return [...(await Promise.all(modules)), script.replace(IMPORT, '')].join('\n');
}

/** At once, and whole: another build may read it. */
async function write(ending: string, content: string | Uint8Array): Promise<void> {
  const path = join(ROOT, FOLDER, `ort-wasm-simd-threaded${ending}`);
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, content);
  await rename(part, path);
}

/** Has the slim runtime made before anything is built or served. */
export const slimRuntime: Plugin = { name: 'slim-runtime', config: buildSlimRuntime };
