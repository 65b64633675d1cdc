import { makeVideo } from './videos.ts';

const CLUSTER_ID = [0x1f, 0x43, 0xb6, 0x75];

/** A WebM whose first cluster says that it has no bytes: demuxers may look for the next one at the same place. */
export async function webmWithEmptyCluster(): Promise<Blob> {
  const video = await makeVideo((context, frame) => context.fillRect(frame, frame, 90, 90), {
    container: 'webm',
    codec: 'vp8',
  });
  const bytes = new Uint8Array(await video.arrayBuffer());
  const at = bytes.findIndex((_, index) =>
    CLUSTER_ID.every((byte, offset) => bytes[index + offset] === byte),
  );
  const size = at + CLUSTER_ID.length;
  // An EBML number's leading zeros tell its length: only its value is made 0.
  const length = Math.clz32(bytes[size] ?? 0) - 23;
  bytes.fill(0, size, size + length);
  bytes[size] = 1 << (8 - length);
  return new Blob([bytes], { type: 'video/webm' });
}

/** An AVIF whose item properties are one size box again and again: reading it takes time by its square. */
export function avifOfManySizes(bytes: number): Blob {
  const size = box('ispe', [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0]);
  const properties = new Uint8Array(Math.floor(bytes / size.length) * size.length);
  for (let at = 0; at < properties.length; at += size.length) properties.set(size, at);
  const type = box('ftyp', new TextEncoder().encode('avif\0\0\0\0avifmif1'));
  const meta = box('meta', [0, 0, 0, 0, ...box('iprp', [...box('ipco', [])])]);
  const header = new DataView(meta.buffer);
  // The three boxes around the properties grow by them.
  for (const at of [0, 12, 20]) header.setUint32(at, header.getUint32(at) + properties.length);
  return new Blob([type, meta, properties], { type: 'image/avif' });
}

function box(type: string, content: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8 + content.length);
  new DataView(bytes.buffer).setUint32(0, bytes.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(content, 8);
  return bytes;
}

/** A JPEG of nothing but tiny comments. */
export function jpegOfTinySegments(bytes: number): Blob {
  const content = new Uint8Array(bytes);
  for (let at = 2; at + 4 <= bytes; at += 4) content.set([0xff, 0xfe, 0, 2], at);
  content.set([0xff, 0xd8]);
  return new Blob([content], { type: 'image/jpeg' });
}
