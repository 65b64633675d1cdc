import { tarGz, zip } from '../support/archives.ts';
import type { Archives, Bytes, Pictures } from './contract-case.ts';

/** Packs the contract's archives of its pictures. */
export async function packArchives({ anna, annaPng }: Pictures): Promise<Archives> {
  const frames = { 'frames/1.jpg': anna, 'frames/2.png': annaPng, 'read me.txt': 'Two frames.' };
  const whole = await bytesOf(zip(frames));
  return {
    zip: whole,
    tarGz: await bytesOf(tarGz(frames)),
    leadingOutside: await bytesOf(zip({ '../1.jpg': anna })),
    withoutPicture: await bytesOf(tarGz({ 'read me.txt': 'No frames.' })),
    cutShort: whole.slice(0, whole.length * 0.6),
  };
}

async function bytesOf(blob: Promise<Blob>): Promise<Bytes> {
  return new Uint8Array(await (await blob).arrayBuffer());
}
