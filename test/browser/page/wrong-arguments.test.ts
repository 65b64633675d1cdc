import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine, type FaceEngine, type FaceGallery, type PictureSource } from '../../../src/index.ts';
import { samePerson } from '../../support/pictures.ts';

/** What callers without types hand over by mistake, and what frameworks make of what is right. */

let engine: FaceEngine;
let gallery: FaceGallery<PictureSource>;
let photo: Blob;
let template: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  engine = await createEngine({ cache: false });
  gallery = await engine.gallery('wrong-arguments');
  [photo] = await samePerson();
  template = await engine.extract(photo);
});
afterAll(async () => {
  await engine.eraseAll();
  engine.dispose();
});

const promise = () => Promise.resolve(template) as never;
const named = (content: never) => [{ filename: 'a', content }];

test.for<[name: string, run: () => Promise<unknown>]>([
  ['sample', () => engine.extract(promise())],
  ['feature', () => engine.compare(promise(), template)],
  ['template', () => engine.compare(template, promise())],
  ['template', () => engine.verify(photo, promise())],
  ['sample2', () => engine.extractAndCompare(photo, promise())],
  ['template1', () => engine.compareN(promise(), [])],
  ['templatesN', () => engine.compareN(template, promise())],
  ['templatesN[0].content', () => engine.verifyN(photo, named(promise()))],
  ['samplesN', () => engine.extractAndCompareN(photo, promise())],
  ['samplesN[0].content', () => engine.extractAndCompareN(photo, named(promise()))],
  ['picture', () => engine.faces(promise())],
  ['picture', () => engine.quality(promise())],
  ['sample', () => engine.detect(promise())],
  ['media', () => engine.detect({ media: promise() })],
  ['payload', () => engine.detect({ media: [], payload: promise() })],
  ['media[0].content', () => engine.detect({ media: [{ name: 'a', content: promise() }] })],
  ['id', () => gallery.enroll(promise(), template)],
  ['source', () => gallery.enroll('a', promise())],
  ['people', () => gallery.enrollAll(promise())],
  ['people[0].source', () => gallery.enrollAll([{ id: 'a', source: promise() }])],
  ['probe', () => gallery.identify(promise())],
  ['probe', () => gallery.verify('a', promise())],
  ['id', () => gallery.get(promise())],
  ['file', () => gallery.import(promise())],
])('`%s` that is a promise is a TypeError that says so', async ([name, run]) => {
  const error = await run().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TypeError);
  expect((error as TypeError).message).toBe(`\`${name}\` is a Promise: await it`);
});

test.for<[message: string, run: () => Promise<unknown>]>([
  ['`metadata.greet` is a function', () => gallery.enroll('a', template, { metadata: { greet: () => 1 } })],
  [
    '`people[0].metadata.at[0]` is a symbol',
    () => gallery.enrollAll([{ id: 'a', source: template, metadata: { at: [Symbol('a')] } }]),
  ],
  ['`templatesN` must be an array', () => engine.compareN(template, 'AAAA' as never)],
  ['`sample` must be a picture', () => engine.extract({} as never)],
])('%s', async ([message, run]) => {
  const error = await run().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TypeError);
  expect((error as TypeError).message).toContain(message);
});

/** As frameworks wrap what they watch. */
const reactive = <Data extends object>(data: Data): Data => new Proxy(data, {});

describe('the proxies of frameworks work', () => {
  test('as lists of templates, pictures and people', async () => {
    const templates = reactive([reactive({ filename: 'a', content: template })]);
    expect((await engine.compareN(template, templates)).results).toHaveLength(1);
    const samples = reactive([reactive({ filename: 'a', content: photo })]);
    expect((await engine.extractAndCompareN(photo, samples)).results).toHaveLength(1);
    await gallery.enrollAll(reactive([reactive({ id: 'list', source: template })]));
    expect(await gallery.get('list')).toMatchObject({ id: 'list' });
  });

  test('as metadata', async () => {
    const metadata = reactive({ name: 'Ada', tags: reactive(['a', 'b']) });
    await gallery.enroll('ada', template, reactive({ metadata }));
    expect((await gallery.get('ada'))?.metadata).toEqual({ name: 'Ada', tags: ['a', 'b'] });
  });

  test('as a liveness request', async () => {
    const media = reactive([reactive({ name: 'a', content: photo })]);
    const payload = reactive({ 'media:tags': reactive({ a: reactive(['photo_selfie']) }) });
    expect((await engine.detect(reactive({ media, payload }))).media).toHaveLength(1);
  });
});

test('a picture of another origin is still told of as one', async () => {
  const canvas = document.createElement('canvas');
  const tainting = new Image();
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><foreignObject width="9" height="9"/></svg>';
  tainting.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  await tainting.decode();
  canvas.getContext('2d')?.drawImage(tainting, 0, 0);
  const isTainted = await structured(canvas).then(
    () => false,
    () => true,
  );
  // Browsers differ in what taints.
  if (!isTainted) return;
  await expect(engine.extract(canvas)).rejects.toMatchObject({ code: 'BPE-002003' });
  await expect(engine.extract(canvas)).rejects.toThrow(/another origin/);
});

const structured = async (canvas: HTMLCanvasElement) => structuredClone(await createImageBitmap(canvas));
