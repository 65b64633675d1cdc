import { quantiseRow } from '../../../src/templates/search/quantisation.ts';

/**
 * The bytes of a cohort of vectors of unit length: `src/templates/cohort.ts` has the layout and reads them.
 *
 * @param typical The likeness to the nearest of them that most clean pictures do not exceed.
 */
export function cohortFile(vectors: readonly Float32Array[], typical: number): Uint8Array<ArrayBuffer> {
  const dimension = vectors[0]?.length ?? 0;
  const start = HEADER_BYTES + 4 * vectors.length;
  const bytes = new Uint8Array(start + vectors.length * dimension);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('IPFC'));
  view.setUint8(4, 1);
  view.setUint16(6, dimension, true);
  view.setUint32(8, vectors.length, true);
  view.setFloat32(12, typical, true);
  vectors.forEach((vector, row) => {
    const components = new Int8Array(bytes.buffer, start + row * dimension, dimension);
    view.setFloat32(HEADER_BYTES + 4 * row, quantiseRow(vector, components), true);
  });
  return bytes;
}

const HEADER_BYTES = 16;
