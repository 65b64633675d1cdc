import type { Sealer } from '../protection/sealer.ts';
import type { GalleryHeader, ManifestRow } from './gallery-storage.ts';

/**
 * The chunks that make up a gallery, in the order they were written, with the number of records in each. Sealed,
 * it makes a chunk that is missing or extra as evident as one that was altered.
 */
export type Manifest = readonly (readonly [chunk: string, records: number])[];

const context = (scope: string, { epoch, change }: { epoch: number; change: number }) =>
  `${scope}/manifest/${epoch}/${change}`;

/** @param scope Names the gallery and its database; authenticated. */
export async function sealManifest(
  manifest: Manifest,
  change: number,
  { gallery, epoch }: GalleryHeader,
  scope: string,
  sealer: Sealer,
): Promise<ManifestRow> {
  const bytes = new TextEncoder().encode(JSON.stringify(manifest));
  const sealed = await sealer.seal(bytes, context(scope, { epoch, change }));
  return { gallery, epoch, change, sealed };
}

/** @throws {StorageError} `tampered` */
export async function openManifest(row: ManifestRow, scope: string, sealer: Sealer): Promise<Manifest> {
  const bytes = await sealer.open(row.sealed, context(scope, row));
  return JSON.parse(new TextDecoder().decode(bytes)) as Manifest;
}
