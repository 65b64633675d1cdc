import { toHex } from '../../common/hex.ts';
import { aesGcmSealer } from '../protection/aes-gcm-sealer.ts';
import type { DeviceKeyStore } from '../protection/device-keys.ts';
import { createKeyedTransform, type KeyedTransform } from '../protection/keyed-transform.ts';
import { type Lock, makeLock, type Protection, unlock } from '../protection/protection.ts';
import type { Sealer } from '../protection/sealer.ts';
import { StorageError } from '../storage-error.ts';
import { galleryDatabase } from '../stored-names.ts';
import type { GalleryHeader, GalleryStorage, NextLock } from './gallery-storage.ts';
import { randomKey } from './records.ts';

/**
 * Whether templates are rotated by a secret of the gallery's own: `true` with one that is made and kept sealed
 * beside them, or one that the app keeps elsewhere and passes in each time (16 bytes or more).
 */
export type Unlinkable =
  | boolean
  | {
      /** 16 random bytes or more, the same at each opening. */
      secret: Uint8Array;
    };

/** What unlocks a gallery. */
export interface GalleryLockOptions {
  /** Default `device`. */
  protection?: Protection;
  /** Default: as the gallery was made; a new one is made plain. */
  unlinkable?: Unlinkable;
}

/** A gallery that was unlocked. */
export interface UnlockedGallery {
  header: GalleryHeader;
  /** Names the gallery in every context. */
  scope: string;
  sealer: Sealer;
  transform: KeyedTransform | undefined;
}

/** The sealed settings of a transform; the secret is kept only if the app does not keep it. */
interface TransformSettings {
  id: string;
  secret?: number[];
}

const CHECK = new TextEncoder().encode('inpage-face gallery');
const SECRET_BYTES = 32;

/**
 * Unlocks a gallery.
 *
 * @param mode What to do if there is none; `find` answers `undefined`.
 * @throws {StorageError} `wrong-key` if the key, passphrase or secret is not the gallery's, `tampered` if parts of the
 * header are of different ages.
 */
export async function unlockGallery(
  name: string,
  storage: GalleryStorage,
  deviceKeys: DeviceKeyStore,
  dimension: number,
  options: GalleryLockOptions,
  mode: 'find' | 'make',
): Promise<UnlockedGallery | undefined> {
  const found = await storage.header();
  if (!found && mode === 'find') return undefined;
  const header = found ?? (await makeGallery(name, storage, deviceKeys, dimension, options));
  const keysScope = keysScopeOf(name, header.generation);
  const keys = await unlock(header.lock, options.protection ?? 'device', keysScope, deviceKeys);
  const sealer = aesGcmSealer(keys);
  const scope = `${galleryDatabase(name)}/${header.gallery}`;
  await sealer.open(header.check, `${scope}/check`).catch((cause: unknown) => {
    throw new StorageError(
      'wrong-key',
      'The stored gallery was sealed with another key than this one, or its header was altered.',
      { cause },
    );
  });
  // Before the transform: of another age, it would ask for another secret.
  if (header.binding) await sealer.open(header.binding, await bindingContext(header, scope));
  const transform = await openTransform(header, scope, sealer, dimension, options.unlinkable);
  return { header, scope, sealer, transform };
}

/** What the keys of a gallery are called and derived by. */
export const keysScopeOf = (name: string, generation: string | undefined): string =>
  generation === undefined ? galleryDatabase(name) : `${galleryDatabase(name)}/${generation}`;

/** The gallery under other keys. */
export async function relocked(
  { header, scope, sealer, transform }: UnlockedGallery,
  { generation, lock }: Pick<NextLock, 'generation' | 'lock'>,
  next: Sealer,
): Promise<UnlockedGallery> {
  const check = await next.seal(CHECK, `${scope}/check`);
  const settings = header.transform && (await sealer.open(header.transform, `${scope}/transform`));
  const sealed = settings && (await next.seal(settings, `${scope}/transform`));
  const { gallery, epoch } = header;
  const unbound = {
    gallery,
    epoch: epoch + 1,
    generation,
    lock,
    check,
    ...(sealed && { transform: sealed }),
  };
  return { header: await boundHeader(unbound, scope, next), scope, sealer: next, transform };
}

async function makeGallery(
  name: string,
  storage: GalleryStorage,
  deviceKeys: DeviceKeyStore,
  dimension: number,
  { protection = 'device', unlinkable = false }: GalleryLockOptions,
): Promise<GalleryHeader> {
  const { lock, keys } = await makeLock(protection, galleryDatabase(name), deviceKeys);
  const sealer = aesGcmSealer(keys);
  const gallery = randomKey();
  const scope = `${galleryDatabase(name)}/${gallery}`;
  const check = await sealer.seal(CHECK, `${scope}/check`);
  const made = unlinkable ? await makeTransform(scope, sealer, dimension, unlinkable) : undefined;
  return storage.addHeader({ gallery, epoch: 0, lock, check, ...(made && { transform: made.sealed }) });
}

/** The header with its binding; as it is if it has one. */
export async function boundHeader(
  header: GalleryHeader,
  scope: string,
  sealer: Sealer,
): Promise<GalleryHeader> {
  if (header.binding) return header;
  return { ...header, binding: await sealer.seal(CHECK, await bindingContext(header, scope)) };
}

/** Names all of a header that lies in the clear. */
async function bindingContext({ epoch, generation, lock, check, transform }: GalleryHeader, scope: string) {
  const parts = [epoch, ...partsOf(lock), toHex(check), transform ? toHex(transform) : null];
  // Galleries whose protection was never changed are bound as they always were.
  return `${scope}/binding/${await digestOf(generation === undefined ? parts : [...parts, generation])}`;
}

/** What names a lock. */
export function partsOf(lock: Lock): (string | number)[] {
  const wrapped = 'wrapped' in lock ? toHex(lock.wrapped) : '';
  const { kdf, iterations, salt } = lock.kind === 'passphrase' ? lock.parameters : NO_PARAMETERS;
  return [lock.kind, wrapped, kdf, iterations, toHex(salt)];
}

/** A name for parts that lie in the clear. */
export async function digestOf(parts: readonly unknown[]): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(parts));
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', text)));
}

const NO_PARAMETERS = { kdf: '', iterations: 0, salt: new Uint8Array() };

/** A new transform, with its settings sealed for the header. */
export async function makeTransform(
  scope: string,
  sealer: Sealer,
  dimension: number,
  unlinkable: true | { secret: Uint8Array },
): Promise<{ transform: KeyedTransform; sealed: Uint8Array<ArrayBuffer> }> {
  const appKeepsIt = unlinkable !== true;
  const secret = appKeepsIt ? unlinkable.secret : crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  const transform = await createKeyedTransform(secret, dimension);
  const settings: TransformSettings = { id: transform.id, ...(!appKeepsIt && { secret: [...secret] }) };
  const bytes = new TextEncoder().encode(JSON.stringify(settings));
  return { transform, sealed: await sealer.seal(bytes, `${scope}/transform`) };
}

async function openTransform(
  header: GalleryHeader,
  scope: string,
  sealer: Sealer,
  dimension: number,
  unlinkable: Unlinkable | undefined,
): Promise<KeyedTransform | undefined> {
  if (!header.transform) {
    if (!unlinkable) return undefined;
    throw new StorageError(
      'wrong-key',
      'The gallery was made without a keyed transform: reissue() gives it one.',
    );
  }
  if (unlinkable === false) {
    throw new StorageError('wrong-key', 'The gallery was made with a keyed transform: leave unlinkable out.');
  }
  const bytes = await sealer.open(header.transform, `${scope}/transform`);
  const settings = JSON.parse(new TextDecoder().decode(bytes)) as TransformSettings;
  const given = typeof unlinkable === 'object' ? unlinkable.secret : undefined;
  const secret = given ?? (settings.secret && Uint8Array.from(settings.secret));
  if (!secret) {
    throw new StorageError(
      'wrong-key',
      "The gallery's keyed transform needs the app's secret: pass unlinkable.secret.",
    );
  }
  const transform = await createKeyedTransform(secret, dimension);
  if (transform.id !== settings.id) {
    throw new StorageError('wrong-key', "The secret is not the one of the gallery's keyed transform.");
  }
  return transform;
}
