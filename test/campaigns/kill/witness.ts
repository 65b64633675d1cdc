import { applied, FOREIGN, type Operation } from './operations.ts';

/** What a page found in the gallery after it was opened anew. */
export interface Observed {
  /** Templates of each person, as counted. */
  counts: Record<string, number>;
  /** Who was found by each template that was looked for; null if nobody was. */
  found: Record<number, string | null>;
  people: number;
  templates: number;
}

/** How an operation ended, as far as the witness was told. */
export type Ending = 'done' | 'refused' | 'unknown';

interface Begun {
  operation: Operation;
  before: Map<string, readonly number[]>;
  after: ReadonlyMap<string, readonly number[]>;
}

const asText = (templates: readonly number[]): string => [...templates].sort((a, b) => a - b).join(' ');

/** Keeps account of what was acknowledged, and of what may or may not have been written when the kill came. */
export class Witness {
  /** What is certain, by person. */
  #state = new Map<string, readonly number[]>();
  /** Operations whose end was not told. */
  #unknown: Begun[] = [];
  /** Everything may have been erased from outside. */
  #mayBeErased = false;
  readonly journal: string[] = [];

  begin(operation: Operation): Begun {
    const templatesOf = (id: string) => this.#state.get(id) ?? [];
    const after = applied(operation, templatesOf, [...this.#state.keys()]);
    return { operation, before: new Map([...after.keys()].map((id) => [id, templatesOf(id)])), after };
  }

  end(begun: Begun, ending: Ending, told = ''): void {
    this.journal.push(`${ending}: ${JSON.stringify(begun.operation)} ${told}`.trimEnd());
    if (ending === 'done') for (const [id, templates] of begun.after) this.#state.set(id, templates);
    if (ending === 'unknown') this.#unknown.push(begun);
  }

  /** Site data were cleared: all that was written until then may be gone. */
  erased(): void {
    this.journal.push('site data cleared');
    this.#mayBeErased = true;
  }

  /** Whether an erasure may have stopped half-way, its keys gone first: then the gallery can't be unlocked. */
  get mayBeLocked(): boolean {
    return this.#unknown.some(({ operation }) => operation.kind === 'eraseAll');
  }

  /** Templates that may be in the gallery, and some that are not any more. */
  candidates(): number[] {
    const certain = [...this.#state.values()].flat();
    const possible = this.#unknown.flatMap(({ before, after }) =>
      [...before.values(), ...after.values()].flat(),
    );
    return [...new Set([...certain, ...possible])];
  }

  /**
   * Compares what a page found with what was told, and goes on from what it found.
   *
   * @returns what is wrong, a line each
   */
  compare(observed: Observed): string[] {
    const wrong: string[] = [];
    const counted = Object.values(observed.counts).reduce((sum, count) => sum + count, 0);
    if (Object.keys(observed.counts).length !== observed.people)
      wrong.push('info() counts other people than list()');
    if (counted !== observed.templates) wrong.push('info() counts other templates than list()');
    const templatesBy = new Map<string, number[]>();
    for (const [template, id] of Object.entries(observed.found)) {
      if (id !== null) templatesBy.set(id, [...(templatesBy.get(id) ?? []), Number(template)]);
    }
    const seen = new Map<string, readonly number[]>();
    for (const id of new Set([...this.#known(), ...Object.keys(observed.counts), ...templatesBy.keys()])) {
      // Foreign templates are not compared, and migrated ones are new: they are counted.
      const found = FOREIGN.has(id)
        ? (FOREIGN.get(id) ?? []).slice(0, observed.counts[id] ?? 0)
        : (templatesBy.get(id) ?? []);
      seen.set(id, found);
      const count = observed.counts[id] ?? 0;
      if (count !== found.length)
        wrong.push(`${id} has ${count} templates, of which ${found.length} are found`);
      const possible = this.#possible(id);
      // What was written before an erasure is gone, what was written after it is not: any part may be there.
      if (!this.#mayBeErased && !possible.has(asText(found))) {
        wrong.push(
          `${id} has [${asText(found)}]; possible: ${[...possible].map((text) => `[${text}]`).join(' or ')}`,
        );
      }
    }
    wrong.push(...this.#torn(seen));
    this.#state = new Map([...seen].filter(([, templates]) => templates.length > 0));
    this.#unknown = [];
    this.#mayBeErased = false;
    return wrong;
  }

  /** Begins anew: the gallery is another one, and empty. */
  reset(): void {
    this.#state.clear();
    this.#unknown = [];
    this.#mayBeErased = false;
    this.journal.length = 0;
  }

  #known(): string[] {
    return [...this.#state.keys(), ...this.#unknown.flatMap(({ after }) => [...after.keys()])];
  }

  /** The templates that a person may have. */
  #possible(id: string): Set<string> {
    const states = new Set([asText(this.#state.get(id) ?? [])]);
    for (const { after } of this.#unknown) {
      const templates = after.get(id);
      if (templates) states.add(asText(templates));
    }
    return states;
  }

  /** Operations on several people of which a part was written. */
  #torn(seen: ReadonlyMap<string, readonly number[]>): string[] {
    if (this.#mayBeErased) return [];
    const isAs = (state: ReadonlyMap<string, readonly number[]>) =>
      [...state].every(([id, templates]) => asText(seen.get(id) ?? []) === asText(templates));
    return this.#unknown
      .filter(({ before, after }) => !isAs(before) && !isAs(after))
      .map(({ operation }) => `half of ${JSON.stringify(operation)} was written`);
  }
}
