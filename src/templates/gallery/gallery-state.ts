import pLimit from 'p-limit';
import { mapLimited } from '../../common/map-limited.ts';
import type { KeyedTransform } from '../protection/keyed-transform.ts';
import { StorageError } from '../storage-error.ts';
import { type ChangeChannel, openChangeChannel } from './change-channel.ts';
import { decodeChunk, encodeChunk } from './chunk-codec.ts';
import type { GalleryProgress } from './face-gallery.ts';
import { boundHeader, makeTransform, type Unlinkable, type UnlockedGallery } from './gallery-lock.ts';
import type { GalleryHeader, GalleryStorage, ManifestRow } from './gallery-storage.ts';
import { goTogether, type Manifest, openManifest, sealManifest } from './manifest.ts';
import type { Entry, People } from './people.ts';
import { pictureRow } from './picture-row.ts';
import { randomKey, type TemplateRecord } from './records.ts';

/** Records of a full chunk: half a megabyte, the size at which Chromium read and opened 200 MB fastest. */
const CHUNK_RECORDS = 512;
/** Chunks below full beyond which they are joined: single enrolments stay cheap and openings fast. */
const LOOSE_CHUNKS = 32;
/** Chunks read and opened at a time: enough that reading, decrypting and taking in overlap. */
export const PARALLEL_READS = 16;
/** A chunk still missing after so many fresh looks is not another tab's doing: it was taken away. */
const MAX_ATTEMPTS = 10;

/** What a change does. */
export interface Change {
  add?: readonly TemplateRecord[];
  /** Keys of records to remove, their pictures with them. */
  remove?: ReadonlySet<string>;
  /** Pictures of added records, by the record's key. */
  pictures?: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  /** Rewrites everything under another transform. */
  reissue?: { unlinkable: Exclude<Unlinkable, false>; convert: Convert };
}

/** What to do with what is there now; nothing if it answers `undefined`. */
export type Plan = (
  people: People,
  unlocked: UnlockedGallery,
) => Change | undefined | Promise<Change | undefined>;

/** Gives a record its template under the new transform. */
export type Convert = (record: TemplateRecord, to: KeyedTransform) => Promise<TemplateRecord>;

/** The gallery under other keys, with the rows that it has then. */
export interface Move {
  unlocked: UnlockedGallery;
  manifest: Manifest;
  /** Rows of pictures. */
  pictures: readonly string[];
}

/** What a call lets its caller do meanwhile. */
export interface StateCall {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: GalleryProgress) => void) | undefined;
}

type UnlockMode = 'find' | 'make';

/** How to build what lives in memory, once it is known how much there is. */
export interface StateDependencies {
  storage: GalleryStorage;
  /** Unlocks what is stored; `make` makes it if there is nothing. */
  unlock(mode: UnlockMode): Promise<UnlockedGallery | undefined>;
  createPeople(capacity: number, unlocked: UnlockedGallery): Promise<People>;
}

/**
 * The gallery as stored and as held in memory, kept the same.
 *
 * Stored are chunks of records that never change: an enrolment adds a small one, joining replaces small ones by
 * a large one, a removal replaces a chunk by one without the record. The sealed manifest names the chunks that
 * count; writing it with them in one transaction makes each change atomic, and its change number, checked in the
 * same transaction, makes two writers take turns.
 */
export class GalleryState {
  readonly #dependencies: StateDependencies;
  readonly #turn = pLimit(1);
  readonly #channel: ChangeChannel;
  #unlocked: UnlockedGallery | undefined;
  #people: People | undefined;
  #stored: ManifestRow | undefined;
  #manifest: Manifest = [];
  #closed = false;

  constructor(name: string, dependencies: StateDependencies) {
    this.#dependencies = dependencies;
    this.#channel = openChangeChannel(name, () => {
      // A failure to read now will meet the next call, which reads again.
      this.#turn(() => this.#followOthers()).catch(() => {});
    });
  }

  /** The number of the change this state is at. */
  get change(): number {
    return this.#stored?.change ?? 0;
  }

  get unlocked(): UnlockedGallery {
    if (!this.#unlocked) throw new Error('The gallery is not open');
    return this.#unlocked;
  }

  /** The chunks that make up the gallery. */
  get manifest(): Manifest {
    return this.#manifest;
  }

  get people(): People {
    if (!this.#people) throw new Error('The gallery is not open');
    return this.#people;
  }

  /** Runs a reader on the state of this moment. It must not write. Progress is told as the state is loaded. */
  read<Result>(
    reader: (people: People, unlocked: UnlockedGallery) => Result | Promise<Result>,
    options: StateCall,
  ): Promise<Result> {
    return this.#turn(() =>
      this.#retryingWhenMoved(async () => {
        await this.#sync('make', options);
        options.signal?.throwIfAborted();
        return reader(this.people, this.unlocked);
      }),
    );
  }

  /**
   * Makes a change.
   *
   * @param plan Called again if another tab was first.
   * @param options Progress is told as a reissue rotates templates.
   */
  async write(plan: Plan, options: StateCall): Promise<void> {
    await this.#writing(options, async () => {
      const change = await plan(this.people, this.unlocked);
      if (!change) return true;
      return change.reissue ? this.#reissue(change.reissue, options) : this.#commit(change, options);
    });
    if (this.#looseChunks().length > LOOSE_CHUNKS) {
      // Housekeeping: what it fails with, the next write meets too.
      this.#turn(() => this.#join()).catch(() => {});
    }
  }

  /**
   * Moves to rows that were staged under other keys.
   *
   * @param stage Stages them; called again if another tab was first.
   * @param guarded Runs the writing that makes them count, if it may be.
   */
  async move(
    stage: () => Promise<Move>,
    options: StateCall,
    guarded: (header: GalleryHeader, write: () => Promise<boolean>) => Promise<boolean>,
  ): Promise<void> {
    await this.#writing(options, async () => {
      const { unlocked, manifest, pictures } = await stage();
      const { header, scope, sealer } = unlocked;
      const row = await sealManifest(manifest, this.change + 1, header, scope, sealer);
      options.signal?.throwIfAborted();
      const write = () =>
        this.#dependencies.storage.commit({
          basedOn: this.change,
          manifest: row,
          header,
          putChunks: new Map(),
          deleteChunks: [],
          putPictures: new Map(),
          deletePictures: [],
          moveTo: { chunks: manifest.map(([chunk]) => chunk), pictures },
        });
      if (!(await guarded(header, write))) return false;
      this.#drop();
      this.#unlocked = unlocked;
      this.#channel.announce();
      return true;
    });
  }

  /** The records of a chunk, with their templates. For readers and plans. */
  async load(chunk: string): Promise<TemplateRecord[]> {
    const sealed = await this.#dependencies.storage.chunk(chunk);
    if (!sealed) throw new ChunkGone();
    const { sealer, scope } = this.unlocked;
    return decodeChunk(await sealer.open(sealed, `${scope}/chunk/${chunk}`), true);
  }

  /** A record with its template. */
  async record(entry: Entry): Promise<TemplateRecord> {
    const record = (await this.load(entry.chunk))[entry.position];
    if (record?.key !== entry.key) throw new ChunkGone();
    return record;
  }

  /** The picture kept with a record that says it has one. For readers and plans. */
  async picture(key: string): Promise<Uint8Array<ArrayBuffer>> {
    const { sealer, scope, header } = this.unlocked;
    const row = pictureRow(key, header.generation);
    const sealed = await this.#dependencies.storage.picture(row);
    if (!sealed) throw new ChunkGone();
    return sealer.open(sealed, `${scope}/picture/${row}`);
  }

  /** Ends after what is under way; forgets everything in memory. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#channel.close();
    await this.#turn(() => {
      this.#drop();
      this.#dependencies.storage.close();
    });
  }

  /** Brings memory to what is stored. */
  async #sync(mode: UnlockMode, options: StateCall): Promise<void> {
    if (this.#closed) throw new TypeError('The gallery was closed');
    await this.#retryingWhenMoved(async () => {
      options.signal?.throwIfAborted();
      const row = await this.#dependencies.storage.manifest();
      if (!this.#unlocked || (await this.#isOtherGallery(row))) {
        this.#drop();
        this.#unlocked = await this.#dependencies.unlock(mode);
        if (!this.#unlocked) return;
      } else if (this.#people && row?.change === this.#stored?.change) {
        return;
      }
      const { header, scope, sealer } = this.unlocked;
      if (!goTogether(row, header)) throw new ChunkGone();
      if (row && this.#stored && row.change < this.#stored.change) throw rolledBack();
      const manifest = row ? await openManifest(row, scope, sealer) : [];
      await this.#follow(manifest, options);
      this.#stored = row;
      this.#manifest = manifest;
    });
  }

  /** Another tab changed something. If it erased the gallery, nobody asked for a new one yet. */
  async #followOthers(): Promise<void> {
    if (!this.#closed && this.#unlocked) await this.#sync('find', {});
  }

  /** Erased and made anew, reissued or changed for the first time, by another tab. */
  async #isOtherGallery(row: ManifestRow | undefined): Promise<boolean> {
    const { header } = this.unlocked;
    // No manifest: nothing was enrolled yet, or everything was erased.
    if (!row) {
      const stored = await this.#dependencies.storage.header();
      return this.#stored !== undefined || stored?.gallery !== header.gallery;
    }
    return !goTogether(row, header);
  }

  /** Forgets what is in memory. */
  #drop(): void {
    this.#people?.clear();
    this.#people = undefined;
    this.#stored = undefined;
    this.#manifest = [];
    this.#unlocked = undefined;
  }

  /** Loads the chunks that are new and drops those that are gone. */
  async #follow(manifest: Manifest, { signal, onProgress }: StateCall): Promise<void> {
    const total = manifest.reduce((sum, [, records]) => sum + records, 0);
    this.#people ??= await this.#dependencies.createPeople(total, this.unlocked);
    const people = this.#people;
    const known = new Set(people.chunks);
    const added = manifest.filter(([chunk]) => !known.has(chunk));
    let done = total - added.reduce((sum, [, records]) => sum + records, 0);
    // Nothing is left running behind a failure: it would add to what a later call has moved on from.
    await mapLimited(PARALLEL_READS, added, async ([chunk, count]) => {
      signal?.throwIfAborted();
      const records = await this.load(chunk);
      if (records.length !== count) throw missing();
      people.addChunk(chunk, records);
      done += count;
      onProgress?.({ done, total });
    });
    const wanted = new Set(manifest.map(([chunk]) => chunk));
    for (const chunk of known) if (!wanted.has(chunk)) people.dropChunk(chunk);
  }

  /** Runs it again if a chunk was missing, as it is when another tab replaced it meanwhile. */
  async #retryingWhenMoved<Result>(action: () => Promise<Result>): Promise<Result> {
    for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
      try {
        return await action();
      } catch (error) {
        if (!(error instanceof ChunkGone)) throw error;
      }
    }
    throw missing();
  }

  /** @param attempt Answers false if another tab was first. */
  async #writing(options: StateCall, attempt: () => Promise<boolean>): Promise<void> {
    const attemptNow = async () => {
      await this.#sync('make', options);
      options.signal?.throwIfAborted();
      return attempt();
    };
    await this.#turn(async () => {
      while (!(await this.#retryingWhenMoved(attemptNow)));
    });
  }

  /** Joins the chunks below full. */
  async #join(): Promise<void> {
    await this.#sync('find', {});
    const loose = this.#looseChunks();
    if (loose.length > LOOSE_CHUNKS) await this.#replace(loose, await this.#loadAll(loose, {}), {}, {});
  }

  #looseChunks(): string[] {
    return this.#manifest.filter(([, records]) => records < CHUNK_RECORDS).map(([chunk]) => chunk);
  }

  /** @param onLoaded What to make of a chunk's records. */
  async #loadAll(
    chunks: readonly string[],
    { signal }: StateCall,
    onLoaded = async (records: TemplateRecord[]) => records,
  ): Promise<TemplateRecord[]> {
    const loaded = await mapLimited(PARALLEL_READS, chunks, async (chunk) => {
      signal?.throwIfAborted();
      return onLoaded(await this.load(chunk));
    });
    return loaded.flat();
  }

  async #commit(
    { add = [], remove = new Set(), pictures = new Map() }: Change,
    call: StateCall,
  ): Promise<boolean> {
    const touched = [...this.people.chunks].filter((chunk) =>
      this.people.inChunk(chunk).some(({ key }) => remove.has(key)),
    );
    const kept = touched.filter((chunk) => this.people.inChunk(chunk).some(({ key }) => !remove.has(key)));
    const survivors = (await this.#loadAll(kept, call)).filter(({ key }) => !remove.has(key));
    const deletePictures = [...remove];
    return this.#replace(touched, [...survivors, ...add], { pictures, deletePictures }, call);
  }

  async #reissue({ unlinkable, convert }: NonNullable<Change['reissue']>, call: StateCall): Promise<boolean> {
    const { header, scope, sealer } = this.unlocked;
    const { transform, sealed } = await makeTransform(scope, sealer, this.people.index.dimension, unlinkable);
    const all = [...this.people.chunks];
    const total = this.people.templates;
    let done = 0;
    const converted = await this.#loadAll(all, call, async (records) => {
      const rotated = await Promise.all(records.map((record) => convert(record, transform)));
      done += records.length;
      call.onProgress?.({ done, total });
      return rotated;
    });
    const { binding: _, ...unbound } = header;
    const next = { ...unbound, epoch: header.epoch + 1, transform: sealed };
    return this.#replace(all, converted, { unlocked: { header: next, scope, sealer, transform } }, call);
  }

  async #replace(
    drop: readonly string[],
    records: readonly TemplateRecord[],
    more: {
      pictures?: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
      deletePictures?: readonly string[];
      unlocked?: UnlockedGallery;
    },
    { signal }: StateCall,
  ): Promise<boolean> {
    const before = more.unlocked ?? this.unlocked;
    const { scope, sealer } = before;
    const header = await boundHeader(before.header, scope, sealer);
    const groups = new Map<string, readonly TemplateRecord[]>();
    for (let start = 0; start < records.length; start += CHUNK_RECORDS) {
      groups.set(randomKey(), records.slice(start, start + CHUNK_RECORDS));
    }
    const putChunks = new Map<string, Uint8Array<ArrayBuffer>>();
    for (const [chunk, group] of groups) {
      signal?.throwIfAborted();
      putChunks.set(chunk, await sealer.seal(encodeChunk(group), `${scope}/chunk/${chunk}`));
    }
    const putPictures = new Map<string, Uint8Array<ArrayBuffer>>();
    for (const [key, picture] of more.pictures ?? []) {
      signal?.throwIfAborted();
      const row = pictureRow(key, header.generation);
      putPictures.set(row, await sealer.seal(picture, `${scope}/picture/${row}`));
    }
    const dropped = new Set(drop);
    const manifest: Manifest = [
      ...this.#manifest.filter(([chunk]) => !dropped.has(chunk)),
      ...[...groups].map(([chunk, group]) => [chunk, group.length] as const),
    ];
    const row = await sealManifest(manifest, this.change + 1, header, scope, sealer);
    signal?.throwIfAborted();
    const committed = await this.#dependencies.storage.commit({
      basedOn: this.change,
      manifest: row,
      ...(header !== this.unlocked.header && { header }),
      putChunks,
      deleteChunks: drop,
      putPictures,
      deletePictures: (more.deletePictures ?? []).map((key) => pictureRow(key, header.generation)),
    });
    if (!committed) return false;
    this.#unlocked = { ...before, header };
    await this.#adopt(groups, drop, more.unlocked !== undefined);
    this.#stored = row;
    this.#manifest = manifest;
    this.#channel.announce();
    return true;
  }

  /** Takes into memory what was just written. */
  async #adopt(
    groups: ReadonlyMap<string, readonly TemplateRecord[]>,
    drop: readonly string[],
    isReissue: boolean,
  ): Promise<void> {
    if (isReissue) {
      // Every vector changed: built anew.
      const total = this.people.templates;
      this.#people?.clear();
      this.#people = await this.#dependencies.createPeople(total, this.unlocked);
    }
    for (const [chunk, group] of groups) this.people.addChunk(chunk, group);
    for (const chunk of drop) this.people.dropChunk(chunk);
  }
}

/** Something is not there any more: another tab replaced it, or, if nothing moved, it was taken away. */
class ChunkGone extends Error {}

const missing = (): StorageError =>
  new StorageError(
    'tampered',
    'Parts of the stored gallery are missing, or do not belong together. Restore it from an export.',
  );

const rolledBack = (): StorageError =>
  new StorageError('tampered', 'The stored gallery was put back to an older state while it was open.');
