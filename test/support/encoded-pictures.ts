import sharp, { type Sharp } from 'sharp';
import { sampleFile } from './folders.ts';
import { animatedPng } from './picture-files.ts';

/** The head of the person of sample1 whom sample3 shows too, in pixels. */
const HEAD = { left: 1389, top: 145, width: 376, height: 360 };

/**
 * How a picture is stored for each EXIF orientation so that it shows upright: the inverse of what the tag
 * tells the viewer to do. sharp mirrors before it turns.
 */
const STORED: Record<number, (picture: Sharp) => Sharp> = {
  1: (picture) => picture,
  2: (picture) => picture.flop(),
  3: (picture) => picture.rotate(180),
  4: (picture) => picture.flip(),
  5: (picture) => picture.flip().rotate(90),
  6: (picture) => picture.rotate(270),
  7: (picture) => picture.flop().rotate(90),
  8: (picture) => picture.rotate(90),
};

/** E.g. `exif-6.webp`. */
const ORIENTED = /^exif-([1-8])\.(jpg|png|webp|avif)$/;

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
  // Its directory is at its end.
  'plain.tiff': (picture) => picture.tiff({ compression: 'none' }),
};

/** Before a name: scaled up to so wide, nearly two megapixels. */
const LARGE = { prefix: 'large-', width: 1401 };

/** Four colours, in formats that browsers don't write, with an orientation: e.g. `corners-6.avif`. */
const CORNERS = /^corners-([1-8])\.(avif|gif)$/;

async function corners(name: string): Promise<Buffer | undefined> {
  const [, orientation, format] = CORNERS.exec(name) ?? [];
  if (orientation === undefined) return undefined;
  const colours = [0xdc, 0x1e, 0x1e, 0x1e, 0xc8, 0x1e, 0x1e, 0x1e, 0xdc, 0xe6, 0xe6, 0xe6];
  const picture = sharp(Uint8Array.from(colours), { raw: { width: 2, height: 2, channels: 3 } })
    .resize(120, 80, { kernel: 'nearest', fit: 'fill' })
    .withMetadata({ orientation: Number(orientation) });
  return await (format === 'avif' ? picture.avif({ quality: 90 }) : picture.gif()).toBuffer();
}

/** How long the frames of a moving picture are shown, in milliseconds. */
const DELAYS = [100, 200, 300, 400, 500, 600];

/** Where the lids of the smaller head begin, and their colour. */
const LIDS = { lefts: [56, 96], top: 68, width: 28, colour: { r: 170, g: 120, b: 95 } };

/** What closes the eyes a little more in each frame: a head that only sways is a photo's. */
function lids(index: number) {
  const { lefts, top, width, colour } = LIDS;
  const create = { width, height: 1 + 3 * index, channels: 3, background: colour } as const;
  return lefts.map((left) => ({ input: { create }, left: left - index, top }));
}

/** The head, swaying and closing its eyes; behind a `curtain` the first frame shows nobody. */
const MOVING = /^(moving|curtain)\.(gif|webp|png)$/;

/** A GIF of several frames takes seconds to encode. */
const madeOnce = new Map<string, Promise<Buffer | undefined>>();

async function movingPicture(name: string): Promise<Buffer | undefined> {
  const [, kind, format] = MOVING.exec(name) ?? [];
  if (!kind) return undefined;
  const frames = await Promise.all(
    DELAYS.map((_, index) => {
      const frame = sharp(sampleFile(1))
        .extract({ ...HEAD, left: HEAD.left + 2 * index })
        .resize(188, 180)
        .composite(lids(index));
      return (kind === 'curtain' && index === 0 ? frame.linear(0, 90) : frame).png().toBuffer();
    }),
  );
  if (format === 'png') return Buffer.from(animatedPng(frames, DELAYS));
  const joined = sharp(frames, { join: { animated: true } });
  return await (format === 'gif' ? joined.gif({ delay: DELAYS }) : joined.webp({ delay: DELAYS })).toBuffer();
}

/** The same head in one of the encodings, swaying, or four corners; undefined if the name is unknown. */
export async function encodedPicture(wanted: string): Promise<Buffer | undefined> {
  if (CORNERS.test(wanted)) return corners(wanted);
  if (MOVING.test(wanted)) {
    const made = madeOnce.get(wanted) ?? movingPicture(wanted);
    madeOnce.set(wanted, made);
    return made;
  }
  const isLarge = wanted.startsWith(LARGE.prefix);
  const name = isLarge ? wanted.slice(LARGE.prefix.length) : wanted;
  const head = () => {
    const cut = sharp(sampleFile(1)).extract(HEAD);
    return isLarge ? cut.resize({ width: LARGE.width }) : cut;
  };
  const encode = ENCODED[name];
  if (encode) return await encode(head()).toBuffer();
  const [, orientation, ending] = ORIENTED.exec(name) ?? [];
  const store = STORED[Number(orientation)];
  if (!store) return undefined;
  // Pixels first, tag afterwards: sharp would otherwise turn the tag with the pixels.
  const stored = await store(sharp(await head().png().toBuffer()))
    .png()
    .toBuffer();
  const tagged = sharp(stored).withMetadata({ orientation: Number(orientation) });
  const format = ending === 'jpg' ? 'jpeg' : (ending as 'png' | 'webp' | 'avif');
  return await tagged.toFormat(format, { quality: 95 }).toBuffer();
}
