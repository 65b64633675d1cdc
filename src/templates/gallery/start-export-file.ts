import type { Sealer } from '../protection/sealer.ts';
import {
  digestOf,
  type ExportHeader,
  FORMAT_VERSION,
  frameContext,
  HEAD_BYTES,
  LENGTH_BYTES,
  MAGIC,
} from './export-format.ts';

/** A file that begins with the header; frames are added to it. */
export async function startExportFile(header: ExportHeader, sealer: Sealer | undefined) {
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
