import { expect, test } from 'vitest';
import { PeopleTracks, type Tracked } from '../../../src/engine/people-tracks.ts';
import type { Box } from '../../../src/media/geometry.ts';

interface Person extends Tracked {
  name?: string;
}

const box = (x: number, side = 100): Box => ({ x, y: 100, width: side, height: side });

/** People who are known once they have a name. */
const tracks = (before?: { nextId: number; people: Person[] }) =>
  new PeopleTracks<Person>(
    (tracked) => ({ ...tracked }),
    ({ name }) => name !== undefined,
    before,
  );

const idsOf = (people: readonly Person[]) => people.map(({ id }) => id);

/** Frames without a face. */
function leave(people: PeopleTracks<Person>, frames: number): void {
  for (let frame = 0; frame < frames; frame++) people.place([]);
}

test('faces keep their ids while their places overlap, in whatever order they come', () => {
  const people = tracks();
  expect(idsOf(people.place([box(100), box(400)]))).toEqual([1, 2]);
  expect(idsOf(people.place([box(380), box(130)]))).toEqual([2, 1]);
});

test('a face that moves by half its width is the same, one that stands elsewhere is another', () => {
  const people = tracks();
  people.place([box(100)]);
  expect(idsOf(people.place([box(150)]))).toEqual([1]);
  expect(idsOf(people.place([box(400)]))).toEqual([2]);
});

test('of two faces at one place the nearer one keeps the id', () => {
  const people = tracks();
  people.place([box(100)]);
  expect(idsOf(people.place([box(160), box(105)]))).toEqual([2, 1]);
});

test('a face missed for some frames is the same at its place, and told to be back', () => {
  const people = tracks();
  people.place([box(100)]);
  expect(people.place([box(100)])[0]?.isBack).toBe(false);
  leave(people, 10);
  expect(people.place([box(100)])[0]).toMatchObject({ id: 1, isBack: true });
  leave(people, 11);
  expect(idsOf(people.place([box(100)]))).toEqual([2]);
});

test('people who went are remembered if they are known, and take their id back', () => {
  const people = tracks();
  const [ada, stranger] = people.place([box(100), box(400)]);
  Object.assign(ada as Person, { name: 'ada' });
  leave(people, 20);
  expect(people.absent).toEqual([ada]);
  expect(people.absent).not.toContain(stranger);
  const [newcomer] = people.place([box(250)]);
  expect(newcomer?.id).toBe(3);
  people.merge(newcomer as Person, ada as Person);
  expect(people.absent).toEqual([]);
  expect(idsOf(people.place([box(255)]))).toEqual([1]);
  expect(people.nextId).toBe(4);
});

test('whoever takes the place of another is someone else; the other is away', () => {
  const people = tracks();
  const [ada] = people.place([box(100)]);
  Object.assign(ada as Person, { name: 'ada' });
  const other = people.split(ada as Person);
  expect(other.id).toBe(2);
  expect(people.absent).toEqual([ada]);
  expect(idsOf(people.place([box(100)]))).toEqual([2]);
});

test('in another worker the ids go on', () => {
  const people = tracks({ nextId: 8, people: [{ id: 5, box: box(100), missed: 0, isBack: false }] });
  expect(idsOf(people.place([box(110), box(400)]))).toEqual([5, 8]);
});

test('of those who went the last hundred are remembered', () => {
  const people = tracks();
  for (let number = 0; number < 120; number++) {
    const [person] = people.place([box(300 * number)]);
    Object.assign(person as Person, { name: `${number}` });
  }
  leave(people, 20);
  expect(idsOf(people.absent)).toEqual(Array.from({ length: 100 }, (_, at) => at + 21));
});
