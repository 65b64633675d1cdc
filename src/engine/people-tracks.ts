import type { Box } from '../media/geometry.ts';
import { overlap } from '../vision/detection.ts';
import { growBox } from '../vision/grow-box.ts';

/** Someone who is or was in a video. */
export interface Tracked {
  /** Names the person in this video: 1 for the first. */
  id: number;
  /** Where the face was last. */
  box: Box;
  /** Frames since it was last seen; 0 if it is in the last one. */
  missed: number;
  /** It was missed in the frame before: another may stand in its place. */
  isBack: boolean;
}

/** Boxes are compared at so many times their size: a face may move by half its width from frame to frame. */
const REACH = 1.5;

/** How much boxes of that size must have in common (intersection over union) to be of one person. */
const MIN_COMMON = 0.2;

/** A face that is missed in no more frames is the same if it is seen at its place again. */
const MAX_MISSED = 10;

/** People who went are known again, if they can be told by their templates; the last ones only. */
const MAX_GONE = 100;

/** Who is who from frame to frame: by place, and after a gap as the caller recognizes them. */
export class PeopleTracks<Person extends Tracked> {
  #people: Person[];
  #gone: Person[] = [];
  #nextId: number;
  readonly #make: (tracked: Tracked) => Person;
  readonly #isKnown: (person: Person) => boolean;

  /**
   * @param make Makes a person of what is known at first.
   * @param isKnown Whether a person can be recognized after a gap, and is worth remembering.
   * @param people Who was there before the first frame.
   */
  constructor(
    make: (tracked: Tracked) => Person,
    isKnown: (person: Person) => boolean,
    { nextId, people }: { nextId: number; people: readonly Person[] } = { nextId: 1, people: [] },
  ) {
    this.#make = make;
    this.#isKnown = isKnown;
    this.#nextId = nextId;
    this.#people = [...people];
  }

  /** The id of whoever comes next. */
  get nextId(): number {
    return this.#nextId;
  }

  /** People who are not in the last frame and can be recognized. */
  get absent(): Person[] {
    return [...this.#people, ...this.#gone].filter((person) => person.missed > 0 && this.#isKnown(person));
  }

  /** Says whose the faces of the next frame are, in their order: the nearest of those who were there, or someone new. */
  place(boxes: readonly Box[]): Person[] {
    const owners = new Map<number, Person>();
    const free = new Set(this.#people);
    for (const { person, at } of nearestFirst(this.#people, boxes)) {
      if (!free.has(person) || owners.has(at)) continue;
      free.delete(person);
      owners.set(at, person);
    }
    for (const person of this.#people) person.missed++;
    const placed = boxes.map((box, at) => {
      const person = owners.get(at) ?? this.#newcomer(box);
      Object.assign(person, { box, isBack: person.missed > 1, missed: 0 });
      return person;
    });
    this.#forget();
    return placed;
  }

  /** A person turns out to be another one, who was away. */
  merge(person: Person, known: Person): void {
    Object.assign(known, { box: person.box, missed: 0, isBack: false });
    this.#gone = this.#gone.filter((other) => other !== known);
    this.#people = this.#people.filter((other) => other !== person && other !== known);
    this.#people.push(known);
  }

  /** Someone else stands where a person was: that one is away now. @returns The other one. */
  split(person: Person): Person {
    const other = this.#newcomer(person.box);
    this.#people = this.#people.filter((each) => each !== person);
    if (this.#isKnown(person)) this.#gone.push(Object.assign(person, { missed: MAX_MISSED + 1 }));
    return other;
  }

  #newcomer(box: Box): Person {
    const person = this.#make({ id: this.#nextId++, box, missed: 0, isBack: false });
    this.#people.push(person);
    return person;
  }

  #forget(): void {
    const left = this.#people.filter(({ missed }) => missed > MAX_MISSED);
    this.#people = this.#people.filter(({ missed }) => missed <= MAX_MISSED);
    this.#gone = [...this.#gone, ...left.filter(this.#isKnown)].slice(-MAX_GONE);
  }
}

/** Every pair of a person and a face that may belong together. */
function nearestFirst<Person extends Tracked>(people: readonly Person[], boxes: readonly Box[]) {
  const pairs = people.flatMap((person) =>
    boxes.map((box, at) => ({
      person,
      at,
      common: overlap(growBox(person.box, REACH), growBox(box, REACH)),
    })),
  );
  return pairs.filter(({ common }) => common >= MIN_COMMON).sort((a, b) => b.common - a.common);
}
