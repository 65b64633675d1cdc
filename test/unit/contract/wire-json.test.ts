import { describe, expect, test } from 'vitest';
import { type AnalysedMedium, buildFolder } from '../../../src/contract/liveness/build-folder.ts';
import { checkPayload } from '../../../src/contract/liveness/payload.ts';
import { wireJson } from '../../../src/contract/wire-json.ts';

describe('a float', () => {
  test.each([
    [1, '1.0'],
    [0, '0.0'],
    [-0, '0.0'],
    [0.5, '0.5'],
    [0.1 + 0.2, '0.30000000000000004'],
    [1e-6, '0.000001'],
    [1e-7, '0.0000001'],
    [5.41269779e-10, '0.000000000541269779'],
    [-2.5e-8, '-0.000000025'],
    [5e-324, `0.${'0'.repeat(323)}5`],
    [1e21, '1000000000000000000000.0'],
  ])('%d is written with a decimal point and read back as it was', (score, text) => {
    expect(wireJson({ score })).toBe(`{"score":${text}}`);
    expect(JSON.parse(text)).toBe(score + 0);
  });
});

test('scores are floats in every answer', () => {
  expect(wireJson({ score: 1, decision: 'approved' })).toBe('{"score":1.0,"decision":"approved"}');
  expect(wireJson({ passed: true, score: 0 })).toBe('{"passed":true,"score":0.0}');
  expect(wireJson({ results: [{ filename: 'a"b', score: 1, decision: 'approved' }] })).toBe(
    String.raw`{"results":[{"filename":"a\"b","score":1.0,"decision":"approved"}]}`,
  );
});

test('a status is an integer, and text stays as it is', () => {
  expect(wireJson({ status: 0, message: '"score":1' })).toBe(
    String.raw`{"status":0,"message":"\"score\":1"}`,
  );
});

describe('a folder', () => {
  const info = { width: 720, height: 960, md5: 'e6', size: 145178 };
  const media: AnalysedMedium[] = [
    {
      name: 'clip',
      type: 'VIDEO_FOLDER',
      info: { ...info, duration: 4, FPS: 25, 'mime-type': 'video/mp4' },
      spoofing: 0,
      bestShot: { info: { ...info, 'mime-type': 'image/jpeg' }, base64: '/9j/' },
    },
    { name: 'photo', type: 'IMAGE_FOLDER', info: { ...info, 'mime-type': 'image/png' }, spoofing: 1 },
  ];
  const attached = { score: 1, nested: [{ duration: 2, none: null }] };
  const payload = {
    'folder:meta_data': attached,
    'media:meta_data': { clip: attached },
    analyses: [
      { type: 'quality', meta_data: attached, params: { threshold_spoofing: 1, extract_best_shot: true } },
    ],
  };
  const folder = buildFolder(
    media,
    checkPayload(payload, ['clip', 'photo']),
    1_720_177_371_000,
    1_720_177_375_531,
  );
  const json = wireJson(folder);

  test('says the same as in the page', () => expect(JSON.parse(json)).toEqual(folder));

  test('has floats where the reference has them, and integers where it has these', () => {
    const numbersOf = (name: string) =>
      new Set([...json.matchAll(new RegExp(`"${name}":(-?[\\d.]+)`, 'g'))].map(([, number]) => number));
    expect(numbersOf('time_created')).toEqual(new Set(['1720177371.0']));
    expect(numbersOf('time_updated')).toEqual(new Set(['1720177375.531']));
    expect(numbersOf('FPS')).toEqual(new Set(['25.0']));
    expect(numbersOf('confidence_spoofing')).toEqual(new Set(['0.0', '1.0']));
    expect(numbersOf('threshold_spoofing')).toEqual(new Set(['1.0']));
    expect(numbersOf('threshold_replay')).toEqual(new Set(['0.5']));
    expect(numbersOf('width')).toEqual(new Set(['720']));
    expect(numbersOf('size')).toEqual(new Set(['145178']));
  });

  test('gives back what was attached as it came', () => {
    expect(json.split(`"meta_data":${JSON.stringify(attached)}`)).toHaveLength(1 + 1 + 1 + 1 + 1);
    expect(json).toContain('"duration":4.0');
  });
});
