import { SyntheticPeople } from '../../bench/search/synthetic-people.ts';
import type { GroupedFace } from '../../src/templates/grouping/group-faces.ts';

/** Faces of one person. */
const EACH = 10;

/** Faces of made-up people, as alike as pictures of one person are. */
export function crowd(faces: number, dimension: number): GroupedFace[] {
  const synthetic = new SyntheticPeople(dimension);
  const people = Array.from({ length: Math.ceil(faces / EACH) }, () => synthetic.person());
  return Array.from({ length: faces }, (_, index) => {
    const person = people[index % people.length] as Float32Array;
    return { vector: synthetic.probe(person), commonness: 0 };
  });
}
