import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TurnedPicture } from '../../../src/media/turned-picture.ts';
import { PixelPicture } from '../../support/pixel-picture.ts';

const upright = PixelPicture.painted(6, 4, (x, y) => [x * 10, y * 10, x + y]);
const TURNS = [1, 2, 3] as const;

const box = fc.record({
  x: fc.integer({ min: -3, max: 8 }),
  y: fc.integer({ min: -3, max: 8 }),
  width: fc.integer({ min: 1, max: 8 }),
  height: fc.integer({ min: 1, max: 8 }),
});

describe.each(TURNS)('a picture turned by %i quarters clockwise', (turns) => {
  const turned = new TurnedPicture(upright, turns);

  test('measures as it is seen', () => {
    const expected = turns === 2 ? [6, 4] : [4, 6];
    expect([turned.width, turned.height]).toEqual(expected);
  });

  test('shows each pixel where its point is mapped to', () => {
    const { data } = turned.read(
      { x: 0, y: 0, width: turned.width, height: turned.height },
      turned.width,
      turned.height,
    );
    for (let y = 0; y < turned.height; y++) {
      for (let x = 0; x < turned.width; x++) {
        const from = turned.toUpright({ x: x + 0.5, y: y + 0.5 });
        const at = (y * turned.width + x) * 4;
        expect([...data.slice(at, at + 3)]).toEqual(upright.at(Math.floor(from.x), Math.floor(from.y)));
      }
    }
  });

  test('maps boxes there and back', () => {
    fc.assert(
      fc.property(box, (each) => {
        expect(turned.boxFromUpright(turned.boxToUpright(each))).toEqual(each);
        expect(turned.boxToUpright(turned.boxFromUpright(each))).toEqual(each);
        const { width, height } = turned.boxToUpright(each);
        expect(width * height).toBe(each.width * each.height);
      }),
    );
  });
});

test('turned clockwise, the top left corner comes to the top right', () => {
  expect(new TurnedPicture(upright, 1).toUpright({ x: 4, y: 0 })).toEqual({ x: 0, y: 0 });
  expect(new TurnedPicture(upright, 3).toUpright({ x: 0, y: 6 })).toEqual({ x: 0, y: 0 });
});

test('four quarters are none', () => {
  const once = new TurnedPicture(upright, 1);
  const whole = new TurnedPicture(once, 3);
  const region = { x: 0, y: 0, width: 6, height: 4 };
  expect(whole.read(region, 6, 4).data).toEqual(upright.read(region, 6, 4).data);
});
