import { expect, test } from 'vitest';
import { withoutDeadLinks } from '../../../scripts/package-readme.mjs';

const PACKED = ['dist', 'NOTICE'];

test.each([
  ['a guide', 'See [Verify](docs/verify.md#scores).', 'See Verify (`docs/verify.md`).'],
  ['a file by its name', '[models/mine.json](models/mine.json) lists', '`models/mine.json` lists'],
  ['a picture', 'Before.\n\n![A chart](docs/chart.svg)\n\nAfter.', 'Before.\n\nAfter.'],
])('of %s that the package does not hold its words stay', (_, text, expected) => {
  expect(withoutDeadLinks(text, PACKED)).toBe(expected);
});

test.each([
  '[NOTICE](NOTICE)',
  '[a file](dist/models/default.json)',
  '[below](#what-there-is)',
  '[npm](https://example.com/docs/verify.md)',
])('%s stays a link', (text) => {
  expect(withoutDeadLinks(text, PACKED)).toBe(text);
});
