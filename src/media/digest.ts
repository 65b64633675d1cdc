import { createMD5 } from 'hash-wasm';

/** MD5 of the bytes in hexadecimal, as the contract's `info.md5` asks; it protects nothing. */
export async function md5(blob: Blob): Promise<string> {
  const hash = await createMD5();
  const reader = blob.stream().getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) hash.update(chunk.value);
  return hash.digest();
}
