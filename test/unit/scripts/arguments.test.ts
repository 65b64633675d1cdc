import { afterEach, expect, test } from 'vitest';
import { readCount, readCounts, readListAndOptions, readOptions } from '../../../scripts/arguments.ts';

const OPTIONS = { write: { type: 'boolean', default: false }, det: { type: 'string' } } as const;
const argv = process.argv;

afterEach(() => {
  process.argv = argv;
});

function called(...args: string[]): void {
  process.argv = ['node', 'script', ...args];
}

test('a script gets its list and its options', () => {
  called('pairs.tsv', '--write');
  expect(readListAndOptions('usage', OPTIONS)).toEqual({ list: 'pairs.tsv', write: true });
});

test.each([[[]], [['a.tsv', 'b.tsv']], [['a.tsv', '--wrong']]])(
  'without one list, or with what it does not know, it shows its usage: %j',
  (args) => {
    called(...args);
    expect(() => readListAndOptions('how it is called', OPTIONS)).toThrow('how it is called');
  },
);

test('a script that takes options only accepts no list', () => {
  called('--det', 'a.svg');
  expect(readOptions('usage', OPTIONS)).toEqual({ write: false, det: 'a.svg' });
  called('pairs.tsv');
  expect(() => readOptions('how it is called', OPTIONS)).toThrow('how it is called');
});

test('counts are whole numbers from 1 on', () => {
  expect(readCounts('rows', '10,200')).toEqual([10, 200]);
  for (const text of ['0', '-1', '1.5', 'many', '']) {
    expect(() => readCount('rows', text)).toThrow(`--rows=${text}: it must be a whole number from 1 on.`);
  }
});
