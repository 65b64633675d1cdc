/** Magic of NumPy's format, version 1.0. */
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];
/** The header's length makes the data start at a multiple of it. */
const ALIGNMENT = 64;

/**
 * The header of a NumPy `.npy` file for float32 rows, C order; the rows' bytes follow it. Floats of typed arrays
 * are little-endian wherever a browser runs.
 *
 * Source: NumPy's `numpy.lib.format`, version 1.0.
 */
export function npyHeader(rows: number, columns: number): Uint8Array<ArrayBuffer> {
  const fields = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const unpadded = MAGIC.length + 2 + fields.length + 1;
  const length = Math.ceil(unpadded / ALIGNMENT) * ALIGNMENT;
  const header = new Uint8Array(length).fill(0x20);
  header.set(MAGIC);
  new DataView(header.buffer).setUint16(MAGIC.length, length - MAGIC.length - 2, true);
  header.set(new TextEncoder().encode(fields), MAGIC.length + 2);
  header[length - 1] = 0x0a;
  return header;
}
