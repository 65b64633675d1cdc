import { ApiLiteError } from '../../src/contract/errors.ts';
import type { GalleryOptions } from '../../src/templates/gallery/face-gallery.ts';
import { Gallery, type GalleryDependencies } from '../../src/templates/gallery/gallery.ts';
import { indexedDbStorage } from '../../src/templates/gallery/indexeddb-storage.ts';
import type { TemplateCodec } from '../../src/templates/gallery/template-codec.ts';
import { indexedDbKeyStore } from '../../src/templates/protection/device-keys.ts';
import { createVectorIndex } from '../../src/templates/search/create-vector-index.ts';

/** Small vectors keep thousands of test records cheap. */
export const DIMENSION = 16;
export const MODEL = '00000000000000aa';
export const OTHER_MODEL = '00000000000000bb';

const MAGIC = [0x54, 0x45, 0x53, 0x54];

/** Template bytes for tests of the gallery alone: magic, 16 characters of fingerprint, floats, their sum. */
export function testTemplate(vector: Float32Array, fingerprint = MODEL): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(MAGIC.length + 16 + vector.byteLength + 4);
  bytes.set(MAGIC);
  bytes.set(new TextEncoder().encode(fingerprint), MAGIC.length);
  bytes.set(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength), MAGIC.length + 16);
  new DataView(bytes.buffer).setUint32(bytes.length - 4, sum(bytes.subarray(0, -4)));
  return bytes;
}

const sum = (bytes: Uint8Array) => bytes.reduce((total, byte) => (total * 31 + byte) >>> 0, 7);

export const testCodec: TemplateCodec = {
  isTemplate: (bytes) => MAGIC.every((byte, i) => bytes[i] === byte),
  decode(bytes) {
    const sound =
      this.isTemplate(bytes) &&
      bytes.length > 24 &&
      new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4) === sum(bytes.subarray(0, -4));
    if (!sound) throw new ApiLiteError('BPE-002004', 'not a sound test template');
    return this.decodeTrusted(bytes);
  },
  decodeTrusted(bytes) {
    const floats = bytes.slice(MAGIC.length + 16, -4);
    return {
      vector: new Float32Array(floats.buffer),
      fingerprint: new TextDecoder().decode(bytes.subarray(MAGIC.length, MAGIC.length + 16)),
    };
  },
  withContent: (_bytes, { vector, fingerprint }) => testTemplate(vector as Float32Array, fingerprint),
  withCommonness: (bytes) => bytes.slice(),
};

/** A unit vector that a number determines. */
export function vectorOf(seed: number, dimension = DIMENSION): Float32Array<ArrayBuffer> {
  let state = Math.imul(seed + 1, 2654435761) >>> 0;
  const values = Float32Array.from({ length: dimension }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32 - 0.5;
  });
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

/** The template of the face number so-and-so. */
export const templateOf = (seed: number, fingerprint = MODEL): Uint8Array<ArrayBuffer> =>
  testTemplate(vectorOf(seed), fingerprint);

/** A test's picture: the face's number is all it shows. */
export const pictureOf = (seed: number): Blob => new Blob([`face ${seed}`], { type: 'text/plain' });

/** What the engine gives a gallery, on an engine whose model sees the numbers in pictures. */
function dependencies(
  name: string,
  over: Partial<GalleryDependencies<Blob>> = {},
): GalleryDependencies<Blob> {
  const fingerprint = over.fingerprint ?? MODEL;
  return {
    storage: indexedDbStorage(name),
    deviceKeys: indexedDbKeyStore(),
    codec: testCodec,
    fingerprint,
    dimension: DIMENSION,
    createIndex: createVectorIndex,
    commonnessOf: async () => undefined,
    async extract(picture) {
      const [, seed] = /^face (\d+)/.exec(await picture.text()) ?? [];
      if (seed === undefined) throw new ApiLiteError('BPE-003002', 'no face');
      return templateOf(Number(seed), fingerprint);
    },
    score: (similarity) => Math.max(0, Math.min(1, similarity)),
    decide: (score) => (score > 0.8 ? 'approved' : 'declined'),
    ...over,
  };
}

/** Opens a gallery as one more tab would. */
export const openGallery = (
  name: string,
  options: GalleryOptions = {},
  over: Partial<GalleryDependencies<Blob>> = {},
): Promise<Gallery<Blob>> => Gallery.open(name, dependencies(name, over), options);
