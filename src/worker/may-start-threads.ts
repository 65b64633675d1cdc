import type { RuntimeFiles } from '../runtime/runtime-files.ts';
import { trustScripts } from './trust-scripts.ts';

/**
 * Whether the inference runtime can start threads under the worker's policy. Those of a runtime at another origin start
 * from a copy of its loader at a `blob:` URL, which the runtime makes, and without which it does not even begin.
 */
export async function mayStartThreads(
  { slim, wasm, webgpu }: RuntimeFiles,
  videos: string,
): Promise<boolean> {
  const loaders = [slim, wasm, webgpu].map(({ mjs }) => mjs);
  if (new URL(wasm.mjs).origin === globalThis.origin) return trustScripts([...loaders, videos]);
  return (await canImportBlobs()) && trustScripts([`blob:${globalThis.origin}/`]);
}

async function canImportBlobs(): Promise<boolean> {
  const url = URL.createObjectURL(new Blob([''], { type: 'text/javascript' }));
  try {
    await import(/* @vite-ignore */ url);
    return true;
  } catch {
    return false;
  } finally {
    URL.revokeObjectURL(url);
  }
}
