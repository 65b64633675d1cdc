/** Why stored templates can't be read or written. */
export type StorageErrorReason =
  /** The browser gives this origin no more space: nothing was written. */
  | 'quota'
  /** The passphrase or key is not the one the data was sealed with, or the device's key is gone. */
  | 'wrong-key'
  /** What is stored, or a file to import, was altered, damaged or is incomplete. */
  | 'tampered'
  /** The browser refused or another tab holds the database. */
  | 'blocked'
  /** A newer version of this package wrote the data. */
  | 'newer-version'
  /** No person with this id is enrolled. */
  | 'not-found'
  /** Another person's face matches the one to enrol, and it was to be unique: nothing was enrolled. */
  | 'already-enrolled';

/** Who is enrolled already with the face of someone to enrol. */
export interface EnrolledMatch {
  /** The person to enrol. */
  enrolling: string;
  /** The person who has this face: of the gallery, or further up in the list of those to enrol. */
  id: string;
  /** Comparison score of the two, 0 to 1. */
  score: number;
}

/** What a {@link StorageError} may come with. */
export interface StorageErrorOptions extends ErrorOptions {
  /** Of `already-enrolled`. */
  match?: EnrolledMatch | undefined;
}

/** Failure of a gallery or of another store of templates. The message says what to do; it names no person. */
export class StorageError extends Error {
  /** Tells it from other errors where `instanceof` does not reach: in another realm, or after cloning. */
  override readonly name = 'StorageError';
  /** What happened. */
  readonly reason: StorageErrorReason;
  /** Who is enrolled already; undefined for reasons other than `already-enrolled`. */
  readonly match: EnrolledMatch | undefined;

  /** @param message Says what to do; names no person. */
  constructor(reason: StorageErrorReason, message: string, options: StorageErrorOptions = {}) {
    super(message, options);
    this.match = options.match;
    this.reason = reason;
  }
}

const isNamed = (error: unknown, name: string): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === name;

/** A full quota, or a full disk, which Chromium tells in the message alone. */
const isFull = (error: unknown): boolean =>
  isNamed(error, 'QuotaExceededError') || (isNamed(error, 'UnknownError') && /NO_SPACE/.test(String(error)));

/** Gives what IndexedDB threw its reason; anything else passes as it is. */
export function toStorageError(error: unknown): unknown {
  if (isFull(error)) {
    return new StorageError(
      'quota',
      'The browser gives this site no more space: nothing was written. Remove people or pictures, or ask for ' +
        'persistent storage.',
      { cause: error },
    );
  }
  if (isNamed(error, 'UnknownError') || (isNamed(error, 'DataError') && /IOError/.test(String(error)))) {
    const message =
      "The browser's own database failed: its disk may be full or damaged. Make room, and try again.";
    return new StorageError('blocked', message, { cause: error });
  }
  if (isNamed(error, 'VersionError')) {
    return new StorageError(
      'newer-version',
      'A newer version of this package has upgraded the stored data: reload the page, or update the package.',
      { cause: error },
    );
  }
  return error;
}
