import { expect, test } from 'vitest';
import { evaluateMedia } from '../../../../scripts/evaluate-pad/evaluate-media.ts';
import type { PadMeasurement } from '../../../../scripts/evaluate-pad/page/page.ts';

function medium(name: string, attack?: string) {
  return { medium: name, person: name, source: 'camera', attack, group: 'a.tsv' };
}

function scored(...frames: number[]): PadMeasurement {
  return { outcome: 'scored', confidence: 0.5, frames, milliseconds: 10 };
}

function refused(reason: string, ...frames: number[]): PadMeasurement {
  return { outcome: 'no response', reason, message: 'Refused.', frames };
}

const MEDIA = [medium('live'), medium('masked'), medium('replay', 'replay'), medium('still', 'still-video')];
const MEASURED = [
  scored(0.1, 0.2, 0.1, 0.3, 0.2),
  refused('covered', 0.9, 0.9),
  scored(0.8, 0.9, 0.9, 0.7, 0.9),
  refused('no-motion', 0.6, 0.7),
];

test('what is refused is in no rate; frames of a video without motion are fitted to, those of a covered face not', () => {
  const { evaluation, scores, toFit } = evaluateMedia(MEDIA, MEASURED, {
    byFrame: true,
    notFitted: [],
    calibration: undefined,
  });
  expect(scores.map(({ medium: name }) => name)).toEqual([
    ...new Array(5).fill('live'),
    ...new Array(5).fill('replay'),
  ]);
  expect(toFit.slice(scores.length).map(({ medium: name }) => name)).toEqual(['still', 'still']);
  expect(evaluation.media).toMatchObject({ live: 5, attacks: { replay: 5 } });
  expect(evaluation.figures.atDefault.apcer).toEqual({ replay: 0 });
  expect(evaluation.nonResponse.bonaFide.at(-1)).toMatchObject({
    media: 2,
    refused: 1,
    reasons: { covered: 1 },
  });
  expect(evaluation.groups.map(({ group, live }) => [group, live])).toEqual([['a.tsv', 5]]);
});

test('a calibration that is given is kept, and media count once unless their frames are asked for', () => {
  const { evaluation, scores, toFit } = evaluateMedia(MEDIA, MEASURED, {
    byFrame: false,
    notFitted: ['replay'],
    calibration: { slope: 2, intercept: 1 },
  });
  expect(scores).toHaveLength(2);
  expect(toFit).toHaveLength(1);
  expect(evaluation.calibration).toEqual({ slope: 2, intercept: 1, source: 'the manifest' });
});
