import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ApiLiteError,
  type ApiLiteErrorCode,
  type ApiLiteErrorReason,
  createEngine,
  type FaceEngine,
} from '../../../src/index.ts';
import { paintPicture, samePerson, samplePicture } from '../../support/pictures.ts';

let engine: FaceEngine;
let photo: Blob;
let nobody: Blob;
let several: Blob;
const noPicture = new Blob(['no picture'], { type: 'image/jpeg' });

beforeAll(async () => {
  engine = await createEngine({ cache: false });
  [[photo], nobody, several] = await Promise.all([
    samePerson(),
    paintPicture(200, 200, () => undefined),
    samplePicture(2),
  ]);
});
afterAll(async () => {
  await engine.eraseAll();
  engine.dispose();
});

type Failure = [
  what: string,
  code: ApiLiteErrorCode,
  reason: ApiLiteErrorReason,
  run: () => Promise<unknown>,
];

const medium = (content: Blob) => ({ media: [{ name: 'a', content }] });

test.for<Failure>([
  ['no picture', 'BPE-002003', 'unreadable-picture', () => engine.extract(noPicture)],
  ['no face', 'BPE-003002', 'no-face', () => engine.extract(nobody)],
  ['several faces', 'BPE-003003', 'several-faces', () => engine.extract(several)],
  ['no template', 'BPE-002004', 'unreadable-template', () => engine.compare('AAAA', 'AAAA')],
  ['no picture, liveness', 'LDE-002004', 'unreadable-picture', () => engine.detect(noPicture)],
  ['no face, liveness', 'LDE-002004', 'no-face', () => engine.detect(nobody)],
  ['a medium without a face', 'LDE-002004', 'no-face', () => engine.detect(medium(nobody))],
  ['a medium of another kind', 'LDE-002004', 'unusable-medium', () => engine.detect(medium(noPicture))],
  ['no media', 'LDE-002005', 'wrong-payload', () => engine.detect({ media: [] })],
  [
    'no face, for a gallery',
    'BPE-003002',
    'no-face',
    async () => (await engine.gallery('errors')).enroll('ada', nobody),
  ],
])('%s: %s arrives in the page with the reason %s', async ([, code, reason, run]) => {
  const error = await run().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiLiteError);
  expect(error).toMatchObject({ code, reason });
});

test('an error as JSON is the body that HTTP answers', async () => {
  const error = await engine.extract(nobody).catch((thrown: unknown) => thrown);
  const request = new Request('/v1/face/pattern/extract', { method: 'POST', body: nobody });
  const response = await engine.fetch(request);
  expect(JSON.stringify(error)).toBe(await response.text());
  expect((error as ApiLiteError).status).toBe(response.status);
  expect(Object.keys(JSON.parse(JSON.stringify({ error })).error)).toEqual(['code', 'message']);
});

test('a liveness request without a payload is one quality analysis', async () => {
  const [bare, empty] = await Promise.all([
    engine.detect(medium(photo)),
    engine.detect({ ...medium(photo), payload: {} }),
  ]);
  expect(bare.analyses.map(({ type }) => type)).toEqual(['QUALITY']);
  expect(bare.analyses[0]?.confs).toEqual(empty.analyses[0]?.confs);
});
