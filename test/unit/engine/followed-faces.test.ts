import { expect, test, vi } from 'vitest';
import { FollowedFaces } from '../../../src/engine/followed-faces.ts';
import type { Box } from '../../../src/media/geometry.ts';
import type { Picture } from '../../../src/media/picture.ts';
import type { Detection } from '../../../src/vision/detection.ts';

const picture: Picture = {
  width: 640,
  height: 480,
  read: () => ({ data: new Uint8ClampedArray(0), width: 0, height: 0 }),
  close: () => undefined,
};

const face = (x: number, side = 100, score = 1): Detection => ({
  box: { x, y: 100, width: side, height: side },
  score,
});

/** A detector before which faces stand. */
function detectorOf(faces: Detection[]) {
  const within = ({ x, width }: Box) =>
    faces.filter(({ box }) => box.x + box.width / 2 > x && box.x + box.width / 2 < x + width);
  return {
    faces,
    secondScore: { wide: 0.9, narrow: 0.85 },
    detect: vi.fn(async (_: Picture, region: Box) => within(region)),
    propose: vi.fn(async (_: Picture, region: Box) => within(region)),
  };
}

test('the whole frame is looked at first, then only where the face was', async () => {
  const detector = detectorOf([face(100)]);
  const followed = new FollowedFaces(detector, 8);
  await followed.find(picture, undefined);
  detector.faces[0] = face(120);
  expect(await followed.find(picture, undefined)).toEqual([face(120)]);
  expect(detector.detect).toHaveBeenCalledTimes(1);
  expect(detector.propose.mock.lastCall?.[1]).toEqual({ x: 50, y: 50, width: 200, height: 200 });
});

test('a face that is lost, or not surely one any more, is looked for in the whole frame at once', async () => {
  const detector = detectorOf([face(100)]);
  const followed = new FollowedFaces(detector, 8);
  await followed.find(picture, undefined);
  detector.faces[0] = face(400);
  expect(await followed.find(picture, undefined)).toEqual([face(400)]);
  detector.faces[0] = face(400, 100, 0.8);
  await followed.find(picture, undefined);
  expect(detector.detect).toHaveBeenCalledTimes(3);
});

test('whoever enters is seen within ten frames, or half a second', async () => {
  const detector = detectorOf([face(100)]);
  const byFrames = new FollowedFaces(detector, 8);
  await byFrames.find(picture, undefined);
  detector.faces.push(face(400));
  const counts: number[] = [];
  for (let frame = 0; frame < 10; frame++) counts.push((await byFrames.find(picture, undefined)).length);
  expect(counts).toEqual([...Array<number>(9).fill(1), 2]);

  detector.faces.pop();
  const byTime = new FollowedFaces(detector, 8);
  await byTime.find(picture, 3);
  detector.faces.push(face(400));
  expect(await byTime.find(picture, 3.4)).toHaveLength(1);
  expect(await byTime.find(picture, 3.5)).toHaveLength(2);
});

test('a face too small for the look at the whole frame is kept where it was', async () => {
  const detector = detectorOf([face(100), face(400, 40)]);
  const followed = new FollowedFaces(detector, 8);
  await followed.find(picture, 0);
  detector.detect.mockImplementation(async () => [face(100)]);
  expect(await followed.find(picture, 1)).toHaveLength(2);
});

test('two faces that run into one are one', async () => {
  const detector = detectorOf([face(100), face(190)]);
  const followed = new FollowedFaces(detector, 8);
  await followed.find(picture, undefined);
  detector.faces.splice(0, 2, face(145));
  expect(await followed.find(picture, undefined)).toEqual([face(145)]);
});

test('no more faces are followed than asked for: the largest', async () => {
  const followed = new FollowedFaces(detectorOf([face(0, 60), face(200, 120), face(450, 90)]), 2);
  expect((await followed.find(picture, undefined)).map(({ box }) => box.width)).toEqual([120, 90]);
});
