import type { Random } from '../random.ts';

/** What a tab is told to do with the gallery. Templates are known by a number each. */
export type Operation =
  | { kind: 'enroll'; id: string; template: number; replace: boolean; padding: number }
  | { kind: 'enrollAll'; people: { id: string; template: number }[] }
  | { kind: 'remove'; id: string }
  | { kind: 'import'; file: 'own' | 'foreign' }
  | { kind: 'reissue' }
  | { kind: 'migrate' }
  | { kind: 'changeProtection'; to: ProtectionName }
  | { kind: 'clear' }
  | { kind: 'eraseAll' };

/** What the gallery is sealed with: the device's key, or one of two passphrases. */
export const PROTECTIONS = ['device', 'tea', 'coffee'] as const;
export type ProtectionName = (typeof PROTECTIONS)[number];

/** Templates of each person, by their numbers, oldest first. */
export type State = ReadonlyMap<string, readonly number[]>;

/** The people of the file that is imported, with the numbers of their templates. */
export const IMPORTED: State = new Map(
  Array.from({ length: 8 }, (_, number) => [`import ${number}`, [1_000_000 + number]] as const),
);

/** People whose templates another model made, with pictures, so that they can be migrated. */
export const FOREIGN: State = new Map(
  [0, 1].map((number) => [`foreign ${number}`, [2_000_000 + number]] as const),
);

const PEOPLE_OF_A_LANE = 6;

/** Operations that one after the other in a tab gives, on people of its own unless it is alone. */
export class Lane {
  readonly #name: string;
  readonly #random: Random;
  readonly #isAlone: boolean;
  readonly #isReissued: boolean;
  #template: number;
  /** Whether every enrolment brings many bytes, to fill what room there is. */
  isHeavy = false;

  /**
   * @param firstTemplate The numbers from here on are the lane's own.
   * @param isReissued Whether the gallery is reissued now and then; it does not take foreign templates then.
   */
  constructor(name: string, random: Random, isAlone: boolean, isReissued: boolean, firstTemplate: number) {
    this.#name = name;
    this.#random = random;
    this.#isAlone = isAlone;
    this.#isReissued = isReissued;
    this.#template = firstTemplate;
  }

  next(): Operation {
    const random = this.#random;
    const way = random.below(this.#isAlone ? 110 : 80);
    if (way < 40) {
      return {
        kind: 'enroll',
        id: this.#id(),
        template: this.#template++,
        replace: random.percent(25),
        padding: this.#padding(),
      };
    }
    if (way < 55) return { kind: 'remove', id: this.#id() };
    if (way < 72) {
      const ids = [...new Set([this.#id(), this.#id(), this.#id()])];
      return { kind: 'enrollAll', people: ids.map((id) => ({ id, template: this.#template++ })) };
    }
    if (way < 80) return this.#isReissued ? { kind: 'reissue' } : { kind: 'remove', id: this.#id() };
    if (way < 87) return { kind: 'import', file: 'own' };
    if (way < 91 && !this.#isReissued) return { kind: 'import', file: 'foreign' };
    if (way < 94) return { kind: 'migrate' };
    if (way < 97) return { kind: 'clear' };
    if (way < 100) return { kind: 'eraseAll' };
    // Other tabs would not know it.
    return { kind: 'changeProtection', to: random.pick(PROTECTIONS) };
  }

  #id(): string {
    return `${this.#name}-${this.#random.below(PEOPLE_OF_A_LANE)}`;
  }

  /** Bytes of metadata: now and then many, so that writes take a while. */
  #padding(): number {
    return this.isHeavy || this.#random.percent(10) ? 50_000 : 10;
  }
}

/** What an operation makes of the people it concerns; people without templates are none. */
export function applied(
  operation: Operation,
  before: (id: string) => readonly number[],
  everyone: readonly string[],
): State {
  switch (operation.kind) {
    case 'enroll': {
      const { id, template, replace } = operation;
      return new Map([[id, replace ? [template] : [...before(id), template]]]);
    }
    case 'enrollAll':
      return new Map(operation.people.map(({ id, template }) => [id, [...before(id), template]]));
    case 'remove':
      return new Map([[operation.id, []]]);
    case 'import':
      return operation.file === 'own' ? IMPORTED : FOREIGN;
    case 'clear':
    case 'eraseAll':
      return new Map(everyone.map((id) => [id, []]));
    default:
      return new Map();
  }
}
