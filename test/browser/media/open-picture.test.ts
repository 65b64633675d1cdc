import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine, type FaceEngine } from '../../../src/index.ts';
import { overlap } from '../../../src/vision/detection.ts';
import { encodedPicture, paintPicture, samePerson } from '../../support/pictures.ts';

let engine: FaceEngine;
let probe: Blob;
let reference: Uint8Array;

beforeAll(async () => {
  // Every picture is to be read.
  engine = await createEngine({ cache: false });
  const [first, second] = await samePerson();
  probe = first;
  reference = await engine.extract(second);
});
afterAll(() => engine.dispose());

describe('encodings', () => {
  test.each([
    'plain.png',
    'plain.webp',
    'progressive.jpg',
    'cmyk.jpg',
    'grey.jpg',
    'grey.png',
    'palette.png',
    '16-bit.png',
    'alpha.png',
    'plain.gif',
    'plain.avif',
  ])('%s is read', async (name) => {
    expect((await engine.verify(await encodedPicture(name), reference)).score).toBeGreaterThan(0.85);
  });

  test('go by the bytes, not by the type they are sent with', async () => {
    const png = new Blob([await encodedPicture('plain.png')], { type: 'image/jpeg' });
    expect((await engine.verify(png, reference)).score).toBeGreaterThan(0.85);
  });
});

describe.each(['jpg', 'png', 'webp', 'avif'])('the orientation in a %s', (ending) => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('%i shows the face upright and in its place', async (orientation) => {
    const [upright] = await engine.faces(await encodedPicture('exif-1.jpg'));
    const oriented = await encodedPicture(`exif-${orientation}.${ending}`);
    const [face] = await engine.faces(oriented, { templates: true });
    if (!upright || !face) throw new Error('No face was found');
    expect(overlap(upright.box, face.box)).toBeGreaterThan(0.9);
    expect((await engine.compare(face.template ?? '', reference)).decision).toBe('approved');
  });
});

describe('damaged and odd pictures', () => {
  const rejected = (picture: Blob, code: string, message?: RegExp) =>
    expect(engine.extract(picture)).rejects.toMatchObject({
      code,
      ...(message && { message: expect.stringMatching(message) }),
    });

  test('a JPEG that lacks only its end marker is read', async () => {
    const cut = probe.slice(0, probe.size - 2);
    expect((await engine.verify(cut, reference)).score).toBeGreaterThan(0.85);
  });

  test.each([0.5, 0.9])('a JPEG cut after %d of its bytes is refused', (share) =>
    rejected(probe.slice(0, Math.round(probe.size * share)), 'BPE-002003', /cut off/),
  );

  test('a JPEG cut in its header is refused', () => rejected(probe.slice(0, 300), 'BPE-002003'));

  test('a PNG cut in the middle is refused', async () => {
    const png = await encodedPicture('plain.png');
    await rejected(png.slice(0, png.size / 2), 'BPE-002003', /damaged|cut off/);
  });

  test('no bytes at all are refused', () => rejected(new Blob([]), 'BPE-002003', /empty/));

  test('a sound file is refused', () => rejected(soundFile(), 'BPE-002003', /format/));

  test('a text is refused', () => rejected(new Blob(['hello']), 'BPE-002003', /format/));

  test('one pixel holds no face', async () =>
    rejected(await paintPicture(1, 1, () => undefined), 'BPE-003002'));

  test('20,000 pixels of width hold no face', async () =>
    rejected(await paintPicture(20_000, 40, () => undefined), 'BPE-003002'));

  test('dimensions beyond the limit are refused before anything is decoded', async () => {
    const png = new Uint8Array(await (await paintPicture(1, 1, () => undefined)).arrayBuffer());
    // Width and height of a PNG stand at bytes 16 and 20.
    new DataView(png.buffer).setUint32(16, 20_000);
    new DataView(png.buffer).setUint32(20, 20_000);
    await rejected(new Blob([png]), 'BPE-002003', /20000 x 20000.*limit/);
  });

  test('a file beyond the size limit is refused', () =>
    rejected(new Blob([new Uint8Array(50_000_001)]), 'BPE-002003', /limit/));
});

/** A tenth of a second of silence: WAV, 8 kHz, 8 bits. */
function soundFile(): Blob {
  const bytes = new Uint8Array(44 + 800).fill(128, 44);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string) => bytes.set(new TextEncoder().encode(value), at);
  text(0, 'RIFF');
  view.setUint32(4, 36 + 800, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 8000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, 'data');
  view.setUint32(40, 800, true);
  return new Blob([bytes], { type: 'image/jpeg' });
}
