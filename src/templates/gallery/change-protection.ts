import { mapLimited } from '../../common/map-limited.ts';
import { whileNothingIsErased } from '../erasing.ts';
import { aesGcmSealer } from '../protection/aes-gcm-sealer.ts';
import type { DeviceKeyStore } from '../protection/device-keys.ts';
import { makeLock, type Protection, unlock } from '../protection/protection.ts';
import type { Sealer } from '../protection/sealer.ts';
import { StorageError } from '../storage-error.ts';
import { encodeChunk } from './chunk-codec.ts';
import { digestOf, keysScopeOf, partsOf, relocked, type UnlockedGallery } from './gallery-lock.ts';
import { type GalleryState, type Move, PARALLEL_READS, type StateCall } from './gallery-state.ts';
import type { GalleryHeader, GalleryStorage, NextLock } from './gallery-storage.ts';
import { pictureRow } from './picture-row.ts';
import { randomKey } from './records.ts';

/** What a change of protection works on. */
export interface ProtectionChange {
  name: string;
  storage: GalleryStorage;
  deviceKeys: DeviceKeyStore;
  to: Protection;
}

/** Keys to come, with what is stored of them. */
interface NextKeys extends NextLock {
  sealer: Sealer;
}

/** Moves a gallery to another protection: as a whole, or not at all. */
export async function changeProtection(
  state: GalleryState,
  change: ProtectionChange,
  options: StateCall,
): Promise<void> {
  const { name, storage, deviceKeys } = change;
  const finish = (header: GalleryHeader, write: () => Promise<boolean>) =>
    // An erasure would leave the rows or the device's keys alone.
    whileNothingIsErased(async () => {
      const keysOf = ({ generation }: GalleryHeader) => keysScopeOf(name, generation);
      if (header.lock.kind === 'device' && !(await deviceKeys.find(keysOf(header)))) return false;
      const before = state.unlocked.header;
      if (!(await write())) return false;
      // They open nothing any more.
      if (before.lock.kind === 'device') await deviceKeys.remove(keysOf(before)).catch(() => undefined);
      return true;
    });
  try {
    await state.move(() => sealAnew(state, change, options), options, finish);
  } catch (error) {
    // What was sealed so far takes the room that is missing.
    if (error instanceof StorageError && error.reason === 'quota') await storage.abandonNextLock();
    throw error;
  }
}

/**
 * Seals all of a gallery anew under other keys, beside what counts. What an earlier attempt at the same protection has
 * sealed is not sealed again: a name leads from each row to its successor, and rows never change.
 */
async function sealAnew(
  state: GalleryState,
  change: ProtectionChange,
  { signal, onProgress }: StateCall,
): Promise<Move> {
  const { people, unlocked, manifest } = state;
  const { scope } = unlocked;
  const { storage } = change;
  const next = await nextKeys(unlocked, change);
  const { generation, sealer } = next;
  const staged = await storage.rowKeys();
  const [chunksThere, picturesThere] = [new Set(staged.chunks), new Set(staged.pictures)];
  const sealRow = (bytes: Uint8Array, kind: 'chunk' | 'picture', name: string) =>
    sealer.seal(bytes, `${scope}/${kind}/${name}`);

  const total = people.templates;
  let done = 0;
  const moved = await mapLimited(PARALLEL_READS, manifest, async ([chunk, records]) => {
    signal?.throwIfAborted();
    const name = `${generation}/${chunk.slice(chunk.lastIndexOf('/') + 1)}`;
    if (!chunksThere.has(name)) {
      const sealed = await sealRow(encodeChunk(await state.load(chunk)), 'chunk', name);
      await storage.stage({ chunks: new Map([[name, sealed]]), pictures: new Map() });
    }
    done += records;
    onProgress?.({ done, total });
    return [name, records] as const;
  });
  const pictured = [...people.all()].filter(({ picture }) => picture !== undefined);
  const pictures = await mapLimited(PARALLEL_READS, pictured, async ({ key }) => {
    signal?.throwIfAborted();
    const row = pictureRow(key, generation);
    if (!picturesThere.has(row)) {
      const sealed = await sealRow(await state.picture(key), 'picture', row);
      await storage.stage({ chunks: new Map(), pictures: new Map([[row, sealed]]) });
    }
    return row;
  });
  return { unlocked: await relocked(unlocked, next, sealer), manifest: moved, pictures };
}

/** The keys of an earlier attempt at the same protection, or new ones. */
async function nextKeys(
  unlocked: UnlockedGallery,
  { name, storage, deviceKeys, to }: ProtectionChange,
): Promise<NextKeys> {
  const { header, scope, sealer } = unlocked;
  const earlier = await storage.nextLock();
  if (earlier) {
    const keysScope = keysScopeOf(name, earlier.generation);
    const keys = await sealer
      .open(earlier.binding, await nextContext(earlier, scope))
      .then(() => unlock(earlier.lock, to, keysScope, deviceKeys))
      // It led elsewhere, or to a passphrase that was mistyped.
      .catch(() => undefined);
    if (keys) return { ...earlier, sealer: aesGcmSealer(keys) };
    await storage.abandonNextLock();
  }
  const generation = randomKey();
  const { lock, keys } = await makeLock(to, keysScopeOf(name, generation), deviceKeys, header.lock);
  const context = await nextContext({ generation, lock }, scope);
  const next = { generation, lock, binding: await sealer.seal(new Uint8Array(), context) };
  await storage.setNextLock(next);
  return { ...next, sealer: aesGcmSealer(keys) };
}

async function nextContext({ generation, lock }: Pick<NextLock, 'generation' | 'lock'>, scope: string) {
  return `${scope}/next-lock/${await digestOf([generation, ...partsOf(lock)])}`;
}
