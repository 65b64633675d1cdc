import { beforeAll, describe, expect, test } from 'vitest';
import { openPicture } from '../../../src/media/open-picture.ts';
import { takeOrientation } from '../../../src/media/stored-orientation.ts';
import {
  exifOf,
  joined,
  jpegSegment,
  jpegWith,
  pngChunk,
  pngWith,
  prefixed,
  riff,
  webpChunk,
  webpWith,
} from '../../support/picture-files.ts';
import { encodedPicture } from '../../support/pictures.ts';

/** Files as they are found in the world: what the browser decodes is opened, as the browser shows it. */

const SIZE = { width: 120, height: 80 };

/** By quadrants: red and green above blue and white. */
const CORNERS = [
  ['#dc1e1e', 0, 0],
  ['#1ec81e', 1, 0],
  ['#1e1edc', 0, 1],
  ['#e6e6e6', 1, 1],
] as const;

async function painted(type: string, { width, height } = SIZE, quality = 0.95) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  for (const [colour, column, row] of CORNERS) {
    if (context) context.fillStyle = colour;
    context?.fillRect((column * width) / 2, (row * height) / 2, width / 2, height / 2);
  }
  return new Uint8Array(await (await canvas.convertToBlob({ type, quality })).arrayBuffer());
}

/** E.g. `120x80 rgbw`: the size, and the colours of the corners, row by row. */
async function seen(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const picture = await openPicture(new Blob([bytes]));
  const { width, height } = picture;
  const { data } = picture.read({ x: 0, y: 0, width, height }, 8, 8);
  picture.close();
  return `${width}x${height} ${[9, 14, 49, 54].map((pixel) => nameOf(data.subarray(4 * pixel))).join('')}`;
}

function nameOf([red = 0, green = 0, blue = 0]: Uint8ClampedArray): string {
  if (Math.min(red, green, blue) > 150) return 'w';
  if (Math.max(red, green, blue) === red) return 'r';
  return Math.max(green, blue) === green ? 'g' : 'b';
}

const UPRIGHT = '120x80 rgbw';

/** What is seen of the picture by each orientation. */
const SEEN: [orientation: number, seen: string][] = [
  [1, UPRIGHT],
  [2, '120x80 grwb'],
  [3, '120x80 wbgr'],
  [4, '120x80 bwrg'],
  [5, '80x120 rbgw'],
  [6, '80x120 brwg'],
  [7, '80x120 wgbr'],
  [8, '80x120 gwrb'],
];

let jpeg: Uint8Array<ArrayBuffer>;
let png: Uint8Array<ArrayBuffer>;
let webp: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  jpeg = await painted('image/jpeg');
  png = await painted('image/png');
  webp = await painted('image/webp');
});

describe.each(SEEN)('the orientation %i', (orientation, expected) => {
  test('of a JPEG is applied once, with and without planes', async () => {
    const exif = jpegSegment(0xe1, prefixed(exifOf(orientation)));
    expect(await seen(jpegWith(jpeg, exif))).toBe(expected);
    const large = await painted('image/jpeg', { width: 1200, height: 900 });
    const [, corners] = expected.split(' ');
    expect((await seen(jpegWith(large, exif))).split(' ')[1]).toBe(corners);
  });

  test('of a PNG is applied once, before the pixels or behind them', async () => {
    const chunk = pngChunk('eXIf', exifOf(orientation, { littleEndian: false }));
    expect(await seen(pngWith(png, chunk, 'before'))).toBe(expected);
    expect(await seen(pngWith(png, chunk, 'behind'))).toBe(expected);
  });

  test('of a WebP is applied once, lossy or lossless, with and without a prefix', async () => {
    const lossless = await painted('image/webp', SIZE, 1);
    for (const simple of [webp, lossless]) {
      for (const exif of [exifOf(orientation), prefixed(exifOf(orientation))]) {
        expect(await seen(webpWith(simple, SIZE, webpChunk('EXIF', exif)))).toBe(expected);
      }
    }
  });

  test('of an AVIF is applied once, by its properties or by EXIF', async () => {
    const fetched = await encodedPicture(`corners-${orientation}.avif`);
    const avif = new Uint8Array(await fetched.arrayBuffer());
    expect(await seen(avif)).toBe(expected);
    // Its properties are gone then, and what EXIF says is left.
    expect(takeOrientation(avif)).toBe(orientation);
    expect(await seen(avif)).toBe(expected);
  });
});

const text = (value: string) => new TextEncoder().encode(value);

/** A JPEG's segments that decoders pass over. */
const ODD_SEGMENTS: [name: string, bytes: ArrayLike<number>][] = [
  ['fill bytes', [0xff, 0xff, 0xff]],
  ['stuffed zeros', [0xff, 0, 0xff, 0]],
  ['a restart', [0xff, 0xd0]],
  ['a segment that is shorter than its length', [0xff, 0xe5, 0, 1]],
  ['bytes behind a segment', [0xff, 0xe5, 0, 4, 1, 2, 3, 4]],
  ['EXIF data cut off in their header', jpegSegment(0xe1, prefixed(exifOf(6)).slice(0, 10))],
  ['EXIF data cut off in an entry', jpegSegment(0xe1, prefixed(exifOf(6)).slice(0, 20))],
  ['EXIF data of no bytes', jpegSegment(0xe1, text('Exif\0\0'))],
  ['XMP', jpegSegment(0xe1, text('http://ns.adobe.com/xap/1.0/\0<x/>'))],
  ['a comment that looks like the end', jpegSegment(0xfe, [0xff, 0xd9, 0xff, 0xda, 0xff, 0xc0, 0, 11])],
  ['300 kB of metadata', joined(...new Array(5).fill(jpegSegment(0xed, new Uint8Array(60_000))))],
];

describe('a JPEG', () => {
  test.each(ODD_SEGMENTS)('with %s is read', async (_name, bytes) => {
    expect(await seen(jpegWith(jpeg, bytes))).toBe(UPRIGHT);
  });

  test('with a thumbnail, trailing bytes or another picture behind it is read', async () => {
    const thumbnail = jpegSegment(0xe1, joined(prefixed(exifOf(1)), await painted('image/jpeg')));
    expect(await seen(jpegWith(jpeg, thumbnail))).toBe(UPRIGHT);
    expect(await seen(joined(jpeg, new Uint8Array(500)))).toBe(UPRIGHT);
    expect(await seen(joined(jpeg, jpeg))).toBe(UPRIGHT);
  });
});

describe('a picture that lacks only its end is read, and one that lacks pixels is not:', () => {
  const refused = expect.objectContaining({ code: 'BPE-002003', reason: 'unreadable-picture' });
  const half = (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, bytes.length / 2);

  test('a PNG', async () => {
    for (const length of [12, 10, 6, 1]) expect(await seen(png.slice(0, -length))).toBe(UPRIGHT);
    await expect(seen(half(png))).rejects.toEqual(refused);
  });

  test('a GIF', async () => {
    const gif = new Uint8Array(await (await encodedPicture('corners-1.gif')).arrayBuffer());
    for (const length of [1, 2]) expect(await seen(gif.slice(0, -length))).toBe(UPRIGHT);
    await expect(seen(half(gif))).rejects.toEqual(refused);
  });

  test('a WebP', async () => {
    const extended = webpWith(webp, SIZE, webpChunk('EXIF', exifOf(1)), webpChunk('XMP ', text('<x/>')));
    for (const length of [1, 8, 30]) expect(await seen(extended.slice(0, -length))).toBe(UPRIGHT);
    await expect(seen(half(webp))).rejects.toEqual(refused);
  });
});

describe('sizes that are not told as usual are known:', () => {
  test('a BMP of the first kind', async () => {
    const { width, height } = SIZE;
    const bytes = new Uint8Array(26 + 3 * width * height).fill(200, 26);
    const view = new DataView(bytes.buffer);
    bytes.set(text('BM'));
    view.setUint32(2, bytes.length, true);
    view.setUint32(10, 26, true);
    view.setUint32(14, 12, true);
    for (const [at, value] of [
      [18, width],
      [20, height],
      [22, 1],
      [24, 24],
    ] as const) {
      view.setUint16(at, value, true);
    }
    expect(await seen(bytes)).toBe('120x80 wwww');
  });

  test('a GIF whose screen has no size', async () => {
    const gif = new Uint8Array(await (await encodedPicture('corners-1.gif')).arrayBuffer());
    expect(await seen(gif.fill(0, 6, 10))).toBe(UPRIGHT);
  });

  test('a WebP with an unknown chunk', async () => {
    expect(await seen(webpWith(webp, { ...SIZE, flags: 0 }, webpChunk('ABCD', [1])))).toBe(UPRIGHT);
    await expect(seen(riff(webpChunk('ABCD', [1])))).rejects.toMatchObject({ code: 'BPE-002003' });
  });
});

test('an SVG is refused with what to do', async () => {
  const svg = text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>');
  await expect(seen(svg as Uint8Array<ArrayBuffer>)).rejects.toThrow('is an SVG: show it in an <img>');
});
