import { RetriedMemoMap } from '../../common/retried-memo.ts';
import { ApiLiteError } from '../../contract/errors.ts';
import type { Metadata } from '../../contract/metadata.ts';
import type { CallOptions, TemplateSource } from '../../contract/methods.ts';
import type { Decision } from '../../contract/wire.ts';
import { normalisedSimilarity } from '../commonness.ts';
import { whileNothingIsErased } from '../erasing.ts';
import type { DeviceKeyStore } from '../protection/device-keys.ts';
import type { KeyedTransform } from '../protection/keyed-transform.ts';
import type { Protection } from '../protection/protection.ts';
import type { VectorIndex, VectorIndexOptions } from '../search/vector-index.ts';
import { cosineSimilarity } from '../similarity.ts';
import { StorageError } from '../storage-error.ts';
import { changeProtection } from './change-protection.ts';
import { writeExportFile } from './export-file.ts';
import type { Candidate, GalleryInfo, GalleryMethods, GalleryOptions } from './face-gallery.ts';
import { GalleryCommonness } from './gallery-commonness.ts';
import { type Unlinkable, type UnlockedGallery, unlockGallery } from './gallery-lock.ts';
import { type Change, GalleryState } from './gallery-state.ts';
import type { GalleryStorage } from './gallery-storage.ts';
import { importFile } from './import-file.ts';
import { migrateGallery } from './migrate.ts';
import { type Entry, metadataOf, People } from './people.ts';
import { bestPeople, type Probe, pageOf, personOf } from './people-queries.ts';
import { plainVectors } from './plain-vectors.ts';
import { checkId, checkMetadata, newRecord, type TemplateRecord } from './records.ts';
import { keptPicture, templateIn } from './sources.ts';
import type { TemplateCodec } from './template-codec.ts';
import { type TemplateModel, type TemplateRotation, templateRotation } from './template-rotation.ts';

/** What a gallery needs from the engine around it. */
export interface GalleryParts<Picture> extends TemplateModel {
  codec: TemplateCodec;
  createIndex(options: VectorIndexOptions): VectorIndex;
  /** The template of the one face in a picture. */
  extract(picture: Picture | Blob, options: CallOptions): Promise<Uint8Array<ArrayBuffer>>;
  /** The comparison score of a normalised similarity. */
  score(normalised: number): number;
  decide(score: number): Decision;
}

/** What a gallery needs. */
export interface GalleryDependencies<Picture> extends GalleryParts<Picture> {
  storage: GalleryStorage;
  deviceKeys: DeviceKeyStore;
}

const DEFAULT_TOP_K = 5;
const DEFAULT_PAGE = 100;
const MAX_PAGE = 1000;

/** The gallery itself, where the models are: in the engine's worker, or in Node under test. */
export class Gallery<Picture> implements GalleryMethods<Picture> {
  readonly #name: string;
  readonly #dependencies: GalleryDependencies<Picture>;
  readonly #state: GalleryState;
  readonly #commonness: GalleryCommonness;
  /** By the transform: made once for each, as templates enter by the thousand. */
  readonly #rotations = new RetriedMemoMap<string, TemplateRotation>();
  #unlinkable: Unlinkable | undefined;
  #protection: Protection;

  private constructor(name: string, dependencies: GalleryDependencies<Picture>, options: GalleryOptions) {
    this.#name = name;
    this.#dependencies = dependencies;
    this.#unlinkable = options.unlinkable;
    this.#protection = options.protection ?? 'device';
    const { storage, deviceKeys, dimension, codec } = dependencies;
    this.#commonness = new GalleryCommonness(codec, dependencies);
    this.#state = new GalleryState(name, {
      storage,
      unlock: (mode) => {
        const lock = {
          protection: this.#protection,
          ...(this.#unlinkable !== undefined && { unlinkable: this.#unlinkable }),
        };
        const unlock = () => unlockGallery(name, storage, deviceKeys, dimension, lock, mode);
        return mode === 'make' ? whileNothingIsErased(unlock) : unlock();
      },
      createPeople: async (capacity, { transform }) => {
        const rotation = await this.#rotation(transform);
        const index = dependencies.createIndex({ dimension, capacity, type: options.index ?? 'f32' });
        const decode: TemplateCodec['decodeTrusted'] = (template, target) =>
          codec.decodeTrusted(template, target);
        return new People(index, rotation.fingerprint, decode, dependencies.cohort);
      },
    });
  }

  /**
   * Opens a gallery, or makes it if there is none.
   *
   * @throws {TypeError} If an option is wrong.
   * @throws {StorageError} If it can't be unlocked or read.
   */
  static async open<Picture>(
    name: string,
    dependencies: GalleryDependencies<Picture>,
    options: GalleryOptions = {},
  ): Promise<Gallery<Picture>> {
    if (typeof name !== 'string' || name === '')
      throw new TypeError('The name of a gallery must not be empty');
    const gallery = new Gallery(name, dependencies, options);
    try {
      await gallery.#state.read(() => undefined, options);
    } catch (error) {
      await gallery.close();
      throw error;
    }
    return gallery;
  }

  readonly info: GalleryMethods<Picture>['info'] = async (options = {}) => {
    const describe = (people: People, { header, transform }: UnlockedGallery): GalleryInfo => ({
      name: this.#name,
      people: people.size,
      templates: people.templates,
      notComparable: people.templates - people.comparable,
      storage: this.#dependencies.storage.storage,
      protection: header.lock.kind,
      unlinkable: transform !== undefined,
      change: this.#state.change,
      kernel: people.index.kernel,
    });
    return this.#state.read(describe, options);
  };

  readonly enroll: GalleryMethods<Picture>['enroll'] = async (
    id,
    source,
    { metadata, replace = false, keepPicture = false, ...call } = {},
  ) => {
    checkId(id);
    const facts = metadata && checkMetadata(metadata);
    const picture = keepPicture ? await keptPicture(source, this.#dependencies.codec) : undefined;
    const template = await this.#template(source, call);
    let templates = 0;
    await this.#state.write(async (people, { transform }) => {
      const rotation = await this.#rotation(transform);
      const before = people.of(id);
      const record = newRecord(id, rotation.enter(template), before.at(-1), {
        metadata: facts,
        picture: picture?.type,
      });
      templates = replace ? 1 : before.length + 1;
      return {
        add: [record],
        remove: new Set(replace ? before.map(({ key }) => key) : []),
        pictures: new Map(picture ? [[record.key, picture.bytes]] : []),
      };
    }, call);
    return { id, templates };
  };

  readonly enrollAll: GalleryMethods<Picture>['enrollAll'] = async (
    enrollments,
    { onProgress, ...call } = {},
  ) => {
    const entries: { id: string; template: Uint8Array<ArrayBuffer>; metadata?: Metadata }[] = [];
    for (const { id, source, metadata } of enrollments) {
      checkId(id);
      const facts = metadata && checkMetadata(metadata);
      entries.push({ id, template: await this.#template(source, call), ...(facts && { metadata: facts }) });
      onProgress?.({ done: entries.length, total: enrollments.length });
    }
    await this.#state.write(async (people, { transform }) => {
      const rotation = await this.#rotation(transform);
      const youngest = new Map<string, TemplateRecord>();
      const add = entries.map(({ id, template, metadata }) => {
        const before = youngest.get(id) ?? people.of(id).at(-1);
        const record = newRecord(id, rotation.enter(template), before, { metadata });
        youngest.set(id, record);
        return record;
      });
      return { add };
    }, call);
  };

  readonly identify: GalleryMethods<Picture>['identify'] = async (
    probe,
    { topK = DEFAULT_TOP_K, threshold = 0, ...call } = {},
  ) => {
    if (!Number.isInteger(topK) || topK < 1) throw new TypeError('topK must be a whole number from 1');
    if (!(threshold >= 0 && threshold <= 1)) throw new TypeError('threshold must be a number from 0 to 1');
    const template = await this.#template(probe, call);
    return this.#state.read(async (people, { transform }) => {
      const sought = await this.#probe(template, transform);
      const commonnessOf = (entry: Entry) => this.#commonness.ofEntry(people, entry, transform);
      const results = (await bestPeople(people, sought, topK, commonnessOf))
        .map(({ entry, similarity }) => this.#candidate(people, entry, similarity))
        .filter(({ score }) => score >= threshold);
      return { results, notCompared: people.templates - people.comparable };
    }, call);
  };

  readonly verify: GalleryMethods<Picture>['verify'] = async (id, probe, options = {}) => {
    checkId(id);
    const template = await this.#template(probe, options);
    return this.#state.read(async (people, { transform }) => {
      const entries = people.of(id);
      if (entries.length === 0) throw new StorageError('not-found', 'No person with this id is enrolled.');
      const comparable = entries.filter(({ row }) => row >= 0);
      if (comparable.length === 0) {
        throw new ApiLiteError(
          'BPE-002004',
          "The person's templates come from another model pack: call migrate(), or enrol the person again.",
        );
      }
      const { vector, commonness } = await this.#probe(template, transform);
      const similarities = comparable.map(async (entry) => {
        const similarity = cosineSimilarity(people.index.get(entry.row), vector);
        return normalisedSimilarity(
          similarity,
          commonness,
          await this.#commonness.ofEntry(people, entry, transform),
        );
      });
      const score = this.#dependencies.score(Math.max(...(await Promise.all(similarities))));
      return { score, decision: this.#dependencies.decide(score) };
    }, options);
  };

  readonly get: GalleryMethods<Picture>['get'] = async (id, options = {}) => {
    checkId(id);
    return this.#state.read((people) => personOf(people, id), options);
  };

  readonly templates: GalleryMethods<Picture>['templates'] = async (id, options = {}) => {
    checkId(id);
    return this.#state.read(async (people) => {
      const records = await Promise.all(people.of(id).map((entry) => this.#state.record(entry)));
      return records.map(({ template }) => template.slice());
    }, options);
  };

  readonly picture: GalleryMethods<Picture>['picture'] = async (id, options = {}) => {
    checkId(id);
    return this.#state.read(async (people) => {
      const entry = people.of(id).findLast(({ picture }) => picture !== undefined);
      const bytes = entry && (await this.#state.picture(entry.key));
      return bytes && new Blob([bytes], { type: entry.picture ?? '' });
    }, options);
  };

  readonly list: GalleryMethods<Picture>['list'] = async ({ after, limit = DEFAULT_PAGE, ...call } = {}) => {
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
      throw new TypeError(`limit must be a whole number from 1 to ${MAX_PAGE}`);
    }
    return this.#state.read((people) => pageOf(people, after, limit), call);
  };

  readonly remove: GalleryMethods<Picture>['remove'] = async (id, options = {}) => {
    checkId(id);
    let removed = false;
    await this.#state.write((people) => {
      const keys = people.of(id).map(({ key }) => key);
      removed = keys.length > 0;
      return removed ? { remove: new Set(keys) } : undefined;
    }, options);
    return removed;
  };

  readonly clear: GalleryMethods<Picture>['clear'] = async (options = {}) => {
    await this.#state.write(
      (people) =>
        people.templates > 0 ? { remove: new Set([...people.all()].map(({ key }) => key)) } : undefined,
      options,
    );
  };

  readonly export: GalleryMethods<Picture>['export'] = (options = {}) => {
    const { signal } = options;
    return this.#state.read((people) => writeExportFile(this.#state, people, options), { signal });
  };

  readonly import: GalleryMethods<Picture>['import'] = (file, options = {}) =>
    importFile(this.#state, file, (transform) => this.#rotation(transform), this.#commonness, options);

  readonly exportVectors: GalleryMethods<Picture>['exportVectors'] = async (options) => {
    const { unencrypted, signal } = options;
    if (unencrypted !== true) {
      throw new TypeError(
        'exportVectors gives out unencrypted vectors: acknowledge it by { unencrypted: true }',
      );
    }
    return this.#state.read((people, { transform }) => plainVectors(people, transform, options), { signal });
  };

  readonly migrate: GalleryMethods<Picture>['migrate'] = (options = {}) => {
    const extract = (picture: Blob, call: CallOptions) => this.#dependencies.extract(picture, call);
    return migrateGallery(this.#state, extract, (transform) => this.#rotation(transform), options);
  };

  readonly reissue: GalleryMethods<Picture>['reissue'] = async (unlinkable = true, options = {}) => {
    await this.#state.write((people): Change => {
      if (people.templates > people.comparable) {
        throw new ApiLiteError(
          'BPE-002004',
          'Some templates come from another model pack and would stay linkable: call migrate() first.',
        );
      }
      const convert = async (record: TemplateRecord, to: KeyedTransform) => {
        const from = await this.#rotation(this.#state.unlocked.transform);
        const next = await this.#rotation(to);
        const plain = await this.#commonness.measured(from.leave(record.template));
        return { ...record, template: next.enter(plain) };
      };
      return { reissue: { unlinkable, convert } };
    }, options);
    this.#unlinkable = unlinkable;
  };

  readonly changeProtection: GalleryMethods<Picture>['changeProtection'] = async (to, options = {}) => {
    const { storage, deviceKeys } = this.#dependencies;
    await changeProtection(this.#state, { name: this.#name, storage, deviceKeys, to }, options);
    this.#protection = to;
  };

  close(): Promise<void> {
    return this.#state.close();
  }

  async #template(source: Picture | TemplateSource, call: CallOptions): Promise<Uint8Array<ArrayBuffer>> {
    call.signal?.throwIfAborted();
    const given = templateIn(source, this.#dependencies.codec);
    if (given) return this.#commonness.measured(given);
    // What is no template is a picture.
    return await this.#dependencies.extract(source as Picture, call);
  }

  async #probe(template: Uint8Array<ArrayBuffer>, transform: KeyedTransform | undefined): Promise<Probe> {
    const rotation = await this.#rotation(transform);
    const { vector, commonness } = this.#dependencies.codec.decodeTrusted(rotation.enter(template));
    return { vector, commonness: await this.#commonness.of(vector, commonness, transform) };
  }

  #rotation(transform: KeyedTransform | undefined): Promise<TemplateRotation> {
    const make = () => templateRotation(this.#dependencies.codec, this.#dependencies, transform);
    return this.#rotations.get(transform?.id ?? 'plain', make);
  }

  #candidate(people: People, { id }: Entry, similarity: number): Candidate {
    const score = this.#dependencies.score(similarity);
    const metadata = metadataOf(people.of(id));
    const decision = this.#dependencies.decide(score);
    return { id, filename: id, score, decision, ...(metadata && { metadata }) };
  }
}
