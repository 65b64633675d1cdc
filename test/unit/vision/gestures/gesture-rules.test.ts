import { describe, expect, test } from 'vitest';
import { type FaceShape, neutralShape, shapeOf } from '../../../../src/vision/gestures/face-shape.ts';
import { GESTURES } from '../../../../src/vision/gestures/gesture-names.ts';
import { canTell, showsGesture } from '../../../../src/vision/gestures/gesture-rules.ts';
import { madeFace } from '../../../support/made-face.ts';

const START = shapeOf(madeFace());

/** Every gesture that a face shows beside its start. */
function seenIn(face: Parameters<typeof madeFace>[0], start: FaceShape = START): string[] {
  return GESTURES.filter((gesture) => showsGesture(gesture, shapeOf(madeFace(face)), start));
}

describe('a gesture', () => {
  test.each([
    ['smile', { mouth: { width: 0.95 } }],
    ['open-mouth', { mouth: { width: 0.75, open: 0.2 } }],
    ['close-eyes', { eyes: 0.2, eyesOpen: [0.1, 0.02] }],
    ['turn-left', { yaw: -20 }],
    ['turn-right', { yaw: 20 }],
    ['look-up', { pitch: 15 }],
    ['look-down', { pitch: -15 }],
    ['come-closer', { scale: 78 }],
  ] as const)('%s is seen by itself', (gesture, look) => {
    expect(seenIn(look)).toEqual([gesture]);
  });

  test('is none of a face that looks as at the start, however it looked then', () => {
    expect(seenIn({})).toEqual([]);
    const smiling = { mouth: { width: 0.95, open: 0.1 }, pitch: -20 };
    expect(seenIn(smiling, shapeOf(madeFace(smiling)))).toEqual([]);
  });

  test('takes more than a face does by itself', () => {
    const looks = [
      { yaw: 9, pitch: -6 },
      { mouth: { width: 0.85, open: 0.08 } },
      { scale: 66 },
      // One eye alone is often mistaken, and so is the model alone, or the lids alone.
      { eyes: 0.2, eyesOpen: [0.01, 0.9] as const },
      { eyesOpen: [0.01, 0.01] as const },
      { eyes: 0.2 },
    ];
    for (const look of looks) expect(seenIn(look)).toEqual([]);
  });

  test('is no turn if a face that was turned looks into the camera again', () => {
    expect(seenIn({ yaw: 0 }, shapeOf(madeFace({ yaw: -18 })))).toEqual([]);
    expect(seenIn({ yaw: 12 }, shapeOf(madeFace({ yaw: -18 })))).toEqual(['turn-right']);
  });

  test('of lids and mouth is told only while the face looks into the camera', () => {
    const look = { eyes: 0.2, eyesOpen: [0, 0], mouth: { width: 0.95 } } as const;
    expect(seenIn(look)).toEqual(['smile', 'close-eyes']);
    expect(seenIn({ ...look, yaw: 25 })).toEqual(['turn-right']);
    expect(seenIn({ ...look, pitch: 20 })).toEqual(['look-up']);
  });

  test('of lids and mouth can’t be told without their models', () => {
    const byPoints = ['turn-left', 'turn-right', 'look-up', 'look-down', 'come-closer'];
    const told = (landmarks: boolean, eyes: boolean) =>
      GESTURES.filter((gesture) => canTell(gesture, { landmarks, eyes }));
    expect(told(false, false)).toEqual(byPoints);
    expect(told(true, false)).toEqual(['smile', 'open-mouth', ...byPoints]);
    expect(told(true, true)).toEqual([...GESTURES]);
    const { box, pose } = madeFace();
    const bare = shapeOf({ box, pose });
    expect(GESTURES.filter((gesture) => showsGesture(gesture, bare, bare))).toEqual([]);
  });
});

test('the face between gestures is not moved by a blink', () => {
  const blink = { eyes: 0.1, eyesOpen: [0, 0] } as const;
  expect(neutralShape([{}, blink, {}].map((look) => shapeOf(madeFace(look))))).toEqual(START);
});
