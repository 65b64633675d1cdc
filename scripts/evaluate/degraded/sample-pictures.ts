import { identityOf } from '../labelled-pairs.ts';

/** Pictures of a person in a sample: two make one genuine pair. */
const PICTURES_A_PERSON = 2;

/**
 * A sample of a list's pictures, spread evenly over its people: two of each person who has them, and if these are
 * too few, one of each other.
 */
export function samplePictures(pictures: readonly string[], most: number): string[] {
  const people = new Map<string, string[]>();
  for (const picture of pictures) {
    const person = identityOf(picture);
    people.set(person, [...(people.get(person) ?? []), picture]);
  }
  const each = [...people.values()];
  const several = each.filter(({ length }) => length >= PICTURES_A_PERSON);
  const single = each.filter(({ length }) => length < PICTURES_A_PERSON);
  const pairs = spread(several, Math.floor(most / PICTURES_A_PERSON));
  const paired = pairs.flatMap((ofPerson) => ofPerson.slice(0, PICTURES_A_PERSON));
  return [...paired, ...spread(single, most - paired.length).flat()];
}

/** So many items at most, equally far apart. */
function spread<Item>(items: readonly Item[], most: number): Item[] {
  const count = Math.min(items.length, Math.max(0, most));
  const chosen = new Set(
    Array.from({ length: count }, (_, index) => Math.floor((index * items.length) / count)),
  );
  return items.filter((_, index) => chosen.has(index));
}
