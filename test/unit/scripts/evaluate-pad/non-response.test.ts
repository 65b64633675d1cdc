import { expect, test } from 'vitest';
import { nonResponseRates } from '../../../../scripts/evaluate-pad/non-response.ts';
import type { PadMeasurement } from '../../../../scripts/evaluate-pad/page/page.ts';
import { nonResponseLines } from '../../../../scripts/evaluate-pad/report-tables.ts';

const SCORED: PadMeasurement = { outcome: 'scored', confidence: 0.1, frames: [], milliseconds: 1 };

function refused(reason: string): PadMeasurement {
  return { outcome: 'no response', reason, message: 'Refused.', frames: [] };
}

function medium(source: string, attack?: string) {
  return { medium: 'a.jpg', person: 'a', source, attack };
}

const MEDIA = [
  ...new Array(4).fill(medium('camera')),
  medium('phone'),
  ...new Array(5).fill(medium('camera', 'still-video')),
  medium('camera', 'print'),
];
const MEASURED = [
  SCORED,
  refused('too-dark'),
  refused('no-face'),
  refused('too-dark'),
  SCORED,
  ...new Array(5).fill(refused('no-motion')),
  { outcome: 'failed', reason: 'the file can’t be read' } as const,
];

test('what is refused is counted by kind of attack and by source, with the reasons', () => {
  const { attacks, bonaFide } = nonResponseRates(MEDIA, MEASURED);
  expect(attacks).toMatchObject([
    { group: 'still-video', media: 5, refused: 5, rate: { rate: 1 }, reasons: { 'no-motion': 5 } },
  ]);
  expect(bonaFide).toMatchObject([
    { group: 'camera', media: 4, refused: 3, reasons: { 'too-dark': 2, 'no-face': 1 } },
    { group: 'phone', media: 1, refused: 0, reasons: {} },
    { media: 5, refused: 3, rate: { rate: 0.6 } },
  ]);
  expect(Object.keys(bonaFide[0]?.reasons ?? {})).toEqual(['too-dark', 'no-face']);
  expect(bonaFide[0]?.rate).toBeUndefined();
});

test('the report tells the rates by their names in ISO/IEC 30107-3', () => {
  const lines = nonResponseLines(nonResponseRates(MEDIA, MEASURED)).join('\n');
  expect(lines).toMatch(/APNRR still-video +5 of 5 +100\.0 % +\(.*\) +5 no-motion/);
  expect(lines).toMatch(/BPNRR camera +3 of 4 +no rate +2 too-dark, 1 no-face/);
  expect(lines).toMatch(/BPNRR +3 of 5 +60\.0 %/);
});
