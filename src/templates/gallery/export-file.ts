import { aesGcmSealer } from '../protection/aes-gcm-sealer.ts';
import { makeDeviceKeys } from '../protection/device-keys.ts';
import { passphraseKey, passphraseParameters } from '../protection/passphrase.ts';
import type { Sealer } from '../protection/sealer.ts';
import { encodeChunk } from './chunk-codec.ts';
import {
  digestOf,
  type ExportHeader,
  FORMAT_VERSION,
  FRAME,
  frameContext,
  HEAD_BYTES,
  LENGTH_BYTES,
  MAGIC,
} from './export-format.ts';
import type { ExportOptions } from './face-gallery.ts';
import type { GalleryState } from './gallery-state.ts';
import type { People } from './people.ts';

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
  const file = await startFile(header, sealer);
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

/** A file that begins with the header; frames are added to it. */
export async function startFile(header: ExportHeader, sealer: Sealer | undefined) {
  const bytes = new TextEncoder().encode(JSON.stringify(header));
  const start = new Uint8Array(HEAD_BYTES + bytes.length);
  start.set(MAGIC);
  const view = new DataView(start.buffer);
  view.setUint16(MAGIC.length, FORMAT_VERSION, true);
  view.setUint32(MAGIC.length + 2, bytes.length, true);
  start.set(bytes, HEAD_BYTES);
  const headerDigest = await digestOf(start);
  const parts: BlobPart[] = [start];
  const digests = [headerDigest];
  return {
    async add(kind: number, content: Uint8Array): Promise<void> {
      const plain = new Uint8Array(1 + content.length);
      plain[0] = kind;
      plain.set(content, 1);
      const context = frameContext(headerDigest, digests.length - 1, header.frames);
      const frame = sealer ? await sealer.seal(plain, context) : plain;
      const length = new Uint8Array(LENGTH_BYTES);
      new DataView(length.buffer).setUint32(0, frame.length, true);
      parts.push(length, frame);
      digests.push(await digestOf(frame));
    },

    async finish(): Promise<Blob> {
      const all = new Uint8Array(await new Blob(digests).arrayBuffer());
      return new Blob([...parts, await digestOf(all)], { type: 'application/octet-stream' });
    },
  };
}
