import { expect, test } from 'vitest';
import type { Box } from '../../../src/media/geometry.ts';
import { OTHER_SCENE, SceneChange } from '../../../src/vision/scene-change.ts';
import { PixelPicture } from '../../support/pixel-picture.ts';

const WIDTH = 320;
const HEIGHT = 240;
const FACE: Box = { x: 130, y: 90, width: 60, height: 70 };

/** A room with stripes, and a person in it. */
function room({ period = 80, light = 0, person = 90 }): PixelPicture {
  return PixelPicture.painted(WIDTH, HEIGHT, (x, y) => {
    const isPerson = x > 100 && x < 220 && y > 60;
    const level = isPerson ? person : light + 100 + 60 * Math.sin((2 * Math.PI * (x + y / 2)) / period);
    return [level, level, level];
  });
}

function changeBetween(one: PixelPicture, other: PixelPicture, people: Box[] = [FACE]): number {
  const scene = new SceneChange();
  expect(scene.add(one, people)).toBe(0);
  return scene.add(other, people);
}

test('a room stays the same when its light changes, and whatever the person does', () => {
  expect(changeBetween(room({}), room({}))).toBe(0);
  expect(changeBetween(room({}), room({ light: 40 }))).toBeLessThan(0.1);
  expect(changeBetween(room({}), room({ person: 250 }))).toBe(0);
});

test('another room is another scene', () => {
  expect(changeBetween(room({}), room({ period: 57 }))).toBeGreaterThan(OTHER_SCENE);
});

test('a wall before a wall is none, and of a person who fills the picture nothing is told', () => {
  const wall = (level: number) => PixelPicture.painted(WIDTH, HEIGHT, () => [level, level, level]);
  expect(changeBetween(wall(100), wall(180))).toBeLessThan(OTHER_SCENE);
  expect(changeBetween(room({}), room({ period: 57 }), [{ x: 20, y: 0, width: 280, height: 300 }])).toBe(0);
});
