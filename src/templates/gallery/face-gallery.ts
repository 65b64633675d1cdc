/// <reference lib="esnext.disposable" preserve="true" />
// Kept in the declarations: an app's own `lib` need not have Disposable.
import type { Metadata } from '../../contract/metadata.ts';
import type { CallOptions, TemplateSource } from '../../contract/methods.ts';
import type { CompareNResult, CompareResponse } from '../../contract/wire.ts';
import type { Protection } from '../protection/protection.ts';
import type { GalleryLockOptions, Unlinkable } from './gallery-lock.ts';

export type { Metadata } from '../../contract/metadata.ts';
export type { Protection } from '../protection/protection.ts';
export type { GalleryLockOptions, Unlinkable } from './gallery-lock.ts';

/** How far a long call is, in templates. */
export interface GalleryProgress {
  /** Templates worked on so far. */
  done: number;
  /** Templates there are to work on. */
  total: number;
}

/** What long calls take. */
export interface LongCallOptions extends CallOptions {
  /** Called as the work goes on. */
  onProgress?: (progress: GalleryProgress) => void;
}

/** Options of opening a gallery; progress is told as stored templates are read. */
export interface GalleryOptions extends GalleryLockOptions, LongCallOptions {
  /**
   * How vectors are held in memory: `f32` exactly, `i8` in a quarter of the space with similarities off by
   * about 0.0005. What is stored is the same. Default `f32`.
   */
  index?: 'f32' | 'i8';
}

/** Options of {@link FaceGallery.enroll}. */
export interface EnrollOptions extends CallOptions {
  /** Replaces the person's metadata; without it they stay. */
  metadata?: Metadata;
  /** Replaces the person's templates and pictures in the same stroke. Default false: adds one more. */
  replace?: boolean;
  /**
   * Keeps the picture, sealed, to show it or to extract it anew with another model pack. Only if the person
   * agreed. Takes an encoded picture (a Blob or bytes). Default false.
   */
  keepPicture?: boolean;
  /**
   * Refuses a face that another person is enrolled with: one that `identify` would call `approved` as someone else.
   * Default false.
   */
  unique?: boolean;
}

/** Options of {@link FaceGallery.enrollAll}. */
export interface EnrollAllOptions extends LongCallOptions {
  /** Refuses all if one has the face of another person, in the gallery or in the list. Default false. */
  unique?: boolean;
}

/** A person to enrol with {@link FaceGallery.enrollAll}. */
export interface Enrollment<Picture> {
  /** The person's id: 1 to 1024 characters, chosen by the app. */
  id: string;
  /** A picture with one face, or a template. */
  source: Picture | TemplateSource;
  /** Replaces the person's metadata; without it they stay. */
  metadata?: Metadata;
}

/** What an enrolment answers. */
export interface EnrollResult {
  /** The person's id. */
  id: string;
  /** Templates the person has now. */
  templates: number;
}

/** Options of {@link FaceGallery.identify}. */
export interface IdentifyOptions extends CallOptions {
  /** People to answer at most. Default 5. */
  topK?: number;
  /** Leaves out people below this score, 0 to 1. Default 0. */
  threshold?: number;
}

/** A person who may be the one of the probe; `filename` repeats the id, as in API Lite's 1:N methods. */
export interface Candidate extends CompareNResult {
  /** The person's id. */
  id: string;
  /** What was enrolled with the person. */
  metadata?: Metadata;
}

/** Answer of {@link FaceGallery.identify}. */
export interface IdentifyResponse {
  /** Best first. */
  results: Candidate[];
  /** Templates of another model pack: not compared. See {@link FaceGallery.migrate}. */
  notCompared: number;
}

/** A template a person is enrolled with. */
export interface EnrolledTemplate {
  /** Names it within the gallery; random. */
  key: string;
  /** When it was enrolled. */
  enrolledAt: Date;
  /** False if another model pack made it. */
  comparable: boolean;
  /** Whether its picture was kept. */
  hasPicture: boolean;
}

/** A person in a gallery. */
export interface Person {
  /** The person's id. */
  id: string;
  /** What was enrolled with the person. */
  metadata?: Metadata;
  /** Oldest first. */
  templates: EnrolledTemplate[];
}

/** Options of {@link FaceGallery.list}. */
export interface ListOptions extends CallOptions {
  /** The last id of the page before. Default: from the start. */
  after?: string;
  /** People on the page, 1 to 1000. Default 100. */
  limit?: number;
}

/** A page of people in the order of their ids. */
export interface PeoplePage {
  /** In the order of their ids. */
  people: Person[];
  /** People in the gallery. */
  total: number;
  /** To be passed as `after` for the next page; absent on the last. */
  next?: string;
}

/** What a gallery holds. */
export interface GalleryInfo {
  /** The gallery's name. */
  name: string;
  /** People enrolled. */
  people: number;
  /** Templates of all people. */
  templates: number;
  /** Templates of another model pack, which can't be compared. */
  notComparable: number;
  /** `memory` if the browser keeps nothing: the gallery goes with the page. */
  storage: 'indexeddb' | 'memory';
  /** What it is sealed with. */
  protection: 'device' | 'passphrase' | 'key';
  /** Whether its templates are rotated by a secret. */
  unlinkable: boolean;
  /** Counts the changes; equal in all tabs that see the same state. */
  change: number;
  /** What searches: the WebAssembly kernel, or plain JavaScript if the browser has no SIMD. */
  kernel: 'wasm-simd' | 'javascript';
}

/** Options of {@link FaceGallery.export}. */
export interface ExportOptions extends LongCallOptions {
  /** Encrypts the file. Without it whoever has the file has the templates. */
  passphrase?: string;
  /** Whether kept pictures go along. Default true. */
  pictures?: boolean;
}

/** Options of {@link FaceGallery.import}. */
export interface ImportOptions extends LongCallOptions {
  /** Of the file, if it is encrypted. */
  passphrase?: string;
  /** Replaces everyone in the gallery in the same stroke. Default false: adds what is not there yet. */
  replace?: boolean;
}

/** Options of {@link FaceGallery.exportVectors}. */
export interface ExportVectorsOptions extends LongCallOptions {
  /** Acknowledges that what comes out is not encrypted. */
  unencrypted: true;
}

/** What an import did, in templates. */
export interface ImportResult {
  /** Are new in the gallery. */
  added: number;
  /** Were there already. */
  skipped: number;
  /** Could not be rotated into this unlinkable gallery, as another model pack or gallery made them. */
  refused: number;
}

/** What a migration did. */
export interface MigrationResult {
  /** Templates extracted anew from their pictures. */
  migrated: number;
  /** People who still have templates that can't be compared, with the reason: enrol them again. */
  remaining: {
    /** The person's id. */
    id: string;
    /** Templates that can't be compared. */
    templates: number;
    /** Why they stay as they are. */
    reason: string;
  }[];
}

/** Vectors for other search engines; see docs/gallery.md. */
export interface PlainVectors {
  /** A NumPy `.npy` file: float32, C order, a row of unit length for each template. */
  vectors: Blob;
  /** JSON lines, one for each row, in the same order: `{"id", "enrolledAt", "metadata"}`. */
  people: Blob;
}

/**
 * What can be done with a gallery.
 *
 * Every call sees what any tab wrote before it. A change is written as a whole or not at all, and is on the disk
 * when its promise resolves. Calls reject with `ApiLiteError` for what is wrong with a picture or template,
 * `StorageError` for what is wrong with the storage, `TypeError` for a wrong argument, and with the signal's reason
 * once it is aborted; a change that is being written at that moment may still be made.
 *
 * @typeParam Picture What the caller may hand over as a picture.
 */
export interface GalleryMethods<Picture> {
  /** What the gallery holds now. */
  info(options?: CallOptions): Promise<GalleryInfo>;
  /**
   * Enrols a person with one more template, from a picture with one face or as bytes.
   *
   * @throws {StorageError} `already-enrolled` with the other person in `match`, if the face was to be `unique`.
   */
  enroll(id: string, source: Picture | TemplateSource, options?: EnrollOptions): Promise<EnrollResult>;
  /**
   * Enrols many with one template each: all of them, or none if one fails.
   *
   * @throws {StorageError} `already-enrolled` with the two people in `match`, if faces were to be `unique`.
   */
  enrollAll(people: readonly Enrollment<Picture>[], options?: EnrollAllOptions): Promise<void>;
  /** The people most like the face of the probe, each by the best of their templates. */
  identify(probe: Picture | TemplateSource, options?: IdentifyOptions): Promise<IdentifyResponse>;
  /**
   * Compares a probe with the best of one person's templates.
   *
   * @throws {StorageError} `not-found`
   * @throws {ApiLiteError} BPE-002004 if all of the person's templates come from another model pack.
   */
  verify(id: string, probe: Picture | TemplateSource, options?: CallOptions): Promise<CompareResponse>;
  /** A person; `undefined` if there is none of this id. */
  get(id: string, options?: CallOptions): Promise<Person | undefined>;
  /** A person's templates as bytes, oldest first; for an unlinkable gallery as rotated. Empty if there are none. */
  templates(id: string, options?: CallOptions): Promise<Uint8Array<ArrayBuffer>[]>;
  /** The youngest picture kept of a person; `undefined` if none was. */
  picture(id: string, options?: CallOptions): Promise<Blob | undefined>;
  /** A page of people in the order of their ids. */
  list(options?: ListOptions): Promise<PeoplePage>;
  /** Removes a person with all templates and pictures. @returns False if there was none of this id. */
  remove(id: string, options?: CallOptions): Promise<boolean>;
  /** Removes everyone. */
  clear(options?: CallOptions): Promise<void>;
  /** Everything in one file with a checksum, for {@link import}. */
  export(options?: ExportOptions): Promise<Blob>;
  /**
   * Adds what a file of {@link export} holds: all of it, or nothing if something is wrong.
   *
   * @throws {StorageError} `wrong-key`, `tampered` or `newer-version`.
   */
  import(file: Blob | ArrayBuffer | Uint8Array, options?: ImportOptions): Promise<ImportResult>;
  /**
   * The vectors that can be compared, for FAISS, pgvector, Milvus and the like. **They are not encrypted**, and
   * those of an unlinkable gallery are turned back to plain ones: `unencrypted: true` acknowledges it.
   */
  exportVectors(options: ExportVectorsOptions): Promise<PlainVectors>;
  /**
   * Extracts templates of another model pack anew if the picture was kept, and reports the rest. It writes every
   * few templates: what was written before the signal is aborted stays.
   */
  migrate(options?: LongCallOptions): Promise<MigrationResult>;
  /**
   * Rotates every template by a new secret, in one stroke: copies taken before can't be linked to the gallery
   * any more. A plain gallery becomes unlinkable.
   *
   * @param unlinkable Default `true`: a secret that is kept sealed with the gallery.
   * @throws {ApiLiteError} BPE-002004 if templates come from another model pack: {@link migrate} comes first.
   */
  reissue(unlinkable?: Exclude<Unlinkable, false>, options?: LongCallOptions): Promise<void>;
  /**
   * Seals everything anew under another protection, templates and pictures, and forgets the keys of before: another
   * passphrase or key, from the device's key to a passphrase, or back. The same passphrase again raises the work that
   * guessing it takes to today's.
   *
   * Until the promise resolves the old protection opens the gallery, afterwards the new one alone: other tabs that
   * have it open must open it again. If it was ended in between, call it again with the same protection: what was
   * sealed already is not sealed again. It needs as much room again as the gallery takes while it is under way.
   *
   * @throws {TypeError} If the protection is not one of its forms.
   * @throws {StorageError} `quota` if there is no room: the gallery stays as it was.
   */
  changeProtection(to: Protection, options?: LongCallOptions): Promise<void>;
  /** Forgets what is in memory; what is stored stays. */
  close(): Promise<void>;
}

/**
 * People and their templates, kept encrypted in the browser, searched exactly. `using` and `await using` close it.
 *
 * @typeParam Picture What the caller may hand over as a picture.
 */
export interface FaceGallery<Picture> extends GalleryMethods<Picture>, Disposable, AsyncDisposable {
  /** The name it was opened under. */
  readonly name: string;
}
