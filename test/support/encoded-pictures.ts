import sharp, { type Sharp } from 'sharp';
import { sampleFile } from './folders.ts';

/** The head of the person of sample1 whom sample3 shows too, in pixels. */
const HEAD = { left: 1389, top: 145, width: 376, height: 360 };

/**
 * How a picture is stored for each EXIF orientation so that it shows upright: the inverse of what the tag
 * tells the viewer to do. sharp mirrors before it turns.
 */
const STORED: Record<string, (picture: Sharp) => Sharp> = {
  'exif-1.jpg': (picture) => picture,
  'exif-2.jpg': (picture) => picture.flop(),
  'exif-3.jpg': (picture) => picture.rotate(180),
  'exif-4.jpg': (picture) => picture.flip(),
  'exif-5.jpg': (picture) => picture.flip().rotate(90),
  'exif-6.jpg': (picture) => picture.rotate(270),
  'exif-7.jpg': (picture) => picture.flop().rotate(90),
  'exif-8.jpg': (picture) => picture.rotate(90),
};

/** Encodings a browser can't write. */
const ENCODED: Record<string, (picture: Sharp) => Sharp> = {
  'plain.png': (picture) => picture.png(),
  'plain.webp': (picture) => picture.webp({ quality: 95 }),
  'progressive.jpg': (picture) => picture.jpeg({ quality: 95, progressive: true }),
  'full-colour.jpg': (picture) => picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
  'cmyk.jpg': (picture) => picture.toColourspace('cmyk').jpeg({ quality: 95 }),
  'grey.jpg': (picture) => picture.greyscale().jpeg({ quality: 95 }),
  'grey.png': (picture) => picture.greyscale().toColourspace('b-w').png(),
  'palette.png': (picture) => picture.png({ palette: true, colours: 256 }),
  '16-bit.png': (picture) => picture.toColourspace('rgb16').png(),
  'alpha.png': (picture) => picture.ensureAlpha(0.9).png(),
  'plain.gif': (picture) => picture.gif(),
  'plain.avif': (picture) => picture.avif({ quality: 80 }),
};

/** Before a name: scaled up to so wide, nearly two megapixels. */
const LARGE = { prefix: 'large-', width: 1401 };

/** The same head in one of the encodings; undefined if the name is unknown. */
export async function encodedPicture(wanted: string): Promise<Buffer | undefined> {
  const isLarge = wanted.startsWith(LARGE.prefix);
  const name = isLarge ? wanted.slice(LARGE.prefix.length) : wanted;
  const head = () => {
    const cut = sharp(sampleFile(1)).extract(HEAD);
    return isLarge ? cut.resize({ width: LARGE.width }) : cut;
  };
  const encode = ENCODED[name];
  if (encode) return await encode(head()).toBuffer();
  const store = STORED[name];
  if (!store) return undefined;
  // Pixels first, tag afterwards: sharp would otherwise turn the tag with the pixels.
  const stored = await store(sharp(await head().png().toBuffer()))
    .png()
    .toBuffer();
  const orientation = Number(name.charAt('exif-'.length));
  return await sharp(stored).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
}
