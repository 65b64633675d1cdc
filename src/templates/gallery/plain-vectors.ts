import type { KeyedTransform } from '../protection/keyed-transform.ts';
import type { LongCallOptions, PlainVectors } from './face-gallery.ts';
import { npyHeader } from './npy.ts';
import type { People } from './people.ts';

/** Rows joined into one part of the file: some megabytes. */
const ROWS_PER_PART = 2048;

/** The comparable vectors, plain, and who they are of. */
export async function plainVectors(
  people: People,
  transform: KeyedTransform | undefined,
  { signal, onProgress }: LongCallOptions,
): Promise<PlainVectors> {
  const { comparable, index } = people;
  const parts: BlobPart[] = [npyHeader(comparable, index.dimension)];
  for (let start = 0; start < comparable; start += ROWS_PER_PART) {
    const rows = Math.min(ROWS_PER_PART, comparable - start);
    const part = new Float32Array(rows * index.dimension);
    for (let row = 0; row < rows; row++) {
      const vector = index.get(start + row);
      part.set(transform ? transform.invert(vector) : vector, row * index.dimension);
    }
    parts.push(part);
    onProgress?.({ done: start + rows, total: comparable });
    // A cancellation arrives as a message: only a pause lets it in.
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
  }
  const lines = Array.from({ length: comparable }, (_, row) => {
    const { id, enrolledAt, metadata } = people.atRow(row);
    return `${JSON.stringify({ id, enrolledAt: new Date(enrolledAt).toISOString(), metadata })}\n`;
  });
  return {
    vectors: new Blob(parts, { type: 'application/octet-stream' }),
    people: new Blob(lines, { type: 'application/jsonl' }),
  };
}
