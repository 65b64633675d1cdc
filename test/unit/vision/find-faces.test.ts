import { beforeEach, describe, expect, test } from 'vitest';
import type { Box } from '../../../src/media/geometry.ts';
import type { Picture } from '../../../src/media/picture.ts';
import { TurnedPicture } from '../../../src/media/turned-picture.ts';
import type { Detection } from '../../../src/vision/detection.ts';
import { type Detector, findFaces } from '../../../src/vision/find-faces.ts';

/** A picture without pixels: the detector below knows where its faces are. */
const picture = (width: number, height: number): Picture => ({
  width,
  height,
  read: () => ({ data: new Uint8ClampedArray(), width: 0, height: 0 }),
  close: () => undefined,
});

const box = (x: number, y: number, width: number): Box => ({ x, y, width, height: width });

/** Every region looked at, and whether the picture was turned for it. */
let looks: { region: Box; turns: number }[];

beforeEach(() => {
  looks = [];
});

/**
 * Finds the faces that are at least 5 % as wide as the region it is shown, wholly within it, and stand upright
 * once the picture is turned by `turns`; as the real one does.
 */
function detectorOf(faces: readonly Box[], turns = 0): Detector {
  return sureOf({
    async propose(shown, region) {
      const turned = shown instanceof TurnedPicture ? shown.turns : 0;
      looks.push({ region, turns: turned });
      if (turned !== turns) return [];
      const isFound = (face: Box) =>
        face.width >= 0.05 * region.width &&
        face.x >= region.x &&
        face.y >= region.y &&
        face.x + face.width <= region.x + region.width &&
        face.y + face.height <= region.y + region.height;
      const inShown = faces.map((face) =>
        shown instanceof TurnedPicture ? shown.boxFromUpright(face) : face,
      );
      return inShown.filter(isFound).map((each): Detection => ({ box: each, score: 0.9 }));
    },
  });
}

/** A detector that is sure of what it proposes, but for what `isFace` says is none. */
function sureOf({ propose }: Pick<Detector, 'propose'>, isFace = (_box: Box) => true): Detector {
  const confirm: Detector['confirm'] = async (_picture, proposals) =>
    proposals.filter(({ box: proposed }) => isFace(proposed));
  return {
    propose,
    confirm,
    detect: async (shown, region) => confirm(shown, await propose(shown, region)),
  };
}

const search = (every = false, step: () => void = () => undefined) => ({
  every,
  step,
  clock: { models: 0 },
});

const boxes = (detections: readonly Detection[]) => detections.map((each) => each.box);

describe('looking for faces', () => {
  test('is one look if the whole picture shows one', async () => {
    const face = box(100, 100, 300);
    expect(boxes(await findFaces(detectorOf([face]), picture(1000, 800), search()))).toEqual([face]);
    expect(looks).toEqual([{ region: { x: 0, y: 0, width: 1000, height: 800 }, turns: 0 }]);
  });

  test.each([1, 2, 3])('turns the picture if none stands upright: by %i quarters', async (turns) => {
    const face = box(100, 200, 300);
    const found = await findFaces(detectorOf([face], turns), picture(1000, 800), search());
    expect(boxes(found)).toEqual([face]);
  });

  test('goes on to tiles if there is none turned either, the finest last', async () => {
    const face = box(2600, 1800, 60);
    expect(boxes(await findFaces(detectorOf([face]), picture(4000, 3000), search()))).toEqual([face]);
    const widths = looks.filter(({ turns }) => turns === 0).map(({ region }) => region.width);
    expect([...new Set(widths)]).toEqual([4000, 2400, 1600, 1000]);
  });

  test('counts a face that several tiles show once', async () => {
    const face = box(1900, 1400, 150);
    expect(await findFaces(detectorOf([face]), picture(4000, 3000), search())).toHaveLength(1);
  });

  test('leaves out tiles that hold no more detail than the whole picture', async () => {
    expect(await findFaces(detectorOf([]), picture(320, 240), search())).toEqual([]);
    expect(looks.map(({ turns }) => turns)).toEqual([0, 1, 3, 2]);
  });

  test('covers the picture to its edges with every grid', async () => {
    await findFaces(detectorOf([]), picture(4000, 3000), search());
    const tiles = looks.filter(({ turns, region }) => turns === 0 && region.width < 4000);
    for (const width of new Set(tiles.map(({ region }) => region.width))) {
      const grid = tiles.map(({ region }) => region).filter((region) => region.width === width);
      expect(Math.min(...grid.map(({ x }) => x))).toBe(0);
      expect(Math.max(...grid.map(({ x, width }) => x + width))).toBeCloseTo(4000, 6);
      expect(Math.max(...grid.map(({ y, height }) => y + height))).toBeCloseTo(3000, 6);
    }
  });

  test('stops when it is told to', async () => {
    let steps = 0;
    const stop = () => {
      if (++steps === 3) throw new Error('stop');
    };
    await expect(findFaces(detectorOf([]), picture(4000, 3000), search(false, stop))).rejects.toThrow('stop');
    expect(looks).toHaveLength(2);
  });
});

describe('looking down to a stated width', () => {
  const holder = box(600, 200, 500);
  const portrait = box(150, 1000, 44);
  const downTo = (smallest: number) => ({ ...search(true), smallest });

  test('finds the portrait on a document beside the face of who holds it', async () => {
    const detector = detectorOf([holder, portrait]);
    expect(boxes(await findFaces(detector, picture(1700, 1275), search(true)))).toEqual([holder]);
    const all = await findFaces(detector, picture(1700, 1275), downTo(44));
    expect(boxes(all)).toEqual(expect.arrayContaining([holder, portrait]));
    expect(all).toHaveLength(2);
  });

  test.each([
    [280, [4000]],
    [160, [4000, 2400]],
    [60, [4000, 2400, 1600, 1000, 600]],
  ])('of %i pixels looks as close as that takes', async (smallest, widths) => {
    await findFaces(detectorOf([box(500, 500, 800)]), picture(4000, 3000), downTo(smallest));
    const seen = looks.map(({ region }) => Math.round(region.width));
    expect([...new Set(seen)]).toEqual(widths);
  });

  test('looks no closer than there is detail', async () => {
    await findFaces(detectorOf([box(100, 100, 300)]), picture(640, 480), downTo(1));
    expect(Math.min(...looks.map(({ region }) => region.width))).toBeGreaterThanOrEqual(240);
  });

  test('turns the picture if nothing stands upright', async () => {
    const face = box(100, 200, 300);
    expect(boxes(await findFaces(detectorOf([face], 1), picture(1000, 800), downTo(50)))).toEqual([face]);
  });
});

describe('looking for every face', () => {
  const near = box(500, 500, 250);
  const far = box(3000, 500, 130);

  test('goes on to tiles if small faces hint at a crowd', async () => {
    const detector = detectorOf([near, far]);
    expect(boxes(await findFaces(detector, picture(4000, 3000), search(false)))).toEqual([near]);
    const all = await findFaces(detector, picture(4000, 3000), search(true));
    expect(boxes(all)).toEqual(expect.arrayContaining([near, far]));
    expect(all).toHaveLength(2);
  });

  test('is one look if the faces are large', async () => {
    await findFaces(detectorOf([box(500, 500, 800), far]), picture(4000, 3000), search(true));
    expect(looks).toHaveLength(1);
  });

  test('drops the part of a face that a tile cut off', async () => {
    const whole = { box: box(1000, 1000, 300), score: 0.9 };
    const part = { box: box(1150, 1000, 140), score: 0.95 };
    const detector = sureOf({
      propose: async (_picture, region) => (region.width === 4000 ? [whole] : [part]),
    });
    expect(await findFaces(detector, picture(4000, 3000), search(true))).toEqual([whole]);
  });

  test('asks about each thing that tiles add once, and leaves out what is no face', async () => {
    const [face, lamp] = [box(500, 500, 210), box(2000, 1000, 150)];
    const { propose } = detectorOf([face, lamp]);
    const asked: Box[] = [];
    const detector = sureOf({ propose }, (proposed) => {
      if (proposed !== face) asked.push(proposed);
      return proposed !== lamp;
    });
    expect(boxes(await findFaces(detector, picture(4000, 3000), search(true)))).toEqual([face]);
    expect(asked).toEqual([lamp]);
  });
});
