import { expect, test } from 'vitest';
import { shapeOf } from '../../../../src/vision/gestures/face-shape.ts';
import { HeldGesture, holdOf } from '../../../../src/vision/gestures/held-gesture.ts';
import { NeutralStart } from '../../../../src/vision/gestures/neutral-start.ts';
import { madeFace } from '../../../support/made-face.ts';

const START = shapeOf(madeFace());
const CLOSED = shapeOf(madeFace({ eyes: 0.1, eyesOpen: [0, 0] }));
const SMILE = shapeOf(madeFace({ mouth: { width: 0.95 } }));

test('a gesture is made when it was held, and told by its beginning', () => {
  const held = new HeldGesture('smile', holdOf('smile', 'asked'));
  expect(held.add(SMILE, START, 1)).toBeUndefined();
  expect(held.isSeen).toBe(true);
  expect(held.add(SMILE, START, 1.1)).toBeUndefined();
  expect(held.add(SMILE, START, 1.25)).toBe(1);
});

test('a gesture that is broken off begins anew', () => {
  const held = new HeldGesture('smile', holdOf('smile', 'asked'));
  for (const [shape, time] of [
    [SMILE, 1],
    [START, 1.1],
    [SMILE, 1.2],
    [SMILE, 1.3],
  ] as const) {
    expect(held.add(shape, START, time)).toBeUndefined();
  }
});

test('a blink does not close the eyes on request', () => {
  const held = new HeldGesture('close-eyes', holdOf('close-eyes', 'asked'));
  expect([1, 1.1, 1.2].map((time) => held.add(CLOSED, START, time))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(held.add(CLOSED, START, 1.35)).toBe(1);
});

test('one frame alone is no gesture, however long ago the last one was', () => {
  const held = new HeldGesture('smile', { seconds: 0, frames: 2 });
  expect(held.add(SMILE, START, 1)).toBeUndefined();
  expect(held.add(SMILE, START, 3)).toBe(1);
});

test('a start is what the first frames towards the camera have in common', () => {
  const start = new NeutralStart();
  start.add(shapeOf(madeFace({ yaw: 40 })), 0);
  for (const time of [0.1, 0.2, 0.3]) start.add(shapeOf(madeFace()), time);
  expect(start.shape).toBeUndefined();
  start.add(shapeOf(madeFace({ pitch: 30 })), 0.45);
  expect(start.shape).toEqual(START);
  start.add(SMILE, 0.6);
  expect(start.shape).toEqual(START);
});
