import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import { type ArchiveFrame, byName, isHidden, PATH_OUTSIDE, spreadFirst } from './archive-frame.ts';
import { MAX_ARCHIVE_BYTES, MAX_ARCHIVE_ENTRIES, MAX_ARCHIVE_ENTRY_BYTES } from './limits.ts';
import { mediaKind, SNIFFED_BYTES } from './media-kind.ts';
import { UnusableMediumError } from './unusable-medium.ts';

/** At most `count` pictures of a tar, gzip-compressed or not, spread over it, in no order. */
export async function unpackTar(
  archive: Blob,
  compressed: boolean,
  count: number,
  signal?: AbortSignal,
): Promise<ArchiveFrame[]> {
  // A tar has no directory: one pass lists it, a second one reads what was chosen.
  const names: { name: string; position: number }[] = [];
  for await (const { entry, position } of files(archive, compressed, signal)) {
    if (await isPicture(entry)) names.push({ name: entry.header.name, position });
  }
  const chosen = new Set(
    spreadFirst(names.sort(byName), count)
      .slice(0, count)
      .map(({ position }) => position),
  );
  const frames: ArchiveFrame[] = [];
  for await (const { entry, position } of files(archive, compressed, signal)) {
    if (!chosen.has(position)) await entry.body.cancel();
    else frames.push({ name: entry.header.name, bytes: await new Response(entry.body).blob() });
  }
  return frames;
}

/** The regular files, in the archive's order; the caller must read or cancel each body before the next. */
async function* files(
  archive: Blob,
  compressed: boolean,
  signal?: AbortSignal,
): AsyncGenerator<{ entry: ParsedTarEntry; position: number }> {
  const bytes = compressed ? archive.stream().pipeThrough(new DecompressionStream('gzip')) : archive.stream();
  const entries = bytes
    .pipeThrough(limitedTo(MAX_ARCHIVE_BYTES))
    .pipeThrough(createTarDecoder({ strict: true }), signal ? { signal } : {})
    .getReader();
  try {
    for (let position = 0; ; position++) {
      const { done, value: entry } = await entries.read();
      if (done) return;
      if (position === MAX_ARCHIVE_ENTRIES) {
        throw new UnusableMediumError(`is an archive of more than ${MAX_ARCHIVE_ENTRIES} entries`);
      }
      const { name, size, type = 'file' } = entry.header;
      if (leadsOutside(name)) throw new UnusableMediumError(PATH_OUTSIDE);
      if (type !== 'file' || isHidden(name) || size > MAX_ARCHIVE_ENTRY_BYTES) await entry.body.cancel();
      else yield { entry, position };
    }
  } finally {
    await entries.cancel().catch(() => undefined);
  }
}

function limitedTo(limit: number): TransformStream<Uint8Array, Uint8Array> {
  let passed = 0;
  return new TransformStream({
    transform(chunk, controller) {
      passed += chunk.byteLength;
      if (passed <= limit) controller.enqueue(chunk);
      else
        controller.error(new UnusableMediumError(`is an archive that unpacks to more than ${limit} bytes`));
    },
  });
}

async function isPicture(entry: ParsedTarEntry): Promise<boolean> {
  const reader = entry.body.getReader();
  const head: BlobPart[] = [];
  for (let bytes = 0; bytes < SNIFFED_BYTES; ) {
    const { done, value } = await reader.read();
    if (done) break;
    head.push(value as Uint8Array<ArrayBuffer>);
    bytes += value.byteLength;
  }
  await reader.cancel();
  return (await mediaKind(new Blob(head)))?.kind === 'picture';
}

function leadsOutside(name: string): boolean {
  return /^([/\\]|[A-Za-z]:)/.test(name) || name.split(/[/\\]/).includes('..');
}
