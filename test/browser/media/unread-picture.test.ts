import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine, type FaceEngine } from '../../../src/index.ts';
import { openPicture } from '../../../src/media/open-picture.ts';
import { encodedPicture } from '../../support/pictures.ts';
import { refusal } from '../../support/refusal.ts';

/** Formats that browsers don't decode: named, with what to do. */

const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

/** An AVIF under the brands of another HEIF: its size is read, and browsers don't decode it. */
async function heif(first: string, second: string): Promise<Blob> {
  const bytes = new Uint8Array(await (await encodedPicture('plain.avif')).arrayBuffer());
  const length = new DataView(bytes.buffer).getUint32(0);
  const brands = new Uint8Array([0, 0, 0, 20, ...letters(`ftyp${first}\0\0\0\0${second}`)]);
  // What is between the brands and the rest keeps offsets as they are.
  const gap = new Uint8Array([0, 0, 0, length - 20, ...letters('free'), ...new Array(length - 28).fill(0)]);
  return new Blob([brands, gap, bytes.slice(length)]);
}

const made = (...bytes: number[]) => Promise.resolve(new Blob([new Uint8Array(bytes), new Uint8Array(600)]));

const PHONE = "Share it as JPEG, or set the iPhone's camera to Most Compatible.";
const SAVE = 'Save it as JPEG or PNG.';

const PICTURES: [name: string, picture: () => Promise<Blob>, advice: string][] = [
  ['HEIC', () => heif('heic', 'mif1'), PHONE],
  ['HEIC', () => heif('mif1', 'heic'), PHONE],
  ['HEIC', () => heif('hevc', 'msf1'), PHONE],
  ['HEIC', () => made(0, 0, 0, 16, ...letters('ftypheic')), PHONE],
  ['HEIF', () => heif('mif1', 'miaf'), PHONE],
  ['HEIF', () => heif('heim', 'miaf'), PHONE],
  ['TIFF', () => encodedPicture('plain.tiff'), SAVE],
  ['TIFF', async () => (await encodedPicture('plain.tiff')).slice(0, 9000), SAVE],
  ['TIFF', () => made(...letters('MM\0*'), 0, 0, 0, 8), SAVE],
  ['JPEG XL', () => made(0xff, 0x0a, 0xfa, 0x7f, 0x01), SAVE],
  ['JPEG XL', () => made(0, 0, 0, 12, ...letters('JXL '), 0x0d, 0x0a, 0x87, 0x0a), SAVE],
  [
    'JPEG 2000',
    () => made(0, 0, 0, 12, ...letters('jP  '), 0x0d, 0x0a, 0x87, 0x0a, 0, 0, 0, 20, ...letters('ftypjp2 ')),
    SAVE,
  ],
  ['JPEG-LS', () => made(0xff, 0xd8, 0xff, 0xf7), SAVE],
  ['PSD', () => made(...letters('8BPS'), 0, 1), SAVE],
  ["of a camera's raw files", () => made(...letters('II*\0'), 16, 0, 0, 0, ...letters('CR')), SAVE],
  ["of a camera's raw files", () => made(...letters('FUJIFILMCCD-RAW')), SAVE],
];

describe('a picture that the browser does not decode is refused by its name:', () => {
  test.each(PICTURES)('%s (case %#)', async (name, picture, advice) => {
    const error = await refusal(openPicture(await picture()));
    expect(error).toMatchObject({ code: 'BPE-002003', reason: 'unreadable-picture' });
    expect(error.message).toContain(
      `The picture is in the format ${name}, and this browser does not decode it. ${advice}`,
    );
  });

  test('PNM, of which its header alone tells', async () => {
    const error = await refusal(openPicture(new Blob(['P6\n2 2\n255\n', new Uint8Array(12)])));
    expect(error.message).toContain('in the format PNM');
  });
});

test('what is no picture is called what it is', async () => {
  const video = made(0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x84, ...letters('webm'));
  const error = await refusal(openPicture(await video));
  expect(error.message).toContain('The picture is a video (video/webm): send a JPEG or PNG');
});

test.each(['jpg', 'png', 'webp', 'gif', 'avif'])(
  'a damaged %s is damaged, and nothing else',
  async (ending) => {
    const whole = await encodedPicture(ending === 'jpg' ? 'progressive.jpg' : `plain.${ending}`);
    const error = await refusal(openPicture(whole.slice(0, 900)));
    expect(error.message).not.toContain('in the format');
    expect(error.message).toContain('damaged');
  },
);

test('an AVIF under the general brand first is read', async () => {
  const { width } = await openPicture(await heif('mif1', 'avif'));
  expect(width).toBeGreaterThan(100);
});

describe('an engine', () => {
  let engine: FaceEngine;
  beforeAll(async () => {
    engine = await createEngine({ cache: false });
  });
  afterAll(() => engine.dispose());

  test('says so where a face is looked for, and where liveness is', async () => {
    const heic = await heif('heic', 'mif1');
    const tiff = await encodedPicture('plain.tiff');
    expect(await refusal(engine.extract(heic))).toMatchObject({ code: 'BPE-002003' });
    expect((await refusal(engine.faces(heic))).message).toContain(PHONE);
    for (const [picture, name] of [
      [heic, 'HEIC'],
      [tiff, 'TIFF'],
    ] as const) {
      const error = await refusal(engine.detect(picture));
      expect(error.code).toBe('LDE-002004');
      expect(error.message).toContain(`in the format ${name}`);
    }
  });

  test.each([
    [
      'an SVG',
      '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
      'an SVG',
    ],
    ['an SVG without a prolog', '<svg width="9" height="9"><path/></svg>', 'an SVG'],
    ['a HEIC', undefined, 'in the format HEIC'],
  ])('tells %s in a request by its name', async (_what, text, message) => {
    const content = text === undefined ? await heif('heic', 'mif1') : new Blob([text]);
    const error = await refusal(engine.detect({ media: [{ name: 'selfie', content }] }));
    expect(error.code).toBe('LDE-002004');
    expect(error.message).toContain('selfie');
    expect(error.message).toContain(message);
  });
});
