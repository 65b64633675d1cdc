import { fileTypeFromBuffer } from 'file-type/core';
import { isTiff } from './file-chunks.ts';

/** What a medium is, by its bytes. */
export interface MediaKind {
  kind: 'picture' | 'video' | 'audio' | 'zip' | 'tar' | 'gzip';
  /** E.g. `video/mp4`: what the bytes are, whatever name or Content-Type they came with. */
  mimeType: string;
}

/** The signatures, tar's checksum and an mp4's first brands stand within these bytes. */
export const SNIFFED_BYTES = 4100;

const ARCHIVES: Record<string, MediaKind['kind']> = {
  'application/zip': 'zip',
  'application/x-tar': 'tar',
  'application/gzip': 'gzip',
  'application/x-compressed-tar': 'gzip',
};

/** What the bytes are; undefined if they are none of the media a face may be in. */
export async function mediaKind(blob: Blob): Promise<MediaKind | undefined> {
  // A copy of the head: the library follows offsets in the file, and must not be led through a large one.
  const head = await blob.slice(0, SNIFFED_BYTES).arrayBuffer();
  const type = await fileTypeFromBuffer(new Uint8Array(head)).catch(() => undefined);
  // What a TIFF holds is told at its end as a rule, where the library looks for it.
  const mimeType = type?.mime ?? (isTiff(new Uint8Array(head)) ? 'image/tiff' : undefined);
  if (mimeType === undefined) return undefined;
  const archive = ARCHIVES[mimeType];
  if (archive) return { kind: archive, mimeType: archive === 'gzip' ? 'application/gzip' : mimeType };
  if (mimeType.startsWith('image/')) return { kind: 'picture', mimeType };
  // An mp4 without a picture track may call itself audio or video: the tracks decide.
  if (mimeType.startsWith('video/')) return { kind: 'video', mimeType };
  if (mimeType.startsWith('audio/')) return { kind: 'audio', mimeType };
  return undefined;
}
