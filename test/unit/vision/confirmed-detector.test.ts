import { describe, expect, test } from 'vitest';
import type { Box } from '../../../src/media/geometry.ts';
import type { Picture } from '../../../src/media/picture.ts';
import { confirmedDetector } from '../../../src/vision/confirmed-detector.ts';
import type { Detection } from '../../../src/vision/detection.ts';

/** A picture without pixels: the detector below knows what it shows. */
const picture: Picture = {
  width: 400,
  height: 400,
  read: () => ({ data: new Uint8ClampedArray(), width: 0, height: 0 }),
  close: () => undefined,
};

const WHOLE: Box = { x: 0, y: 0, width: 400, height: 400 };
const BOX: Box = { x: 100, y: 120, width: 40, height: 50 };
const WIDE: Box = { x: 20, y: 45, width: 200, height: 200 };

/** Finds one thing in the whole picture, and others in the wide and the narrow view about it. */
function detectorOf(first: readonly Detection[], wide: readonly Detection[], narrow = wide) {
  const looks: Box[] = [];
  const detector = confirmedDetector({
    givesPoints: false,
    sureScore: 0.99,
    secondScore: { wide: 0.9, narrow: 0.85 },
    async propose(_, region) {
      looks.push(region);
      if (region === WHOLE) return [...first];
      return region.width === WIDE.width ? [...wide] : [...narrow];
    },
  });
  return { looks, detector, faces: () => detector.detect(picture, WHOLE) };
}

describe('a detector that looks again', () => {
  test('takes what it is sure of at once', async () => {
    const { faces, looks } = detectorOf([{ box: BOX, score: 0.995 }], []);
    expect(await faces()).toHaveLength(1);
    expect(looks).toEqual([WHOLE]);
  });

  test('looks at what it doubts in a wide view and in a narrow one', async () => {
    const { faces, looks } = detectorOf([{ box: BOX, score: 0.7 }], [{ box: BOX, score: 0.95 }]);
    expect(await faces()).toEqual([{ box: BOX, score: 0.7 }]);
    expect(looks).toEqual([WHOLE, WIDE, { x: 70, y: 95, width: 100, height: 100 }]);
  });

  test.each<[string, Detection[]]>([
    ['not there again', []],
    ['less certain in the wide view', [{ box: BOX, score: 0.8 }]],
    ['elsewhere in the wide view', [{ box: { ...BOX, x: 130 }, score: 0.99 }]],
    ['of another size in the wide view', [{ box: { ...BOX, width: 90, height: 110 }, score: 0.99 }]],
  ])('drops what is %s', async (_, wide) => {
    const { faces, looks } = detectorOf([{ box: BOX, score: 0.7 }], wide, [{ box: BOX, score: 0.99 }]);
    expect(await faces()).toEqual([]);
    expect(looks).toEqual([WHOLE, WIDE]);
  });

  test.each<[string, Detection[]]>([
    ['does not show', []],
    ['shows less certain', [{ box: BOX, score: 0.8 }]],
  ])('drops what the narrow view %s', async (_, narrow) => {
    expect(await detectorOf([{ box: BOX, score: 0.7 }], [{ box: BOX, score: 0.99 }], narrow).faces()).toEqual(
      [],
    );
  });

  test('looks no more at what is known to be a face otherwise', async () => {
    const face = { box: BOX, score: 0.7 };
    const { detector, looks } = detectorOf([], []);
    expect(await detector.confirm(picture, [face], undefined, async () => true)).toEqual([face]);
    expect(looks).toEqual([]);
    expect(await detector.confirm(picture, [face], undefined, async () => false)).toEqual([]);
    expect(looks).toEqual([WIDE]);
  });

  test('keeps the others in their order', async () => {
    const sure = { box: { ...BOX, x: 300 }, score: 0.999 };
    const seen = { box: BOX, score: 0.8 };
    const lamp = { box: { ...BOX, y: 300 }, score: 0.75 };
    expect(await detectorOf([sure, seen, lamp], [{ box: BOX, score: 0.95 }]).faces()).toEqual([sure, seen]);
  });
});
