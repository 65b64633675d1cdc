import { toHex } from '../../common/hex.ts';
import type { Sealer } from '../protection/sealer.ts';
import type { GalleryHeader, ManifestRow } from './gallery-storage.ts';

/**
 * The chunks that make up a gallery, in the order they were written, with the number of records in each. Sealed,
 * it makes a chunk that is missing or extra as evident as one that was altered.
 */
export type Manifest = readonly (readonly [chunk: string, records: number])[];

/** What a manifest is sealed under: that of a header with a binding opens with this header alone. */
const context = (scope: string, { epoch, change, binding }: Omit<ManifestRow, 'gallery' | 'sealed'>) =>
  [scope, 'manifest', epoch, change, ...(binding === undefined ? [] : [binding])].join('/');

/** @param scope Names the gallery and its database; authenticated. */
export async function sealManifest(
  manifest: Manifest,
  change: number,
  header: GalleryHeader,
  scope: string,
  sealer: Sealer,
): Promise<ManifestRow> {
  const bytes = new TextEncoder().encode(JSON.stringify(manifest));
  const { gallery, epoch } = header;
  const binding = bindingOf(header);
  const place = { epoch, change, ...(binding !== undefined && { binding }) };
  return { gallery, ...place, sealed: await sealer.seal(bytes, context(scope, place)) };
}

/** @throws {StorageError} `tampered` */
export async function openManifest(row: ManifestRow, scope: string, sealer: Sealer): Promise<Manifest> {
  const bytes = await sealer.open(row.sealed, context(scope, row));
  return JSON.parse(new TextDecoder().decode(bytes)) as Manifest;
}

/** Whether a manifest goes with a header. A gallery that was changed once has one. */
export function goTogether(row: ManifestRow | undefined, header: GalleryHeader): boolean {
  if (!row) return header.epoch === 0 && header.binding === undefined;
  return row.gallery === header.gallery && row.epoch === header.epoch && row.binding === bindingOf(header);
}

const bindingOf = ({ binding }: GalleryHeader): string | undefined => binding && toHex(binding);
