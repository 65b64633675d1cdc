import { packTar } from 'modern-tar';
import { describe, expect, test } from 'vitest';
import { archiveFrames } from '../../../src/media/archive.ts';
import { MAX_ARCHIVE_ENTRIES } from '../../../src/media/limits.ts';
import { type Files, gzip, tar, tarGz, zip } from '../../support/archives.ts';

/** Archives at the limits take a busy machine a while to pack. */
const LARGE_ARCHIVE_MS = 60_000;

/** What begins like a JPEG: archives look no further. */
function jpeg(bytes = 64): Uint8Array<ArrayBuffer> {
  const picture = new Uint8Array(bytes);
  picture.set([0xff, 0xd8, 0xff, 0xe0]);
  return picture;
}

async function names(archive: Blob, kind: 'zip' | 'tar' | 'gzip', count = 12): Promise<string[]> {
  return (await archiveFrames(archive, kind, count)).map(({ name }) => name);
}

const packers = {
  zip: (files: Files) => zip(files),
  tar: (files: Files) => tar(files),
  gzip: (files: Files) => tarGz(files),
};

describe.each(['zip', 'tar', 'gzip'] as const)('the frames of a %s archive', (kind) => {
  const pack = packers[kind];

  test('come with their bytes in the order of the numbers in their names', async () => {
    const archive = await pack({ 'f/10.jpg': jpeg(80), 'f/9.jpg': jpeg(70), 'f/1.jpg': jpeg(60) });
    const frames = await archiveFrames(archive, kind, 12);
    expect(frames.map(({ name, bytes }) => [name, bytes.size])).toEqual([
      ['f/1.jpg', 60],
      ['f/9.jpg', 70],
      ['f/10.jpg', 80],
    ]);
    expect(new Uint8Array(await (frames[0]?.bytes ?? new Blob()).arrayBuffer())).toEqual(jpeg(60));
  });

  test('are spread over the archive if it holds more than are wanted', async () => {
    const files = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}.jpg`, jpeg()]));
    expect(await names(await pack(files), kind, 4)).toEqual(['12.jpg', '37.jpg', '62.jpg', '87.jpg']);
  });

  test('are found by their bytes: other files, hidden files and nested archives are skipped', async () => {
    const nested = new Uint8Array(await (await zip({ 'inner.jpg': jpeg() })).arrayBuffer());
    const archive = await pack({
      'frame.txt': jpeg(),
      'notes.jpg': 'no picture',
      'nested.zip': nested,
      '__MACOSX/._frame.jpg': jpeg(),
      '.DS_Store': jpeg(),
    });
    expect(await names(archive, kind)).toEqual(['frame.txt']);
  });

  test('make way for others if the first choice is no picture', async () => {
    const files: Files = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`${index}.txt`, 'text']),
    );
    expect(await names(await pack({ ...files, '9.jpg': jpeg() }), kind, 2)).toEqual(['9.jpg']);
  });

  test('are refused if there is none', async () => {
    await expect(names(await pack({ 'notes.txt': 'hello' }), kind)).rejects.toThrow('holds no picture');
  });

  test(
    'leave out an entry that unpacks to more than a camera writes',
    async () => {
      const archive = await pack({ 'bomb.jpg': jpeg(33 * 1024 * 1024), 'frame.jpg': jpeg() });
      expect(await names(archive, kind)).toEqual(['frame.jpg']);
    },
    LARGE_ARCHIVE_MS,
  );

  test(
    'are refused beyond the number of entries',
    async () => {
      const files = Object.fromEntries(
        Array.from({ length: MAX_ARCHIVE_ENTRIES + 1 }, (_, index) => [`${index}`, '']),
      );
      await expect(names(await pack(files), kind)).rejects.toThrow('more than 1000 entries');
    },
    LARGE_ARCHIVE_MS,
  );

  test('are refused if the archive is cut short', async () => {
    const archive = await pack({ 'a.jpg': jpeg(4000), 'b.jpg': jpeg(4000) });
    await expect(names(archive.slice(0, archive.size >> 1), kind)).rejects.toThrow("can't be read");
  });

  test('stop coming when the call is cancelled', async () => {
    const archive = await pack({ 'a.jpg': jpeg() });
    await expect(archiveFrames(archive, kind, 12, AbortSignal.abort())).rejects.toThrow(/abort/i);
  });
});

/** Where the zip's only entry is listed. */
function directoryOf(archive: Uint8Array): number {
  return archive.findLastIndex((_, at) => at > 3 && matches(archive, at - 3, [0x50, 0x4b, 1, 2])) - 3;
}

describe('a zip archive', () => {
  test('with a path that leads outside it is refused', async () => {
    const archive = await patched(await zip({ 'aa/evil.jpg': jpeg() }), 'aa/evil.jpg', '../evil.jpg');
    await expect(names(archive, 'zip')).rejects.toThrow('leads outside');
  });

  test('protected by a password is refused', async () => {
    await expect(names(await zip({ 'a.jpg': jpeg() }, { password: 'x' }), 'zip')).rejects.toThrow('password');
  });

  test('that lies about a size is refused', async () => {
    const archive = new Uint8Array(await (await zip({ 'a.jpg': jpeg(3_000_000) })).arrayBuffer());
    const directory = directoryOf(archive);
    new DataView(archive.buffer).setUint32(directory + 24, 100, true);
    await expect(names(new Blob([archive]), 'zip')).rejects.toThrow("can't be read");
  });

  test.each([
    ['deflate64', 9],
    ['LZMA', 14],
  ])('packed by %s, which no browser unpacks, is refused with what to do', async (_, method) => {
    const archive = new Uint8Array(await (await zip({ 'a.jpg': jpeg() })).arrayBuffer());
    const directory = directoryOf(archive);
    const view = new DataView(archive.buffer);
    view.setUint16(8, method, true);
    view.setUint16(directory + 10, method, true);
    await expect(names(new Blob([archive]), 'zip')).rejects.toThrow('pack it anew');
  });

  test('with a damaged picture is refused', async () => {
    const archive = await patched(
      await zip({ 'a.jpg': jpeg(64) }, { level: 0 }),
      '\0'.repeat(20),
      '\x01'.repeat(20),
    );
    await expect(names(archive, 'zip')).rejects.toThrow("can't be read");
  });
});

describe('a tar archive', () => {
  test.each(['../evil.jpg', '/etc/evil.jpg', 'C:\\evil.jpg', 'a/../../evil.jpg'])(
    'with the path %s is refused',
    async (name) => {
      await expect(names(await tar({ [name]: jpeg() }), 'tar')).rejects.toThrow('leads outside');
    },
  );

  test('with links and folders gives its files only', async () => {
    const packed = await packTar([
      { header: { name: './frames/', type: 'directory', size: 0 } },
      { header: { name: './frames/link.jpg', type: 'symlink', linkname: '/etc/passwd', size: 0 } },
      { header: { name: './frames/a.jpg', size: 64 }, body: jpeg() },
    ]);
    expect(await names(new Blob([packed]), 'tar')).toEqual(['./frames/a.jpg']);
  });

  test(
    'that is a gzip bomb is refused once it has unpacked too much',
    async () => {
      const size = 31 * 1024 * 1024;
      const head = (await tar({ 'a.jpg': jpeg(size) })).slice(0, 512);
      const zeros = new Uint8Array(1024 * 1024);
      async function* files(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
        for (let file = 0; file < 10; file++) {
          yield new Uint8Array(await head.arrayBuffer());
          for (let sent = 0; sent < size; sent += zeros.length) yield zeros;
        }
      }
      const source = files();
      const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
        async pull(controller) {
          const { done, value } = await source.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
      });
      const packed = stream.pipeThrough(new CompressionStream('gzip'));
      const archive = await new Response(packed).blob();
      expect(archive.size).toBeLessThan(1024 * 1024);
      await expect(names(archive, 'gzip')).rejects.toThrow('unpacks to more than');
    },
    LARGE_ARCHIVE_MS,
  );

  test('that is gzip of something else is refused', async () => {
    await expect(names(await gzip(new Blob([jpeg(2000)])), 'gzip')).rejects.toThrow("can't be read");
  });
});

function matches(bytes: Uint8Array, at: number, pattern: number[]): boolean {
  return pattern.every((value, offset) => bytes[at + offset] === value);
}

/** Every occurrence of one text in a binary replaced by another of the same length. */
async function patched(blob: Blob, from: string, to: string): Promise<Blob> {
  const latin1 = Buffer.from(await blob.arrayBuffer()).toString('latin1');
  return new Blob([Buffer.from(latin1.replaceAll(from, to), 'latin1')]);
}
