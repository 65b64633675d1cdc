import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FLOWS } from '../../engines/flow-names.ts';

const guide = readFileSync(new URL('../../../docs/browsers.md', import.meta.url), 'utf8');

/** The rows of the table of what is tested, cell by cell. */
function testedRows(): string[][] {
  const lines = guide.split('\n');
  const begin = lines.findIndex((line) => line.startsWith('| tested |'));
  const rows = lines.slice(begin + 2, lines.indexOf('', begin));
  return rows.map((row) =>
    row
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
}

test('docs/browsers.md says of what is tested in each engine what the flows are', () => {
  expect(testedRows().map(([what]) => what)).toEqual(Object.values(FLOWS));
});

test('what it says is tested in an engine is not left out there', () => {
  // Each flow runs in each engine: the table can say nothing else.
  expect(new Set(testedRows().flatMap(([, ...engines]) => engines))).toEqual(new Set(['yes']));
});
