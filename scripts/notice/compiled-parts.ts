import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from '../project.mjs';
import { runtimeFile } from '../slim-runtime/runtime-file.ts';

/** The one place that names the runtime's files. */
const NAMES = join(ROOT, 'src/page/engine-files.ts');

/** Where the binaries of the inference runtime lie. */
const BINARIES = join(ROOT, 'node_modules/onnxruntime-web/dist');

/** What is the runtime's own, or the language's. */
const OWN = ['onnxruntime', 'onnx', 'std'];

/** The binaries of the runtime that the package holds; the plain one in two files, which are made of it. */
export function shippedBinaries(): string[] {
  const imports = readFileSync(NAMES, 'utf8').matchAll(/'onnxruntime-web\/([\w.-]+\.wasm)\?url'/g);
  return [basename(runtimeFile('.wasm')), ...[...imports].map(([, name = '']) => name)].sort();
}

/**
 * Names of what is compiled into the binaries besides the runtime's own code, as far as they tell it: the folders of other
 * projects' source in the paths of messages, and the C++ namespaces of error types.
 */
export function compiledParts(binaries: readonly string[]): string[] {
  const parts = binaries.flatMap((name) => {
    const text = readFileSync(join(BINARIES, basename(name)), 'latin1');
    const folders = [...text.matchAll(/\/_deps\/([\w.-]+)-src\//g)].map(([, folder = '']) => folder);
    const spaces = [...text.matchAll(/\0N(\d+)([a-z]\w*)E\0/g)].map(([, length, names = '']) =>
      names.slice(0, Number(length)),
    );
    return [...folders, ...spaces.filter((space) => !OWN.includes(space))];
  });
  return [...new Set(parts)].sort();
}
