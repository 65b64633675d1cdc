import { describe, expect, test } from 'vitest';
import { ApiLiteError } from '../../../../src/contract/errors.ts';
import { checkPayload } from '../../../../src/contract/liveness/payload.ts';

function refusal(payload: unknown, media: readonly string[] = ['selfie']): ApiLiteError {
  try {
    checkPayload(payload, media);
  } catch (error) {
    if (error instanceof ApiLiteError) return error;
    throw error;
  }
  throw new Error('The payload was accepted');
}

describe('a payload', () => {
  test('of the documented form is taken as it stands, from JSON or from an object', () => {
    const payload = {
      'folder:meta_data': { person_info: { first_name: 'John' } },
      resolution_endpoint: 'https://example.com/resolution',
      'media:meta_data': { selfie: { foo: 'bar' } },
      'media:tags': { selfie: ['photo_selfie'] },
      analyses: [
        {
          type: 'quality',
          meta_data: { a: 1 },
          params: { threshold_spoofing: 0.42, extract_best_shot: true },
        },
      ],
    };
    const checked = checkPayload(payload, ['selfie']);
    expect(checked).toMatchObject(payload);
    expect(checkPayload(JSON.stringify(payload), ['selfie'])).toEqual(checked);
  });

  test('that is missing stands for the defaults', () => {
    for (const none of [undefined, null, '', ' \r\n', 'null', ' null ']) {
      expect(checkPayload(none, [])).toEqual(checkPayload({}, []));
    }
  });

  test('may say null for whatever it may leave out, at every depth', () => {
    const nothing = checkPayload({}, ['selfie']);
    const params = {
      threshold_spoofing: null,
      threshold_replay: null,
      threshold_liveness: null,
      extract_best_shot: null,
    };
    const fields = {
      'folder:meta_data': null,
      resolution_endpoint: null,
      'media:meta_data': null,
      'media:tags': null,
      analyses: null,
    };
    for (const [name, value] of Object.entries(fields)) {
      expect(checkPayload(JSON.stringify({ [name]: value }), ['selfie']), name).toEqual(nothing);
    }
    expect(checkPayload(fields, ['selfie'])).toEqual(nothing);
    for (const [name, value] of Object.entries(params)) {
      const analyses = [{ type: 'quality', meta_data: null, params: { [name]: value } }];
      expect(checkPayload({ analyses }, ['selfie']), name).toEqual(nothing);
    }
    expect(checkPayload({ analyses: [{ type: 'quality', params: null }] }, ['selfie'])).toEqual(nothing);
    const byMedium = { selfie: null, passport: null };
    expect(checkPayload({ 'media:tags': byMedium, 'media:meta_data': byMedium }, ['selfie'])).toEqual(
      nothing,
    );
  });

  test('keeps the nulls in what it attaches', () => {
    const attached = { first_name: 'John', middle_name: null };
    const checked = checkPayload({ 'folder:meta_data': attached, 'media:meta_data': { selfie: attached } }, [
      'selfie',
    ]);
    expect([checked['folder:meta_data'], checked['media:meta_data'].selfie]).toEqual([attached, attached]);
  });

  test.each([
    ['my %22selfie%22', 'my "selfie"'],
    [String.raw`my \"selfie\"`, 'my "selfie"'],
    ['my "selfie"', 'my %22selfie%22'],
    ['a%0D%0Ab', 'a\r\nb'],
    [String.raw`C:\\selfie`, String.raw`C:\selfie`],
  ])('speaks of a medium as %s, which is named %s', (spelled, name) => {
    const payload = { 'media:tags': { [spelled]: ['tag'] }, 'media:meta_data': { [spelled]: { a: 1 } } };
    const checked = checkPayload(payload, ['other', name]);
    expect(checked['media:tags']).toEqual({ [name]: ['tag'] });
    expect(checked['media:meta_data']).toEqual({ [name]: { a: 1 } });
  });

  test('speaks of each of two media whose names differ in the spelling alone', () => {
    const tags = { 'a"': ['plain'], 'a%22': ['encoded'] };
    expect(checkPayload({ 'media:tags': tags }, ['a%22', 'a"'])['media:tags']).toEqual(tags);
  });

  test('that is empty asks for one quality analysis at the default thresholds', () => {
    expect(checkPayload({}, ['selfie'])).toEqual({
      'folder:meta_data': {},
      resolution_endpoint: null,
      'media:meta_data': {},
      'media:tags': {},
      analyses: [
        {
          type: 'quality',
          meta_data: {},
          params: {
            threshold_spoofing: 0.5,
            threshold_replay: 0.5,
            threshold_liveness: 0.5,
            extract_best_shot: false,
          },
        },
      ],
    });
  });

  test('speaks of media of any name, those too that every object has', () => {
    const names = ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', ''];
    const tags = names.map((name) => `${JSON.stringify(name)}: ["tag of ${name}"]`).join();
    const metaData = names
      .map((name) => `${JSON.stringify(name)}: {"name": "${name}", "__proto__": 1}`)
      .join();
    const checked = checkPayload(`{"media:tags": {${tags}}, "media:meta_data": {${metaData}}}`, names);
    expect(Object.entries(checked['media:tags'])).toEqual(names.map((name) => [name, [`tag of ${name}`]]));
    expect(Object.entries(checked['media:meta_data']).map(([name, { name: own }]) => [name, own])).toEqual(
      names.map((name) => [name, name]),
    );
    for (const name of names) {
      expect(refusal(`{"media:tags": {${JSON.stringify(name)}: [7]}}`, names).message).toContain(
        'must be a string',
      );
      expect(refusal(`{"media:tags": {${JSON.stringify(name)}: []}}`).message).toContain('names no medium');
    }
  });

  test('may spell the type as the answer does, and carry params the engine does not know', () => {
    const checked = checkPayload({ analyses: [{ type: 'QUALITY', params: { future: 1 } }] }, []);
    expect(checked.analyses[0]?.type).toBe('quality');
  });

  test.each<[string, unknown, string, string[]?]>([
    ['is not JSON', '{"analyses": [', 'not valid JSON'],
    ['is a list', [], 'JSON object'],
    [
      'sets a threshold out of range',
      { analyses: [{ type: 'quality', params: { threshold_spoofing: 1.2 } }] },
      'analyses[0].params.threshold_spoofing must be a number from 0 to 1',
    ],
    [
      'sets a threshold in words',
      { analyses: [{ type: 'quality', params: { threshold_spoofing: '0.4' } }] },
      'analyses[0].params.threshold_spoofing',
    ],
    [
      'sets a switch in words',
      { analyses: [{ type: 'quality', params: { extract_best_shot: 'yes' } }] },
      'analyses[0].params.extract_best_shot must be true or false',
    ],
    [
      'has params that are no object',
      { analyses: [{ type: 'quality', params: 5 }] },
      'analyses[0].params must be an object',
    ],
    [
      'asks for another analysis',
      { analyses: [{ type: 'quality' }, { type: 'biometry' }] },
      'analyses[1].type must be "quality"',
    ],
    ['leaves the type out', { analyses: [{}] }, 'analyses[0].type is missing'],
    ['asks for nothing', { analyses: [] }, 'analyses must name at least one'],
    ['lists analyses as an object', { analyses: { type: 'quality' } }, 'analyses must be a list'],
    [
      'names an unknown medium in its meta data',
      { 'media:meta_data': { passport: {} } },
      'media:meta_data.passport names no medium',
    ],
    [
      'names an unknown medium in its tags',
      { 'media:tags': { passport: [] } },
      'media:tags.passport names no medium',
    ],
    [
      'names a medium twice',
      { 'media:tags': { 'a"': ['one'], 'a%22': ['two'] } },
      'media:tags names the medium a" twice',
      ['a"'],
    ],
    ['has no type of analysis', { analyses: [{ type: null }] }, 'analyses[0].type'],
    ['has no analysis in its list', { analyses: [null] }, 'analyses[0] must be an object'],
    [
      'has tags that are no list',
      { 'media:tags': { selfie: 'photo_selfie' } },
      'media:tags.selfie must be a list of strings',
    ],
    [
      'has a tag that is no string',
      { 'media:tags': { selfie: ['a', 7] } },
      'media:tags.selfie[1] must be a string',
    ],
    ['has meta data that are no object', { 'folder:meta_data': ['a'] }, 'folder:meta_data must be an object'],
    ['has an endpoint that is no string', { resolution_endpoint: 7 }, 'resolution_endpoint must be a string'],
  ])('that %s is refused with LDE-002005 and the field', (_case, payload, message, media = ['selfie']) => {
    const error = refusal(payload, media);
    expect(error.code).toBe('LDE-002005');
    expect(error.status).toBe(400);
    expect(error.message).toContain(message);
  });

  test('that is refused does not appear in the message', () => {
    expect(refusal('{"first_name": "John", ').message).not.toContain('John');
    expect(refusal({ 'folder:meta_data': 'John' }).message).not.toContain('John');
  });
});
