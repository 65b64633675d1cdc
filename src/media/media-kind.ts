import { fileTypeFromBuffer } from 'file-type/core';
import { brandsOf, containerOf, isHeif, isTiff } from './file-chunks.ts';

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

/** What the library says of a HEIF whose first brand is a general one, or one that it does not know. */
const VAGUE = ['image/heif', 'video/mp4'];

/**
 * Pictures that the library does not tell: a HEIF's own brand may stand behind another one; of a TIFF it looks for what it
 * holds, which is told at the end as a rule; an SVG is text.
 */
function untoldPicture(head: Uint8Array, told: string | undefined): string | undefined {
  if (told !== undefined && VAGUE.includes(told)) return heifType(head);
  if (told !== undefined && told !== 'application/xml') return undefined;
  if (isTiff(head)) return 'image/tiff';
  return /<svg[\s>]/.test(new TextDecoder().decode(head)) ? 'image/svg+xml' : undefined;
}

function heifType(head: Uint8Array): string | undefined {
  if (!isHeif(head)) return undefined;
  if (containerOf(head) === 'avif') return 'image/avif';
  return brandsOf(head).includes('heic') ? 'image/heic' : 'image/heif';
}

/** What the bytes are; undefined if they are none of the media a face may be in. */
export async function mediaKind(blob: Blob): Promise<MediaKind | undefined> {
  // A copy of the head: the library follows offsets in the file, and must not be led through a large one.
  const head = new Uint8Array(await blob.slice(0, SNIFFED_BYTES).arrayBuffer());
  const type = await fileTypeFromBuffer(head).catch(() => undefined);
  const mimeType = untoldPicture(head, type?.mime) ?? type?.mime;
  if (mimeType === undefined) return undefined;
  const archive = ARCHIVES[mimeType];
  if (archive) return { kind: archive, mimeType: archive === 'gzip' ? 'application/gzip' : mimeType };
  if (mimeType.startsWith('image/')) return { kind: 'picture', mimeType };
  // An mp4 without a picture track may call itself audio or video: the tracks decide.
  if (mimeType.startsWith('video/')) return { kind: 'video', mimeType };
  if (mimeType.startsWith('audio/')) return { kind: 'audio', mimeType };
  return undefined;
}
