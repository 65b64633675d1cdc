import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { ROOT } from '../../../scripts/project.mjs';
import { codeBlocksOf } from '../../support/code-blocks.ts';

const SOURCE = join(ROOT, 'src');
const ROOMS = readdirSync(SOURCE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Who imports whom, from room to room, as `worker --> engine`. */
function importedRooms(): Set<string> {
  const arrows = new Set<string>();
  for (const file of readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })) {
    const [room = '', ...path] = file.split(/[\\/]/);
    if (!ROOMS.includes(room) || !file.endsWith('.ts')) continue;
    for (const { fileName } of ts.preProcessFile(readFileSync(join(SOURCE, file), 'utf8')).importedFiles) {
      // From the file's folder as many steps up as it lies deep, and one more: another room.
      const [, other] = new RegExp(`^(?:\\.\\./){${path.length}}([\\w-]+)/`).exec(fileName) ?? [];
      if (other !== undefined && ROOMS.includes(other)) arrows.add(`${room} --> ${other}`);
    }
  }
  return arrows;
}

/** The arrows of the diagram of rooms: `a --> b & c` is two. */
function drawnRooms(): Set<string> {
  const diagram = codeBlocksOf('docs/architecture.md').find(({ text }) => text.startsWith('flowchart TD'));
  const arrows = [...(diagram?.text ?? '').matchAll(/^ *([\w-]+) --> (.+)$/gm)];
  return new Set(
    arrows.flatMap(([, from, to = '']) => to.split(' & ').map((room) => `${from} --> ${room.trim()}`)),
  );
}

/** Whether arrows lead from one room to the other, directly or through more rooms. */
function leads(arrows: ReadonlySet<string>, from: string, to: string, seen = new Set([from])): boolean {
  if (arrows.has(`${from} --> ${to}`)) return true;
  const next = ROOMS.filter((room) => !seen.has(room) && arrows.has(`${from} --> ${room}`));
  return next.some((room) => leads(arrows, room, to, seen.add(room)));
}

test('imports between rooms go along the arrows of the diagram', () => {
  const drawn = drawnRooms();
  const against = [...importedRooms()].filter((arrow) => {
    const [from = '', to = ''] = arrow.split(' --> ');
    return !leads(drawn, from, to);
  });
  expect(against).toEqual([]);
});

test('the diagram draws no arrow that no import follows', () => {
  const imported = importedRooms();
  expect([...drawnRooms()].filter((arrow) => !imported.has(arrow))).toEqual([]);
});

test('the table of rooms names them all', () => {
  const page = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
  expect(ROOMS.filter((room) => !page.includes(`\`src/${room}\``))).toEqual([]);
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
