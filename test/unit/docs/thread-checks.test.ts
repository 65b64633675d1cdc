import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../../scripts/project.mjs';
import { ROOMS } from './source-imports.ts';

/** The type check of a thread: `src/NAME/tsconfig.json`, which `npm run check` runs. */
function checkOf(name: string): ts.ParsedCommandLine {
  const folder = join(ROOT, 'src', name);
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, folder);
}

/** What a thread's check says of a file with this text in one of its rooms. */
function faultsOf(check: string, room: string, text: string): string[] {
  const { options } = checkOf(check);
  const planted = join(ROOT, 'src', room, 'planted-mistake.ts');
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === planted || fileExists(file);
  host.getSourceFile = (file, ...more) =>
    file === planted ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2022) : getSourceFile(file, ...more);
  const program = ts.createProgram([planted], options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(planted))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('the type check of each thread', () => {
  test.for([
    ['page', 'page', 'document', 'importScripts'],
    ['worker', 'worker', 'importScripts', 'document'],
    ['worker', 'engine', 'OffscreenCanvas', 'document'],
    ['worker', 'media', 'createImageBitmap', 'window'],
    ['worker', 'templates', 'indexedDB', 'localStorage'],
    ['service-worker', 'service-worker', 'clients', 'document'],
    ['service-worker', 'service-worker', 'caches', 'Worker'],
    ['http', 'http', 'Request', 'document'],
    ['http', 'contract', 'TextEncoder', 'indexedDB'],
    ['http', 'common', 'AbortSignal', 'self'],
  ] as const)('%s: src/%s may use %s, not %s', ([check, room, there, missing]) => {
    const faults = faultsOf(check, room, `export const planted: unknown[] = [${there}, ${missing}];`);
    expect(faults).toEqual([expect.stringContaining(`'${missing}'`)]);
  });

  test('is there for every room', () => {
    const checked = ['page', 'worker', 'service-worker', 'http'].flatMap((name) => checkOf(name).fileNames);
    const missing = ROOMS.filter((room) => !checked.some((file) => file.includes(`/src/${room}/`)));
    expect(missing).toEqual([]);
  });
});
