import { aesGcmSealer } from '../protection/aes-gcm-sealer.ts';
import { makeDeviceKeys } from '../protection/device-keys.ts';
import { passphraseKey, passphraseParameters } from '../protection/passphrase.ts';
import type { Sealer } from '../protection/sealer.ts';
import { encodeChunk } from './chunk-codec.ts';
import { type ExportHeader, FRAME } from './export-format.ts';
import type { ExportOptions } from './face-gallery.ts';
import type { GalleryState } from './gallery-state.ts';
import type { People } from './people.ts';
import { startExportFile } from './start-export-file.ts';

/** Writes everyone into one file. Runs as a reader of the state. */
export async function writeExportFile(
  state: GalleryState,
  people: People,
  { passphrase, pictures = true, onProgress, signal }: ExportOptions,
): Promise<Blob> {
  const chunks = [...people.chunks];
  const kept = pictures ? [...people.all()].filter(({ picture }) => picture !== undefined) : [];
  const parameters = passphrase === undefined ? undefined : passphraseParameters();
  const sealer = parameters && (await passphraseSealer(passphrase ?? '', parameters));
  const header: ExportHeader = {
    createdAt: new Date().toISOString(),
    templates: people.templates,
    frames: chunks.length + kept.length,
    encryption: parameters ? { ...parameters, salt: [...parameters.salt] } : null,
  };
  const file = await startExportFile(header, sealer);
  let done = 0;
  for (const chunk of chunks) {
    signal?.throwIfAborted();
    const records = await state.load(chunk);
    const shown = pictures ? records : records.map(({ picture: _, ...record }) => record);
    await file.add(FRAME.records, encodeChunk(shown));
    done += records.length;
    onProgress?.({ done, total: people.templates });
  }
  for (const { key } of kept) {
    signal?.throwIfAborted();
    const picture = await state.picture(key);
    const named = new Uint8Array(key.length + picture.length);
    named.set(new TextEncoder().encode(key));
    named.set(picture, key.length);
    await file.add(FRAME.picture, named);
  }
  return file.finish();
}

/** A sealer for a file's frames. */
export async function passphraseSealer(
  passphrase: string,
  parameters: Parameters<typeof passphraseKey>[1],
): Promise<Sealer> {
  const encryption = await passphraseKey(passphrase, parameters);
  // Frames have no blinded names; the sealer's second key goes unused.
  return aesGcmSealer({ encryption, blinding: (await makeDeviceKeys()).blinding });
}
