import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine, type FaceEngine, type PictureSource } from '../../../src/index.ts';
import { samePerson } from '../../support/pictures.ts';

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

  test.each<[string, () => PictureSource]>([
    ['an <img> that is not there', () => Object.assign(new Image(), { src: '/test-data/nothing.jpg' })],
    ['a <video> without a frame', () => document.createElement('video')],
    ['a canvas without pixels', () => Object.assign(document.createElement('canvas'), { width: 0 })],
  ])('is refused with BPE-002003: %s', async (_name, source) => {
    await expect(engine.extract(source())).rejects.toMatchObject({ code: 'BPE-002003' });
  });
});
