import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../../scripts/project.mjs';
import { codeBlocksOf } from '../../support/code-blocks.ts';
import { circles, ROOMS, roomOf, sourceImports } from './source-imports.ts';

/** The rooms that each room may import directly, itself apart; `src` are the entries. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  src: ['page', 'capture', 'crossing', 'engine', 'templates', 'vision', 'media', 'runtime', 'contract'],
  demo: ['src', 'page', 'capture'],
  react: ['src', 'capture', 'frameworks'],
  vue: ['src', 'capture', 'frameworks'],
  frameworks: ['src', 'capture'],
  capture: ['page', 'engine', 'vision', 'media', 'contract', 'common'],
  page: ['crossing', 'engine', 'templates', 'vision', 'media', 'runtime', 'http', 'contract', 'common'],
  worker: ['crossing', 'engine', 'templates', 'vision', 'media', 'runtime', 'http', 'contract', 'common'],
  'service-worker': ['crossing', 'engine', 'runtime', 'http', 'contract', 'common'],
  crossing: ['engine', 'templates', 'vision', 'media', 'runtime', 'http', 'contract', 'common'],
  engine: ['templates', 'vision', 'media', 'runtime', 'contract', 'common'],
  vision: ['media', 'runtime', 'common'],
  templates: ['runtime', 'contract', 'common'],
  media: ['contract', 'common'],
  runtime: ['contract', 'common'],
  http: ['contract', 'common'],
  contract: [],
  common: [],
};

const IMPORTS = sourceImports();

/** The rooms that a room's files import. */
function importedBy(room: string): string[] {
  const files = [...IMPORTS].filter(([file]) => roomOf(file) === room);
  const rooms = new Set(files.flatMap(([, imported]) => imported.map(roomOf)));
  rooms.delete(room);
  return [...rooms].sort();
}

describe('the rooms of src', () => {
  test('are all listed', () => {
    expect(Object.keys(MAY_IMPORT).sort()).toEqual(['src', ...ROOMS].sort());
  });

  test.for(Object.keys(MAY_IMPORT))('%s imports the rooms it may import, and no others', (room) => {
    expect(importedBy(room)).toEqual([...(MAY_IMPORT[room] ?? [])].sort());
  });

  test('have no circle: each room imports rooms below it only', () => {
    expect(circles(new Map(Object.entries(MAY_IMPORT)))).toEqual([]);
  });

  test('have no circle of files, types included', () => {
    expect(circles(IMPORTS)).toEqual([]);
  });

  test('a circle would be found', () => {
    const imports = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ]);
    expect(circles(imports)).toEqual([['a', 'b', 'c']]);
  });
});

/** Files of other rooms that those of a room import, `frameworks` apart. */
function filesImportedBy(room: string): string[] {
  const others = [...IMPORTS].flatMap(([file, imported]) => (roomOf(file) === room ? imported : []));
  return others.filter((file) => ![room, 'frameworks'].includes(roomOf(file)));
}

test('the demo imports only the three entries that an app imports', () => {
  const entries = ['index.ts', 'capture/index.ts', 'page/register-service-worker.ts'];
  expect(filesImportedBy('demo').filter((file) => !entries.includes(file))).toEqual([]);
});

test.for(['react', 'vue', 'frameworks'])('%s imports only the entries that an app imports', (room) => {
  const entries = ['index.ts', 'capture/index.ts'];
  expect(filesImportedBy(room).filter((file) => !entries.includes(file))).toEqual([]);
});

/** Names that are words of their own, so that a mention is the method. */
const METHOD_NAMES = [
  'extractAndCompare',
  'compareN',
  'verifyN',
  'extractAndCompareN',
  'livenessHealth',
  'enrollAll',
  'exportVectors',
];

test.for(METHOD_NAMES)('the name of %s stands in at most five files of src', (method) => {
  const files = [...IMPORTS.keys()].filter((file) =>
    new RegExp(`\\b${method}\\b`).test(readFileSync(join(ROOT, 'src', file), 'utf8')),
  );
  expect(files.length, files.join(', ')).toBeLessThanOrEqual(5);
});

/** What a file of docs/architecture.md says of each room: `| \`src/page\` | … | \`crossing\`, … |`. */
function documentedRooms(): Map<string, string[]> {
  const page = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `src(?:\/([\w-]+))?` \| [^|]+ \| ([^|]*) \|$/gm)];
  return new Map(
    rows.map(([, room = 'src', rooms = '']) => [
      room,
      [...rooms.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name),
    ]),
  );
}

describe('docs/architecture.md', () => {
  test('says of each room which rooms it may import', () => {
    expect(Object.fromEntries(documentedRooms())).toEqual(MAY_IMPORT);
  });

  test('draws no arrow against the lists', () => {
    const diagram = codeBlocksOf('docs/architecture.md').find(({ text }) => text.startsWith('flowchart TD'));
    const arrows = [...(diagram?.text ?? '').matchAll(/^ *([\w-]+) --> (.+)$/gm)];
    expect(arrows.length).toBeGreaterThan(0);
    for (const [, from = '', to = ''] of arrows) {
      expect(MAY_IMPORT[from], from).toEqual(
        expect.arrayContaining(to.split(' & ').map((room) => room.trim())),
      );
    }
  });
});

test('the decisions are listed, each under its title', () => {
  const folder = join(ROOT, 'docs/decisions');
  const list = readFileSync(join(folder, 'README.md'), 'utf8');
  const records = readdirSync(folder).filter((file) => /^\d{4}-/.test(file));
  for (const file of records) {
    const [, title] = /^# \d+\. (.+)$/m.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
    expect(list).toContain(`| [${file.slice(0, 4)}](${file}) | ${title} |`);
  }
});
