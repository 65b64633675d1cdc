import { reasonOf } from '../contract/errors.ts';
import { type ArchiveFrame, byName } from './archive-frame.ts';
import { unpackTar } from './unpack-tar.ts';
import { unpackZip } from './unpack-zip.ts';
import { UnusableMediumError } from './unusable-medium.ts';

/**
 * The pictures of an archive, at most `count` of them, spread over it, in the order of their names. What is no
 * picture by its bytes, a nested archive included, is skipped.
 *
 * @throws {UnusableMediumError} if the archive is damaged, breaks a limit of limits.ts, is protected
 * by a password, names paths outside itself, or holds no picture.
 */
export async function archiveFrames(
  archive: Blob,
  kind: 'zip' | 'tar' | 'gzip',
  count: number,
  signal?: AbortSignal,
): Promise<ArchiveFrame[]> {
  try {
    const frames =
      kind === 'zip'
        ? await unpackZip(archive, count, signal)
        : await unpackTar(archive, kind === 'gzip', count, signal);
    if (frames.length === 0) throw new UnusableMediumError('is an archive that holds no picture');
    return frames.sort(byName);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof UnusableMediumError) throw error;
    const what = `is a ${kind === 'zip' ? 'zip' : 'tar'} archive that can't be read`;
    throw new UnusableMediumError(`${what} (${reasonOf(error)})`, { cause: error });
  }
}
