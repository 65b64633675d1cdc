import { expect, test } from 'vitest';
import { faceTrack } from '../../../src/engine/face-track.ts';
import type { Detection } from '../../../src/vision/detection.ts';

const picture = {
  width: 640,
  height: 480,
  read: () => ({ data: new Uint8ClampedArray(0), width: 0, height: 0 }),
  close: () => undefined,
};

function face(x: number, y: number, side: number): Detection {
  return { box: { x, y, width: side, height: side }, score: 1 };
}

/** A track over frames in which a detector finds these faces. */
function trackOver(...frames: Detection[][]): ReturnType<typeof faceTrack> {
  let frame = 0;
  return faceTrack({ detect: async () => frames[frame++] ?? [] });
}

test('the largest face is taken up first, then the one at its place', async () => {
  const followed = face(110, 100, 100);
  const track = trackOver([face(100, 100, 100), face(400, 100, 45)], [face(400, 100, 120), followed]);
  expect((await track(picture)).face?.box.x).toBe(100);
  expect((await track(picture)).face).toBe(followed);
});

test('a second person as large as half the first is told of, a bystander is not', async () => {
  const track = trackOver(
    [face(100, 100, 100), face(400, 100, 50)],
    [face(100, 100, 100), face(400, 100, 49)],
  );
  expect((await track(picture)).several).toBe(true);
  expect(await track(picture)).toMatchObject({ several: false, otherFace: 0.49 });
});

test('a face outside the picture can not be used', async () => {
  const track = trackOver([face(-80, 100, 100)]);
  expect((await track(picture)).face).toBeUndefined();
});

test('a lost face is looked for around its last place', async () => {
  const again = face(105, 100, 100);
  const track = trackOver([face(100, 100, 100)], [], [again]);
  await track(picture);
  expect((await track(picture)).face).toBe(again);
});
