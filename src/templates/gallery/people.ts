import type { Metadata } from '../../contract/metadata.ts';
import type { VectorIndex } from '../search/vector-index.ts';
import type { TemplateRecord } from './records.ts';
import type { DecodedTemplate } from './template-codec.ts';

/** A record as it is held in memory: its template lies in its chunk, its vector in the index. */
export interface Entry {
  readonly key: string;
  readonly id: string;
  readonly enrolledAt: number;
  readonly metadata: Metadata | undefined;
  readonly picture: string | undefined;
  /** The chunk it lies in, and where in it. */
  chunk: string;
  position: number;
  /** Its row in the index; -1 if another model made it, so that it can't be compared. */
  row: number;
  /** Its commonness, 0 if the pack has no cohort; undefined until it is measured by the pack's own. */
  commonness: number | undefined;
}

/**
 * Everyone in an open gallery: who is enrolled with which templates, and the index over the templates that can be
 * compared. It follows the chunks: what enters or leaves with them enters or leaves here.
 */
export class People {
  readonly #fingerprint: string;
  readonly #decode: (template: Uint8Array, target: Float32Array) => DecodedTemplate;
  /** Every vector passes through here on its way to the index: a new array for each would cost more than the rest. */
  readonly #vector: Float32Array;
  readonly #byId = new Map<string, Entry[]>();
  readonly #byKey = new Map<string, Entry>();
  readonly #byRow: Entry[] = [];
  readonly #byChunk = new Map<string, Entry[]>();
  readonly #cohort: number | undefined;
  #sortedIds: string[] | undefined;

  /**
   * @param fingerprint Of the templates that may be compared.
   * @param cohort Names the pack's cohort; undefined if it has none.
   */
  constructor(
    readonly index: VectorIndex,
    fingerprint: string,
    decode: (template: Uint8Array, target: Float32Array) => DecodedTemplate,
    cohort: number | undefined,
  ) {
    this.#vector = new Float32Array(index.dimension);
    this.#fingerprint = fingerprint;
    this.#decode = decode;
    this.#cohort = cohort;
  }

  /** People enrolled. */
  get size(): number {
    return this.#byId.size;
  }

  /** Their templates. */
  get templates(): number {
    return this.#byKey.size;
  }

  /** Templates of the engine's own model. */
  get comparable(): number {
    return this.#byRow.length;
  }

  /** The chunks they lie in. */
  get chunks(): IterableIterator<string> {
    return this.#byChunk.keys();
  }

  /** A person's records, oldest first; empty if there is no such person. */
  of(id: string): readonly Entry[] {
    return this.#byId.get(id) ?? [];
  }

  /** The record of a row of the index. */
  atRow(row: number): Entry {
    const entry = this.#byRow[row];
    if (!entry) throw new RangeError(`There is no row ${row}`);
    return entry;
  }

  inChunk(chunk: string): readonly Entry[] {
    return this.#byChunk.get(chunk) ?? [];
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  all(): IterableIterator<Entry> {
    return this.#byKey.values();
  }

  /** All ids in the order of their UTF-16 units. */
  sortedIds(): readonly string[] {
    this.#sortedIds ??= [...this.#byId.keys()].sort();
    return this.#sortedIds;
  }

  /** A chunk appeared. Records that are here already have moved into it; the others are new. */
  addChunk(chunk: string, records: readonly TemplateRecord[]): void {
    const entries = records.map((record, position) => {
      const known = this.#byKey.get(record.key);
      if (!known) return this.#add(record, chunk, position);
      known.chunk = chunk;
      known.position = position;
      return known;
    });
    this.#byChunk.set(chunk, entries);
  }

  /** A chunk is gone, and with it the records that did not move to another before. */
  dropChunk(chunk: string): void {
    for (const entry of this.inChunk(chunk)) {
      if (entry.chunk === chunk) this.#remove(entry);
    }
    this.#byChunk.delete(chunk);
  }

  clear(): void {
    this.index.clear();
    this.#byId.clear();
    this.#byKey.clear();
    this.#byChunk.clear();
    this.#byRow.length = 0;
    this.#sortedIds = undefined;
  }

  #add(record: TemplateRecord, chunk: string, position: number): Entry {
    const decoded = this.#decode(record.template, this.#vector);
    const { vector, fingerprint } = decoded;
    const isComparable = fingerprint === this.#fingerprint && vector.length === this.index.dimension;
    const { key, id, enrolledAt, metadata, picture } = record;
    const row = isComparable ? this.index.add(vector as Float32Array<ArrayBuffer>) : -1;
    const commonness = this.#commonnessOf(decoded);
    const entry: Entry = { key, id, enrolledAt, metadata, picture, chunk, position, row, commonness };
    if (isComparable) this.#byRow[row] = entry;
    this.#byKey.set(key, entry);
    const siblings = this.#byId.get(id);
    if (siblings) {
      siblings.push(entry);
      siblings.sort((a, b) => a.enrolledAt - b.enrolledAt || (a.key < b.key ? -1 : 1));
    } else {
      this.#byId.set(id, [entry]);
      this.#sortedIds = undefined;
    }
    return entry;
  }

  #commonnessOf({ commonness }: DecodedTemplate): number | undefined {
    if (this.#cohort === undefined) return 0;
    return commonness?.cohort === this.#cohort ? commonness.value : undefined;
  }

  #remove(entry: Entry): void {
    this.#byKey.delete(entry.key);
    const siblings = this.of(entry.id).filter((sibling) => sibling !== entry);
    if (siblings.length > 0) {
      this.#byId.set(entry.id, siblings);
    } else {
      this.#byId.delete(entry.id);
      this.#sortedIds = undefined;
    }
    if (entry.row < 0) return;
    const movedFrom = this.index.remove(entry.row);
    const moved = this.#byRow.pop();
    if (moved && movedFrom !== entry.row) {
      moved.row = entry.row;
      this.#byRow[entry.row] = moved;
    }
  }
}

/** A person's metadata: what the youngest record says. */
export const metadataOf = (entries: readonly Entry[]): Metadata | undefined => entries.at(-1)?.metadata;
