import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import { packTar } from 'modern-tar';

/** An archive's files by their names, which nothing checks. */
export type Files = Record<string, Uint8Array<ArrayBuffer> | string>;

export async function zip(files: Files, options: { password?: string; level?: number } = {}): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter(), {
    ...options,
    useWebWorkers: false,
    extendedTimestamp: false,
  });
  for (const [name, content] of Object.entries(files)) {
    await writer.add(
      name,
      typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content),
    );
  }
  return writer.close();
}

export async function tar(files: Files): Promise<Blob> {
  const entries = Object.entries(files).map(([name, content]) => {
    const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return { header: { name, size: body.byteLength }, body };
  });
  return new Blob([await packTar(entries)]);
}

export async function gzip(blob: Blob): Promise<Blob> {
  return new Response(blob.stream().pipeThrough(new CompressionStream('gzip'))).blob();
}

export async function tarGz(files: Files): Promise<Blob> {
  return gzip(await tar(files));
}
