import { expect, test } from 'vitest';
import { findInVideo, shareOfClips } from '../../../../scripts/evaluate-gestures/gesture-rates.ts';
import { picturesToClips } from '../../../../scripts/evaluate-gestures/picture-clips.ts';
import { shapeOf } from '../../../../src/vision/gestures/face-shape.ts';
import { madeFace } from '../../../support/made-face.ts';

type Look = Parameters<typeof madeFace>[0];

const framesOf = (...looks: Look[]) =>
  looks.map((look, at) => ({ time: at / 10, shape: shapeOf(madeFace(look)) }));

const STILL = Array<Look>(5).fill({});
const LEFT = Array<Look>(4).fill({ yaw: -25 });

test('a gesture in a video is found where it is made, or elsewhere', () => {
  const frames = framesOf(...STILL, ...LEFT, ...STILL, ...LEFT);
  const spans = [{ gesture: 'turn-left' as const, from: 0.4, to: 0.9 }];
  const finding = findInVideo({ file: 'a', spans }, { frames, made: {} }, 'turn-left', 'asked');
  expect(finding).toEqual({ made: { found: 1, of: 1 }, elsewhere: [1.4] });
  expect(findInVideo({ file: 'a', spans }, { frames, made: {} }, 'turn-right', 'asked')).toEqual({
    made: { found: 0, of: 0 },
    elsewhere: [],
  });
});

test('pictures of a person make clips from a calm one to each other, frames from each to the next', () => {
  const smile = { mouth: { width: 0.95 } };
  const measured = (look: Look) => ({ frames: framesOf(look, look, look), made: {} });
  const pictures = [
    { file: 'Ann/1.jpg', shows: 'neutral' as const, look: {} },
    { file: 'Ann/2.jpg', shows: 'smile' as const, look: smile },
    { file: 'Bob/1.jpg', shows: 'neutral' as const, look: {} },
    { file: 'live/0001_1.jpg', shows: 'neutral' as const, look: {} },
    { file: 'live/0001_2.jpg', shows: 'neutral' as const, look: smile },
    { file: 'live/0002_1.jpg', shows: 'neutral' as const, look: {} },
  ];
  const clips = picturesToClips(
    pictures,
    pictures.map(({ look }) => measured(look)),
  );
  expect(clips.map(({ source, made }) => [source, made])).toEqual([
    ['pairs', 'smile'],
    ['sessions', undefined],
  ]);
  expect(shareOfClips(clips, 'smile', ({ made }) => made === 'smile')).toEqual({ found: 1, of: 1 });
  expect(shareOfClips(clips, 'smile', ({ made }) => made !== 'smile')).toEqual({ found: 1, of: 1 });
  expect(shareOfClips(clips, 'open-mouth', () => true)).toEqual({ found: 0, of: 2 });
});
