import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine, type FaceEngine, type PictureSource } from '../../../src/index.ts';
import { postablePicture } from '../../../src/page/postable-picture.ts';
import { samePerson } from '../../support/pictures.ts';
import type { Extracted } from './engine-in-worker.ts';

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

async function expectApproved(source: PictureSource): Promise<void> {
  expect((await engine.verify(source, reference)).score).toBeGreaterThan(0.85);
}

async function paintedCanvas<Canvas extends HTMLCanvasElement | OffscreenCanvas>(
  canvas: Canvas,
): Promise<Canvas> {
  const bitmap = await createImageBitmap(probe);
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
  context.drawImage(bitmap, 0, 0);
  return canvas;
}

describe('a picture may come as', () => {
  test('Blob', () => expectApproved(probe));

  test('File', () => expectApproved(new File([probe], 'me.jpg')));

  test('ArrayBuffer, which stays usable', async () => {
    const buffer = await probe.arrayBuffer();
    await expectApproved(buffer);
    expect(buffer.byteLength).toBe(probe.size);
  });

  test('ArrayBuffer handed over, which is gone afterwards', async () => {
    const buffer = await probe.arrayBuffer();
    await engine.extract(buffer, { transfer: true });
    expect(buffer.byteLength).toBe(0);
  });

  test('a typed array that shows a part of a larger buffer', async () => {
    const larger = new Uint8Array(probe.size + 20);
    larger.set(new Uint8Array(await probe.arrayBuffer()), 10);
    await expectApproved(larger.subarray(10, 10 + probe.size));
  });

  test('ImageBitmap, which stays usable', async () => {
    const bitmap = await createImageBitmap(probe);
    await expectApproved(bitmap);
    expect(bitmap.width).toBeGreaterThan(0);
  });

  test('ImageData', async () => {
    const canvas = await paintedCanvas(new OffscreenCanvas(1, 1));
    const context = canvas.getContext('2d');
    await expectApproved(context?.getImageData(0, 0, canvas.width, canvas.height) as ImageData);
  });

  test('canvas', async () => expectApproved(await paintedCanvas(document.createElement('canvas'))));

  test('OffscreenCanvas', async () => expectApproved(await paintedCanvas(new OffscreenCanvas(1, 1))));

  test('<img>, waited for if it still loads', async () => {
    const image = new Image();
    image.src = URL.createObjectURL(probe);
    await expectApproved(image);
  });

  test('<video>', async () => {
    const canvas = await paintedCanvas(document.createElement('canvas'));
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = canvas.captureStream(30);
    const repaint = setInterval(() => void paintedCanvas(canvas), 50);
    await video.play();
    await expectApproved(video);
    clearInterval(repaint);
  });

  test('VideoFrame', async () => {
    const frame = new VideoFrame(await createImageBitmap(probe), { timestamp: 0 });
    await expectApproved(frame);
    frame.close();
  });
});

/** A document of the same origin with constructors of its own. */
async function otherRealm(): Promise<Window & typeof globalThis> {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  return frame.contentWindow as Window & typeof globalThis;
}

describe('a picture of a frame of the same origin may come as', () => {
  let realm: Window & typeof globalThis;
  beforeAll(async () => {
    realm = await otherRealm();
  });
  afterAll(() => realm.frameElement?.remove());

  async function bytesOf(): Promise<ArrayBuffer> {
    const buffer = new realm.ArrayBuffer(probe.size);
    new Uint8Array(buffer).set(new Uint8Array(await probe.arrayBuffer()));
    return buffer;
  }

  test.each<[string, () => Promise<PictureSource>]>([
    ['Blob', async () => new realm.Blob([probe])],
    ['File', async () => new realm.File([probe], 'me.jpg')],
    ['ArrayBuffer', bytesOf],
    ['typed array', async () => new realm.Uint8Array(await bytesOf())],
    ['ImageBitmap', () => realm.createImageBitmap(probe)],
    ['canvas', () => paintedCanvas(realm.document.createElement('canvas'))],
    ['OffscreenCanvas', () => paintedCanvas(new realm.OffscreenCanvas(1, 1))],
    [
      'ImageData',
      async () => {
        const canvas = await paintedCanvas(realm.document.createElement('canvas'));
        return canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) as ImageData;
      },
    ],
    ['<img>', async () => Object.assign(new realm.Image(), { src: URL.createObjectURL(probe) })],
    ['VideoFrame', async () => new realm.VideoFrame(await createImageBitmap(probe), { timestamp: 0 })],
  ])('%s', async (_name, source) => {
    const picture = await source();
    expect(picture).not.toBeInstanceOf(Object);
    await expectApproved(picture);
  });

  test('a medium of liveness, with the name of its file', async () => {
    const request = { media: [{ name: 'a', content: new realm.File([probe], 'me.jpg') }] };
    expect((await engine.detect(request)).media[0]?.original_name).toBe('me.jpg');
  });
});

test('an engine that is made in a worker takes what a worker has', async () => {
  const worker = new Worker(new URL('./engine-in-worker.ts', import.meta.url), { type: 'module' });
  const extracted = await new Promise<Extracted[]>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(probe);
  });
  worker.terminate();
  expect(extracted).toEqual(
    ['photo', 'bitmap', 'canvas', 'frame'].map((form) => ({ form, outcome: reference.length })),
  );
});

describe('an <img>', () => {
  test('that loads when it is scrolled to is loaded', async () => {
    const image = Object.assign(new Image(), { loading: 'lazy', src: URL.createObjectURL(probe) });
    await expectApproved(image);
    const hidden = Object.assign(new Image(), { loading: 'lazy', src: URL.createObjectURL(probe) });
    hidden.style.display = 'none';
    document.body.append(hidden);
    await expectApproved(hidden);
    hidden.remove();
  });

  test.each([
    ['a size of its own', 'width="90" height="60"', 90 / 60],
    ['a view box alone', 'viewBox="0 0 90 60"', 90 / 60],
    ['neither', '', undefined],
  ])('of an SVG with %s is drawn', async (_name, size, aspect) => {
    const red = '<rect width="100%" height="100%" fill="red"/>';
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${red}</svg>`;
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    const bitmap = (await postablePicture(image, 'sample', false, [])) as ImageBitmap;
    if (aspect) expect(bitmap.width / bitmap.height).toBeCloseTo(aspect, 1);
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    context?.drawImage(bitmap, 0, 0, 1, 1);
    expect([...(context?.getImageData(0, 0, 1, 1).data ?? [])]).toEqual([255, 0, 0, 255]);
    expect(await engine.faces(image)).toEqual([]);
  });
});

describe('what is no picture', () => {
  test('is refused with a TypeError that lists the kinds', async () => {
    // A caller without types can pass anything.
    const wrong = 'photo.jpg' as unknown as PictureSource;
    await expect(engine.extract(wrong)).rejects.toThrow(TypeError);
    await expect(engine.extract(wrong)).rejects.toThrow(/Blob, File, ArrayBuffer/);
  });

  test('is refused with BPE-002003: a bitmap that was closed, handed over or not', async () => {
    const bitmap = await createImageBitmap(probe);
    bitmap.close();
    for (const transfer of [false, true]) {
      await expect(engine.extract(bitmap, { transfer })).rejects.toMatchObject({ code: 'BPE-002003' });
    }
  });

  test('is refused with BPE-002003, in liveness LDE-002004: what was closed or given away before', async () => {
    const bitmap = await createImageBitmap(probe);
    const frame = new VideoFrame(bitmap, { timestamp: 0 });
    const buffer = await probe.arrayBuffer();
    const view = new Uint8Array(buffer, 2);
    const pixels = new ImageData(9, 9);
    frame.close();
    bitmap.close();
    structuredClone(null, { transfer: [buffer, pixels.data.buffer] });
    for (const [source, what] of [
      [bitmap, 'closed'],
      [frame, 'closed'],
      [buffer, 'transferred'],
      [view, 'transferred'],
      [pixels, 'transferred'],
    ] as const) {
      for (const transfer of [false, true]) {
        const message = expect.stringContaining(what);
        const failure = expect.objectContaining({ name: 'ApiLiteError', message });
        await expect(engine.extract(source, { transfer })).rejects.toEqual(failure);
        await expect(engine.extract(source, { transfer })).rejects.toMatchObject({ code: 'BPE-002003' });
        await expect(engine.detect(source)).rejects.toMatchObject({ code: 'LDE-002004' });
      }
    }
    const medium = engine.detect({ media: [{ name: 'a', content: view }] });
    await expect(medium).rejects.toMatchObject({
      code: 'LDE-002004',
      message: expect.stringContaining('transferred'),
    });
  });

  test.each<[string, () => PictureSource]>([
    ['an <img> that is not there', () => Object.assign(new Image(), { src: '/test-data/nothing.jpg' })],
    ['a <video> without a frame', () => document.createElement('video')],
    ['a canvas without pixels', () => Object.assign(document.createElement('canvas'), { width: 0 })],
  ])('is refused with BPE-002003: %s', async (_name, source) => {
    await expect(engine.extract(source())).rejects.toMatchObject({ code: 'BPE-002003' });
  });
});
