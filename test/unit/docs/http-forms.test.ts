import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../../scripts/project.mjs';
import type { LivenessFolder } from '../../../src/contract/liveness/folder.ts';
import type { FaceMethod } from '../../../src/contract/methods.ts';
import { createFaceFetch } from '../../../src/http/face-fetch.ts';
import { matchRoute } from '../../../src/http/routes.ts';
import { FAKE_PICTURES, FakeEngine } from '../../contract/fake-engine.ts';
import { type PartToWrite, writeMultipart } from '../../contract/multipart-writer.ts';
import { codeBlocksOf } from '../../support/code-blocks.ts';

/** A new method does not compile without a line here, and fails without one in the documentation. */
const METHODS: Record<FaceMethod, true> = {
  version: true,
  health: true,
  extract: true,
  compare: true,
  verify: true,
  extractAndCompare: true,
  compareN: true,
  verifyN: true,
  extractAndCompareN: true,
  livenessHealth: true,
  detect: true,
};

const PAGE = 'docs/http.md';
const BLOCKS = codeBlocksOf(PAGE);
const PAYLOAD = BLOCKS.find(({ language }) => language === 'json')?.text ?? '';
const TEXT = readFileSync(`${ROOT}/${PAGE}`, 'utf8');

/** What curl takes a file of that name for. */
const TYPES: Record<string, string> = { jpg: 'image/jpeg', png: 'image/png' };

interface Example {
  command: string;
  path: string;
  contentType: string | undefined;
  parts: PartToWrite[];
}

const engine = new FakeEngine();
const template = await engine.extract(FAKE_PICTURES.anna);
const EXAMPLES = BLOCKS.filter(({ language }) => language === 'sh')
  .flatMap(({ text }) => text.split('\n'))
  .filter((line) => line.startsWith('curl '))
  .map(readExample);
const FORMS = EXAMPLES.filter(({ parts }) => parts.length > 0);

function readExample(command: string): Example {
  const forms = [...command.matchAll(/-F '([^=']+)=@([^;']+?\.(\w+))(?:;type=([^']+))?'/g)];
  return {
    command,
    path: /localhost(\S+)/.exec(command)?.[1] ?? '',
    contentType: /-H 'Content-Type: ([^']+)'/.exec(command)?.[1],
    parts: forms.map(([, name = '', filename = '', extension = '', type]) => ({
      name,
      filename,
      contentType: type ?? TYPES[extension] ?? 'application/octet-stream',
      content: contentOf(extension),
    })),
  };
}

function contentOf(extension: string): Uint8Array | string {
  if (extension === 'json') return PAYLOAD;
  return extension === 'template' ? template : FAKE_PICTURES.anna;
}

async function send({ path, contentType, parts }: Example): Promise<Response> {
  const { headers, body } = writeMultipart(parts);
  const isForm = parts.length > 0;
  const init = isForm
    ? { method: 'POST', headers, body }
    : contentType && { method: 'POST', headers: { 'Content-Type': contentType }, body: FAKE_PICTURES.anna };
  return createFaceFetch(engine)(new Request(`http://localhost${path}`, init || {}));
}

/** The names of parts that a method's rows of the table have. */
function documentedParts(operation: string): string[] {
  const rows = TEXT.split('\n').filter((line) => line.startsWith('| '));
  const first = rows.findIndex((row) => row.startsWith(`| \`${operation}\` |`));
  const next = rows.findIndex((row, at) => at > first && !row.startsWith('| |'));
  const cells = rows.slice(first, next === -1 ? undefined : next).map((row) => row.split('|')[2] ?? '');
  return cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
}

test('every method has an example', () => {
  const documented = EXAMPLES.map(({ path }) => matchRoute(path, '')?.method);
  expect([...new Set(documented)].sort()).toEqual(Object.keys(METHODS).sort());
});

describe('an example is answered', () => {
  test.each(EXAMPLES)('$command', async (example) => {
    const response = await send(example);
    expect(response.status, await response.text()).toBe(200);
  });
});

describe('a form', () => {
  test.each(FORMS)('has the parts that the table names: $path', ({ path, parts }) => {
    const names = new Set(parts.map(({ name }) => name));
    expect(documentedParts(path.split('/').at(-1) ?? '').sort()).toEqual([...names].sort());
  });

  test.each(FORMS)('needs each of them, but a payload and one medium of two: $path', async (example) => {
    for (const name of new Set(example.parts.map(({ name }) => name))) {
      const isOptional = example.path.endsWith('/detect');
      const parts = example.parts.filter((part) => part.name !== name);
      const without =
        isOptional && name !== 'payload' ? parts.filter((part) => part.name !== 'payload') : parts;
      const { status } = await send({ ...example, parts: without });
      expect(status, `${example.path} without ${name}`).toBe(isOptional ? 200 : 400);
    }
  });
});

test('the best shot lies where it is said to', async () => {
  const path = /`analyses\[0\]\.(\w+)\[1\]\.(\w+)\[0\]\.(\w+)`/.exec(TEXT);
  const [, results, images, image] = path ?? [];
  const detect = FORMS.find(({ path }) => path.endsWith('/detect'));
  const folder: LivenessFolder = await (await send(detect as Example)).json();
  const typed: [keyof LivenessFolder['analyses'][0], 'output_images', 'image_b64'] = [
    'results_media',
    'output_images',
    'image_b64',
  ];
  expect([results, images, image]).toEqual(typed);
  expect(folder.analyses[0]?.results_media[1]?.output_images).toEqual([]);
});
