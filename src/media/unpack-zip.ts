import {
  BlobReader,
  BlobWriter,
  ERR_UNSAFE_FILENAME,
  type FileEntry,
  ZipReader,
  type ZipReaderConstructorOptions,
} from '@zip.js/zip.js/lib/zip-core-custom.js';
import { type ArchiveFrame, byName, isHidden, PATH_OUTSIDE, spreadFirst } from './archive-frame.ts';
import { MAX_ARCHIVE_BYTES, MAX_ARCHIVE_ENTRIES, MAX_ARCHIVE_ENTRY_BYTES } from './limits.ts';
import { mediaKind } from './media-kind.ts';
import { UnusableMediumError } from './unusable-medium.ts';

/**
 * The library stops an entry that inflates beyond its declared size, so checking declared sizes bounds the
 * work; overlaps would let a small archive declare the same bytes many times.
 */
const SAFE: ZipReaderConstructorOptions = {
  useWebWorkers: false,
  checkCrc32: true,
  checkOverlappingEntry: true,
};

/** Methods of compression that every browser undoes: none, and deflate (APPNOTE.TXT, 4.4.5). */
const UNPACKED: readonly number[] = [0, 8];

/** At most `count` pictures of a zip, spread over it, in no order. */
export async function unpackZip(archive: Blob, count: number, signal?: AbortSignal): Promise<ArchiveFrame[]> {
  const reader = new ZipReader(new BlobReader(archive), signal ? { ...SAFE, signal } : SAFE);
  try {
    return await readPictures(await listFiles(reader), count);
  } catch (error) {
    if (!(error instanceof Error && error.message === ERR_UNSAFE_FILENAME)) throw error;
    throw new UnusableMediumError(PATH_OUTSIDE, { cause: error });
  } finally {
    await reader.close();
  }
}

async function listFiles(reader: ZipReader<Blob>): Promise<FileEntry[]> {
  const files: FileEntry[] = [];
  let entries = 0;
  for await (const entry of reader.getEntriesGenerator()) {
    if (++entries > MAX_ARCHIVE_ENTRIES) {
      throw new UnusableMediumError(`is an archive of more than ${MAX_ARCHIVE_ENTRIES} entries`);
    }
    if (entry.directory || isHidden(entry.filename)) continue;
    if (entry.encrypted) throw new UnusableMediumError('is an archive protected by a password');
    files.push(entry);
  }
  return files;
}

async function readPictures(files: FileEntry[], count: number): Promise<ArchiveFrame[]> {
  const named = files.map((entry) => ({ name: entry.filename, entry })).sort(byName);
  const frames: ArchiveFrame[] = [];
  let unpacked = 0;
  for (const { name, entry } of spreadFirst(named, count)) {
    if (entry.uncompressedSize > MAX_ARCHIVE_ENTRY_BYTES) continue;
    unpacked += entry.uncompressedSize;
    if (unpacked > MAX_ARCHIVE_BYTES) {
      throw new UnusableMediumError(`is an archive that unpacks to more than ${MAX_ARCHIVE_BYTES} bytes`);
    }
    if (!UNPACKED.includes(entry.compressionMethod)) {
      throw new UnusableMediumError('is a zip archive packed by a rare method: pack it anew by deflate');
    }
    const bytes = await entry.getData(new BlobWriter());
    if ((await mediaKind(bytes))?.kind === 'picture') frames.push({ name, bytes });
    if (frames.length === count) break;
  }
  return frames;
}
