import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  type ApiLiteErrorReason,
  createEngine,
  type DetectProgress,
  type FaceEngine,
  type LivenessFolder,
  type LivenessMedium,
  type LivenessRequest,
} from '../../../src/index.ts';
import { growBox } from '../../../src/vision/grow-box.ts';
import { tar, tarGz, zip } from '../../support/archives.ts';
import { measuresQuality } from '../../support/chosen-pack.ts';
import { cropPicture, hasShared, SAME_PERSON, samplePicture, sharedPicture } from '../../support/pictures.ts';
import { refusal } from '../../support/refusal.ts';
import { makeVideo, showing, soundOnly, undecodableVideo, videoWithoutFrames } from '../../support/videos.ts';

const MEASURES_QUALITY = measuresQuality();

let engine: FaceEngine;
let selfie: Blob;
let selfieBitmap: ImageBitmap;

beforeAll(async () => {
  engine = await createEngine();
  selfie = await cropPicture(await samplePicture(1), growBox(SAME_PERSON.sample1, 2));
  selfieBitmap = await createImageBitmap(selfie);
});

afterAll(() => engine.dispose());

function detectMedia(
  media: LivenessMedium[],
  payload: LivenessRequest['payload'] = {},
): Promise<LivenessFolder> {
  return engine.detect({ media, payload });
}

const withBestShot = { analyses: [{ type: 'quality', params: { extract_best_shot: true } }] };

function confidences(folder: LivenessFolder): number[] {
  return folder.analyses.flatMap(({ results_media }) =>
    results_media.map(({ results_data }) => results_data.confidence_spoofing),
  );
}

async function emptyPicture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(320, 240);
  canvas.getContext('2d')?.fillRect(0, 0, 320, 240);
  return canvas.convertToBlob({ type: 'image/jpeg' });
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}

test('liveness works', async () => {
  expect(await engine.livenessHealth()).toEqual({ status: 0, message: '' });
});

describe('detect of a picture', () => {
  test('answers whether it passed, and the chance of an attack', async () => {
    const { passed, score } = await engine.detect(selfie);
    expect(score).toBeGreaterThanOrEqual(0);
    expect(score).toBeLessThanOrEqual(1);
    expect(passed).toBe(score <= 0.5);
  });

  test.each([
    ['without a face', emptyPicture, 'No face', 'no-face'],
    ['of several people', () => samplePicture(1), 'faces were found', 'several-faces'],
    ['that is none', async () => new Blob(['no picture']), 'no known format', 'unreadable-picture'],
    ['that is empty', async () => new Blob(), 'empty', 'unreadable-picture'],
  ])('%s is refused with LDE-002004', async (_what, picture, message, reason) => {
    const error = await refusal(engine.detect(await picture()));
    expect(error).toMatchObject({ code: 'LDE-002004', reason });
    expect(error.message).toContain(message);
  });
});

describe('detect of a medium alone', () => {
  test.each<[string, () => Promise<Blob>]>([
    ['a video', () => makeVideo(showing(selfieBitmap))],
    ['an archive', async () => zip({ '1.jpg': await bytesOf(selfie) })],
  ])('%s gives the score that it has under a payload of defaults', async (_what, content) => {
    const blob = await content();
    const { passed, score } = await engine.detect(blob);
    const folder = await detectMedia([{ name: 'medium', content: blob }]);
    expect(score).toBeCloseTo(confidences(folder)[0] ?? Number.NaN, 5);
    expect(passed).toBe(folder.system_resolution === 'SUCCESS');
  });

  test('that is no good is refused as under a name', async () => {
    const error = await refusal(engine.detect(await soundOnly()));
    expect(error).toMatchObject({ code: 'LDE-002004', reason: 'unusable-medium' });
    expect(error.message).toContain('What was sent holds sound only');
  });
});

describe('detect of media', () => {
  test('tells of a picture what it is by its bytes', async () => {
    const folder = await detectMedia([{ name: 'photo', filename: 'photo.mp4', content: selfie }], {
      'media:tags': { photo: ['photo_selfie'] },
      'media:meta_data': { photo: { foo: 'bar' } },
    });
    const [medium] = folder.media;
    expect(medium).toMatchObject({
      media_type: 'IMAGE_FOLDER',
      original_name: 'photo.mp4',
      tags: ['photo_selfie'],
      meta_data: { foo: 'bar' },
    });
    expect(medium?.info).toEqual({
      thumb: null,
      original: {
        width: selfieBitmap.width,
        height: selfieBitmap.height,
        md5: expect.stringMatching(/^[0-9a-f]{32}$/),
        size: selfie.size,
        'mime-type': 'image/jpeg',
      },
    });
    expect(confidences(folder)[0]).toBeCloseTo((await engine.detect(selfie)).score, 5);
  });

  test('tells of a video its duration and frame rate, whatever its name', async () => {
    const content = await makeVideo(showing(selfieBitmap), { codec: 'vp9', seconds: 2 });
    const folder = await detectMedia([{ name: 'clip', filename: 'clip.jpg', content }]);
    const [medium] = folder.media;
    expect(medium?.media_type).toBe('VIDEO_FOLDER');
    expect(medium?.info).toMatchObject({
      video: { FPS: 10, duration: 2, width: 640, height: 480, 'mime-type': 'video/mp4' },
    });
    expect(folder.analyses[0]?.results_media[0]?.output_images).toEqual([]);
  });

  test('gives the best shot of a video upright, as a JPEG of the whole frame', async () => {
    // Drawn lying on its side: turned clockwise, as the container says, it stands.
    const upright = new OffscreenCanvas(480, 640).getContext('2d');
    if (!upright) throw new Error('No 2D canvas');
    const draw = showing(selfieBitmap);
    const content = await makeVideo(
      (context, frame) => {
        draw(upright, frame);
        context.save();
        context.translate(0, 480);
        context.rotate(-Math.PI / 2);
        context.drawImage(upright.canvas, 0, 0);
        context.restore();
      },
      { width: 640, height: 480, rotation: 90 },
    );
    const folder = await detectMedia([{ name: 'clip', content }], withBestShot);
    const image = folder.analyses[0]?.results_media[0]?.output_images[0];
    expect(image?.info.original).toMatchObject({ width: 480, height: 640, 'mime-type': 'image/jpeg' });
    const jpeg = await (await fetch(`data:image/jpeg;base64,${image?.image_b64}`)).blob();
    expect(jpeg.size).toBe(image?.info.original.size);
    if (!MEASURES_QUALITY) return;
    const { headPoseRoll } = await engine.quality(jpeg);
    const still = await engine.quality(selfie);
    // The frames bend the head; lying, it would be near 0.
    expect(Math.abs(headPoseRoll - still.headPoseRoll)).toBeLessThan(35);
  });

  test('takes the last of two equal keys in the payload’s text, as JSON.parse does', async () => {
    const payload = '{"media:tags": {"photo": ["one"]}, "media:tags": {"photo": ["other"]}}';
    const folder = await detectMedia([{ name: 'photo', content: selfie }], payload);
    expect(folder.media[0]?.tags).toEqual(['other']);
  });

  test('judges a WebM that is cut short by its intact part', async () => {
    const whole = await makeVideo(showing(selfieBitmap), { codec: 'vp8', container: 'webm' });
    const folder = await detectMedia([{ name: 'clip', content: cut(whole, 0.6) }]);
    expect(folder.media[0]).toMatchObject({
      media_type: 'VIDEO_FOLDER',
      info: { video: { 'mime-type': 'video/webm' } },
    });
  });

  test.each([
    ['zip', zip, 'application/zip'],
    ['tar', tar, 'application/x-tar'],
    ['gzip-compressed tar', tarGz, 'application/gzip'],
  ])('reads a %s of frames', async (_what, pack, mimeType) => {
    const frame = await bytesOf(selfie);
    const archive = await pack({ '1.jpg': frame, '2.jpg': frame, 'notes.txt': 'hello' });
    const folder = await detectMedia([{ name: 'frames', content: archive }], withBestShot);
    expect(folder.media[0]).toMatchObject({
      media_type: 'SHOT_SET_FOLDER',
      info: { original: { 'mime-type': mimeType, width: selfieBitmap.width, size: archive.size } },
    });
    expect(folder.analyses[0]?.results_media[0]?.output_images).toHaveLength(1);
  });

  test('follows the main person past bystanders and frames without a face', async () => {
    const face = showing(selfieBitmap);
    const content = await makeVideo((context, frame) => {
      if (frame % 4 === 3) context.clearRect(0, 0, 640, 480);
      else face(context, frame);
    });
    const progress: DetectProgress[] = [];
    const request = { media: [{ name: 'clip', content }], payload: {} };
    await engine.detect(request, { onProgress: (step) => progress.push(step) });
    expect(progress.length).toBeGreaterThan(2);
    expect(progress.at(-1)?.frame).toBe(progress.length);
    expect(progress.filter(({ score }) => score === null).length).toBeGreaterThan(0);
    expect(progress.every(({ medium, time }) => medium === 'clip' && time < 2)).toBe(true);
  });

  test('judges all media of a request, each by its own result', async () => {
    const clip = await makeVideo(showing(selfieBitmap));
    const folder = await detectMedia([
      { name: 'photo', content: selfie },
      { name: 'clip', content: clip },
    ]);
    expect(folder.media.map(({ media_type }) => media_type)).toEqual(['IMAGE_FOLDER', 'VIDEO_FOLDER']);
    expect(confidences(folder)).toHaveLength(2);
  });

  test('stops when it is cancelled', async () => {
    const content = await makeVideo(showing(selfieBitmap));
    const controller = new AbortController();
    const request = { media: [{ name: 'clip', content }], payload: {} };
    const call = engine.detect(request, {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('changed my mind')),
    });
    await expect(call).rejects.toThrow('changed my mind');
  });
});

describe('bad media', () => {
  const cases: [string, () => Promise<Blob>, message: string, reason?: ApiLiteErrorReason][] = [
    ['an empty part', async () => new Blob(), 'is empty'],
    ['a text', async () => new Blob(['just a text']), 'is no picture, no video and no archive'],
    ['a picture without a face', emptyPicture, 'No face', 'no-face'],
    ['a picture of several people', () => samplePicture(1), 'faces were found', 'several-faces'],
    ['the beginning of a picture', async () => selfie.slice(0, 300), 'picture', 'unreadable-picture'],
    ['sound only', soundOnly, 'sound only'],
    ['a video in a codec nobody decodes', undecodableVideo, 'hevc'],
    [
      'a video without a face',
      () => makeVideo((context) => context.fillRect(0, 0, 640, 480)),
      'shows no face',
      'no-face',
    ],
    ['a video of several people', several, 'several people', 'several-faces'],
    [
      'a video cut short behind its index',
      async () => cut(await makeVideo(showing(selfieBitmap)), 0.6),
      'cut short',
    ],
    [
      'a video cut short before its index',
      async () => cut(await makeVideo(showing(selfieBitmap), { fastStart: false }), 0.6),
      'cut short',
    ],
    ['a video without frames', () => videoWithoutFrames(), 'without a single frame'],
    ['an archive without a picture', () => tar({ 'a.txt': 'x' }), 'holds no picture'],
    [
      'an archive with a path that leads outside',
      async () => zip({ '../1.jpg': await bytesOf(selfie) }),
      'leads outside',
    ],
    [
      'an archive cut short',
      async () => cut(await zip({ '1.jpg': await bytesOf(selfie) }), 0.6),
      "can't be read",
    ],
  ];

  test.skipIf(!inject('hasFfmpeg')).each([
    ['mpeg4.avi', 'AVI'],
    ['sorenson.flv', 'FLV'],
    ['wmv2.wmv', 'WMV'],
    ['mpeg2.mpg', 'MPEG-PS'],
    ['theora.ogv', 'Ogg'],
  ])('%s is refused by the name of its container', async (file, container) => {
    const content = await (await fetch(`/test-data/ffmpeg/${file}`)).blob();
    const error = await refusal(detectMedia([{ name: 'clip', content }]));
    expect(error.code).toBe('LDE-002004');
    expect(error.message).toContain(`"clip" is a video in the container ${container}, which`);
  });

  test.each(cases)(
    '%s is refused with LDE-002004 by the name of the medium',
    async (_what, content, message, reason = 'unusable-medium') => {
      const media = [
        { name: 'good', content: selfie },
        { name: 'bad', content: await content() },
      ];
      const error = await refusal(detectMedia(media));
      expect(error).toMatchObject({ code: 'LDE-002004', reason });
      expect(error.message).toContain('Medium "bad"');
      expect(error.message).toContain(message);
    },
  );

  test.each([
    ['no medium', [], 'no medium'],
    ['200 media', Array.from({ length: 200 }, (_, index) => `m${index}`), 'at most 100'],
    ['two media of one name', ['a', 'a'], 'Two media are named "a"'],
  ])('%s are refused with LDE-002005', async (_what, names, message) => {
    const error = await refusal(detectMedia(names.map((name) => ({ name, content: selfie }))));
    expect(error.code).toBe('LDE-002005');
    expect(error.message).toContain(message);
  });

  test('a payload may be missing: the defaults are meant', async () => {
    const media = [{ name: 'a', content: selfie }];
    const [without, empty] = [await engine.detect({ media }), await engine.detect({ media, payload: {} })];
    expect(confidences(without)).toEqual(confidences(empty));
  });

  test.each([
    ['not JSON', '{', 'not valid JSON'],
    ['naming an unknown medium', { 'media:tags': { other: [] } }, 'media:tags.other'],
    [
      'of a threshold out of range',
      { analyses: [{ type: 'quality', params: { threshold_spoofing: 2 } }] },
      'threshold_spoofing',
    ],
    ['of tags of the wrong type', '{"media:tags": {"a": "selfie"}}', 'media:tags.a'],
    ['of a wrong analysis', { analyses: [{ type: 'biometry' }] }, 'analyses[0].type'],
  ])('a payload %s is refused with LDE-002005', async (_what, payload, message) => {
    const error = await refusal(engine.detect({ media: [{ name: 'a', content: selfie }], payload }));
    expect(error.code).toBe('LDE-002005');
    expect(error.message).toContain(message);
  });

  test('of the wrong kind are the caller’s mistake', async () => {
    // @ts-expect-error A text is no medium.
    await expect(detectMedia([{ name: 'a', content: 'text' }])).rejects.toThrow(TypeError);
  });
});

describe.skipIf(!MEASURES_QUALITY)('quality', () => {
  test('has every component within 0 to 100', async () => {
    const quality = await engine.quality(selfie);
    for (const value of Object.values(quality)) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(100);
    }
  });

  test('falls with blur, darkness and size, each in its own component', async () => {
    const good = await engine.quality(selfie);
    expect((await engine.quality(await filtered('blur(6px)'))).sharpness).toBeLessThan(good.sharpness - 20);
    expect((await engine.quality(await filtered('brightness(0.3)'))).underExposurePrevention).toBeLessThan(
      good.underExposurePrevention - 20,
    );
    expect((await engine.quality(await filtered('none', 0.4))).interEyeDistance).toBeLessThan(
      good.interEyeDistance,
    );
  });
});

describe.skipIf(!hasShared())('on labelled samples', () => {
  test.each([
    ['lestari_real.mp4', 'SUCCESS'],
    ['lestari_fake.mp4', 'DECLINED'],
    ['krzysiek_real.mp4', 'SUCCESS'],
  ])('%s: %s', async (file, resolution) => {
    const content = await sharedPicture(`pad/videos/${file}`);
    const folder = await detectMedia([{ name: 'video', filename: file, content }], withBestShot);
    expect(folder.system_resolution).toBe(resolution);
    expect(folder.analyses[0]?.results_media[0]?.output_images).toHaveLength(1);
  });

  test('a live and a printed face in one request: the folder is declined', async () => {
    const [live, print] = await Promise.all([
      sharedPicture('pad/nuaa-dev/live/0001_00_00_01_0.jpg'),
      sharedPicture('pad/nuaa-dev/attack/0001_00_00_01_0.jpg'),
    ]);
    const folder = await detectMedia([
      { name: 'live', content: live },
      { name: 'print', content: print },
    ]);
    const [liveScore = 1, printScore = 0] = confidences(folder);
    expect(liveScore).toBeLessThan(0.5);
    expect(printScore).toBeGreaterThan(0.5);
    expect(folder.system_resolution).toBe('DECLINED');
    expect(await engine.detect(live)).toEqual({ passed: true, score: expect.closeTo(liveScore, 5) });
  });
});

function cut(blob: Blob, share: number): Blob {
  return blob.slice(0, Math.floor(blob.size * share));
}

async function several(): Promise<Blob> {
  return makeVideo((context) => {
    context.fillStyle = '#777';
    context.fillRect(0, 0, 640, 480);
    for (const left of [0, 320]) context.drawImage(selfieBitmap, left, 80, 320, 320);
  });
}

async function filtered(filter: string, scale = 1): Promise<Blob> {
  const canvas = new OffscreenCanvas(selfieBitmap.width * scale, selfieBitmap.height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No 2D canvas');
  context.filter = filter;
  context.drawImage(selfieBitmap, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
}
