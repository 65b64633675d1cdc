import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { ROOT } from '../../../scripts/project.mjs';
import { gzip, tar, tarGz, zip } from '../../support/archives.ts';
import { SAMPLES_FOLDER } from '../../support/folders.ts';
import { CORPUS_FOLDER } from '../campaign-site.ts';
import { Random } from '../random.ts';

/** A head in sample1.jpg, in pixels. */
const HEAD = { left: 1360, top: 110, width: 440, height: 480 };

/** Writes the sound files that cases damage, videos apart, unless they are there. */
export async function makeCorpus(): Promise<void> {
  if (existsSync(join(CORPUS_FOLDER, 'faces'))) return;
  const pictures = await encodedPictures();
  await keep('pictures', pictures);
  await keep('bombs', await bombs(pictures));
  await keep('manifests', { 'default.json': await readFile(join(ROOT, 'models/default.json')) });
  const head = sharp(join(SAMPLES_FOLDER, 'sample1.jpg')).extract(HEAD).resize(160);
  const clean = await head.clone().jpeg({ quality: 90 }).toBuffer();
  await keep('archives', await archivesOf({ ...pictures, 'clean.jpg': clean }));
  await keep('faces', {
    'clean.jpg': clean,
    'small.webp': await head.clone().resize(96).webp().toBuffer(),
  });
}

/** Keeps files in a folder of the corpus. */
export async function keep(folder: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(CORPUS_FOLDER, folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}

/** The corpus's files, by their paths in it. */
export async function corpusNames(): Promise<string[]> {
  const entries = await readdir(CORPUS_FOLDER, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => relative(CORPUS_FOLDER, file).replaceAll('\\', '/')).sort();
}

/** A small picture of nobody, in every form that sharp writes, and some that it does not. */
async function encodedPictures(): Promise<Record<string, Uint8Array>> {
  const side = 48;
  const random = new Random('corpus');
  const raw = random.bytes(side * side * 3).map((value, at) => (value >> 3) + ((at * 2) % 200));
  const plain = () => sharp(raw, { raw: { width: side, height: side, channels: 3 } });
  const animation = () =>
    sharp(Buffer.concat([raw, raw]), {
      raw: { width: side, height: side * 2, channels: 3, pageHeight: side },
    });
  const written = {
    'plain.jpg': plain().jpeg(),
    'progressive.jpg': plain().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }),
    'exif.jpg': plain().withMetadata({ orientation: 6 }).jpeg(),
    'grey.jpg': plain().greyscale().jpeg(),
    'cmyk.jpg': plain().toColourspace('cmyk').jpeg(),
    'plain.png': plain().png(),
    'palette.png': plain().png({ palette: true }),
    'deep.png': plain().toColourspace('rgb16').png(),
    'interlaced.png': plain().ensureAlpha(0.5).png({ progressive: true }),
    'lossy.webp': plain().webp(),
    'lossless.webp': plain().ensureAlpha(0.5).webp({ lossless: true }),
    'animated.webp': animation().webp({ delay: [90, 90] }),
    'plain.gif': plain().gif(),
    'animated.gif': animation().gif({ delay: [90, 90] }),
    'plain.avif': plain().avif({ effort: 0 }),
    'deep.avif': plain().avif({ effort: 0, bitdepth: 8, lossless: true }),
    'plain.tiff': plain().tiff({ compression: 'lzw' }),
  };
  const pictures: Record<string, Uint8Array> = {};
  for (const [name, picture] of Object.entries(written)) pictures[name] = await picture.toBuffer();
  pictures['plain.heic'] = heic(pictures['plain.avif'] ?? raw);
  pictures['plain.bmp'] = bmp(side, raw);
  pictures['plain.ico'] = ico(pictures['plain.png'] ?? raw);
  pictures['plain.svg'] = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48"><path d="M0 0h9v9"/></svg>',
  );
  return pictures;
}

/** An AVIF under the brand of another HEIF. */
function heic(avif: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(avif).toString('latin1').replaceAll('avif', 'heic'), 'latin1');
}

function bmp(side: number, pixels: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(54 + pixels.length);
  bytes.write('BM');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(side, 18);
  bytes.writeInt32LE(side, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  bytes.set(pixels, 54);
  return bytes;
}

function ico(png: Uint8Array): Uint8Array {
  const head = Buffer.from([0, 0, 1, 0, 1, 0, 48, 48, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 22, 0, 0, 0]);
  head.writeUInt32LE(png.length, 14);
  return Buffer.concat([head, png]);
}

type Pictures = Readonly<Record<string, Uint8Array>>;

/** The pictures that an archive holds. */
function content(pictures: Pictures, ...names: string[]): Record<string, Uint8Array<ArrayBuffer>> {
  return Object.fromEntries(names.map((name) => [name, new Uint8Array(pictures[name] ?? [])]));
}

async function archivesOf(pictures: Pictures): Promise<Record<string, Uint8Array>> {
  const few = content(pictures, 'plain.jpg', 'plain.png', 'lossy.webp');
  const inner = await bytesOf(await zip(few));
  return {
    'deflated.zip': await bytesOf(await zip(few)),
    'stored.zip': await bytesOf(await zip(few, { level: 0 })),
    'nested.zip': await bytesOf(await zip({ ...content(pictures, 'plain.jpg'), 'inner.zip': inner })),
    'locked.zip': await bytesOf(await zip(few, { password: 'secret' })),
    'face.zip': await bytesOf(await zip(content(pictures, 'clean.jpg'))),
    'plain.tar': await bytesOf(await tar(few)),
    'folders.tar': await bytesOf(
      await tar({ 'a/b/c.jpg': few['plain.jpg'] ?? '', 'a/.hidden': 'x', 'notes.txt': 'y' }),
    ),
    'plain.tar.gz': await bytesOf(await tarGz(few)),
    'picture.gz': await bytesOf(await gzip(new Blob([few['plain.jpg'] ?? '']))),
  };
}

const MEBIBYTE = 1024 * 1024;

/** Archives that unpack to much more than they are, in size, number or depth. */
async function bombs(pictures: Pictures): Promise<Record<string, Uint8Array>> {
  const zeros = new Uint8Array(40 * MEBIBYTE);
  const many = Object.fromEntries(Array.from({ length: 1200 }, (_, number) => [`${number}.jpg`, '']));
  let nested = await zip(content(pictures, 'plain.jpg'));
  for (let depth = 0; depth < 30; depth++)
    nested = await zip({ 'inner.zip': new Uint8Array(await nested.arrayBuffer()) });
  const dimensions = new Uint8Array(pictures['plain.png'] ?? []);
  new DataView(dimensions.buffer).setUint32(16, 65_535);
  new DataView(dimensions.buffer).setUint32(20, 65_535);
  return {
    'zeros.zip': await bytesOf(await zip({ 'large.jpg': zeros })),
    'zeros.tar.gz': await bytesOf(await tarGz({ 'large.jpg': zeros })),
    'endless.gz': gzipSync(new Uint8Array(300 * MEBIBYTE)),
    'many.zip': await bytesOf(await zip(many, { level: 0 })),
    'many.tar.gz': await bytesOf(await tarGz(many)),
    'nested.zip': await bytesOf(nested),
    'dimensions.zip': await bytesOf(await zip({ 'huge.png': dimensions })),
    'twice.gz': await bytesOf(await gzip(await gzip(new Blob([zeros])))),
  };
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}
