import { expect } from 'vitest';
import { encodeBase64 } from '../../src/common/base64.ts';
import type { LivenessFolder } from '../../src/contract/liveness/folder.ts';
import {
  type Ability,
  type Bytes,
  type ContractCase,
  FACE,
  type Fixtures,
  jsonOf,
  picturePart,
  type WireRequest,
  type WireResponse,
} from './contract-case.ts';
import { type PartToWrite, writeAsPrinted, writeMultipart } from './multipart-writer.ts';

const PAYLOAD = {
  'folder:meta_data': { partner_side_folder_id: '7', person_info: { first_name: 'John' } },
  resolution_endpoint: 'https://www.example.com/resolution',
  'media:meta_data': { first: { foo: 'bar' } },
  'media:tags': { first: ['photo_selfie'] },
  analyses: [{ type: 'quality', meta_data: { some_key: 'some_value' }, params: { threshold_spoofing: 1 } }],
};

export function payloadPart(payload: unknown): PartToWrite {
  return { name: 'payload', content: typeof payload === 'string' ? payload : JSON.stringify(payload) };
}

export function detect(body: Pick<WireRequest, 'headers' | 'body'>): WireRequest {
  return { method: 'POST', path: `${FACE}/liveness/detect`, ...body };
}

function twoPictures({ anna, annaPng }: Fixtures): PartToWrite[] {
  return [picturePart('first', anna, 'anna.jpg'), picturePart('second', annaPng), payloadPart(PAYLOAD)];
}

/** What every folder of two pictures under the payload must say. */
function expectFolder(response: WireResponse): void {
  expect(response.status).toBe(200);
  const folder = jsonOf(response) as unknown as LivenessFolder;
  const [analysis] = folder.analyses;
  expect(folder).toMatchObject({
    meta_data: PAYLOAD['folder:meta_data'],
    resolution_endpoint: PAYLOAD.resolution_endpoint,
    resolution_status: 'FINISHED',
    system_resolution: 'SUCCESS',
  });
  expect(folder.media).toMatchObject([
    {
      media_type: 'IMAGE_FOLDER',
      original_name: 'anna.jpg',
      tags: ['photo_selfie'],
      meta_data: { foo: 'bar' },
    },
    { media_type: 'IMAGE_FOLDER', tags: [], meta_data: {} },
  ]);
  expect(analysis).toMatchObject({
    type: 'QUALITY',
    state: 'FINISHED',
    resolution: 'SUCCESS',
    meta_data: { some_key: 'some_value' },
    confs: {
      threshold_spoofing: 1,
      threshold_replay: 0.5,
      threshold_liveness: 0.5,
      extract_best_shot: false,
    },
  });
  expect(analysis?.source_media).toEqual(folder.media);
  expect(analysis?.results_media.map(({ source_media_id }) => source_media_id)).toEqual(
    folder.media.map(({ media_id }) => media_id),
  );
  for (const { results_data, output_images } of analysis?.results_media ?? []) {
    expect(results_data.confidence_spoofing).toBeGreaterThanOrEqual(0);
    expect(results_data.confidence_spoofing).toBeLessThanOrEqual(1);
    expect(output_images).toEqual([]);
  }
}

/** A request that is refused with a code and a message that says what is wrong. */
export function refused(
  name: string,
  code: 'LDE-002004' | 'LDE-002005',
  parts: (fixtures: Fixtures) => PartToWrite[],
  message: string | RegExp,
  needs: readonly Ability[] = [],
): ContractCase {
  return {
    name: `${name} is ${code}`,
    needs,
    request: (fixtures) => detect(writeMultipart(parts(fixtures))),
    check(response) {
      expect(response.status).toBe(400);
      expect(jsonOf(response)).toEqual({ code, message: containing(message) });
    },
  };
}

function containing(message: string | RegExp): unknown {
  return typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message);
}

function refusedPayload(name: string, payload: unknown, message: string): ContractCase {
  return refused(
    name,
    'LDE-002005',
    ({ anna }) => [picturePart('first', anna), payloadPart(payload)],
    message,
  );
}

function quality(params: object): object {
  return { analyses: [{ type: 'quality', params }] };
}

/** Liveness `detect` of media with a payload. */
export const LIVENESS_CASES: ContractCase[] = [
  {
    name: 'POST liveness/detect answers the folder of two pictures',
    request: (fixtures) => detect(writeMultipart(twoPictures(fixtures))),
    check: expectFolder,
  },
  {
    name: 'POST liveness/detect with the body as the reference prints it',
    request(fixtures) {
      const [first, second, payload] = twoPictures(fixtures);
      const parts = [first, second, payload && { ...payload, contentType: 'application/json' }];
      return detect(writeAsPrinted(parts.filter((part) => part !== undefined)));
    },
    check: expectFolder,
  },
  {
    name: 'POST liveness/detect in base64, the payload as it is',
    request(fixtures) {
      const parts = twoPictures(fixtures).map((part) =>
        part.name === 'payload' ? part : { ...part, content: encodeBase64(part.content as Bytes) },
      );
      const { headers, body } = writeMultipart(parts);
      return detect({ headers: { ...headers, 'Content-Transfer-Encoding': 'base64' }, body });
    },
    check: expectFolder,
  },
  refused('no medium', 'LDE-002005', () => [payloadPart({})], 'no medium'),
  refused(
    '200 media',
    'LDE-002005',
    ({ anna }) => [
      ...Array.from({ length: 200 }, (_, index) => picturePart(`m${index}`, anna)),
      payloadPart({}),
    ],
    'at most 100',
  ),
  refused(
    'two media of one name',
    'LDE-002005',
    ({ anna }) => [picturePart('first', anna), picturePart('first', anna), payloadPart({})],
    'Two media are named "first"',
  ),
  refused(
    'one medium of two without a face',
    'LDE-002004',
    ({ anna, nobody }) => [picturePart('first', anna), picturePart('second', nobody), payloadPart({})],
    'Medium "second"',
  ),
  refused(
    'a medium of several people',
    'LDE-002004',
    ({ two }) => [picturePart('first', two), payloadPart({})],
    'Medium "first"',
  ),
  refused(
    'an empty medium',
    'LDE-002004',
    () => [picturePart('first', new Uint8Array()), payloadPart({})],
    'Medium "first"',
  ),
  {
    name: 'POST liveness/detect analyses media by the defaults if the payload is missing',
    request: ({ anna }) => detect(writeMultipart([picturePart('first', anna)])),
    check(response) {
      expect(response.status).toBe(200);
      expect(jsonOf(response)).toMatchObject({ analyses: [{ type: 'QUALITY' }] });
    },
  },
  refusedPayload('a payload that is not JSON', '{"analyses": [', 'not valid JSON'),
  {
    name: 'POST liveness/detect takes the last of two equal keys in the payload, as JSON.parse does',
    request({ anna }) {
      const payload = '{"media:tags": {"first": ["one"]}, "media:tags": {"first": ["other"]}}';
      return detect(writeMultipart([picturePart('first', anna), payloadPart(payload)]));
    },
    check: (response) => expect(jsonOf(response)).toMatchObject({ media: [{ tags: ['other'] }] }),
  },
  refusedPayload('a payload that is no object', '["quality"]', 'must be a JSON object'),
  refusedPayload('a payload naming an unknown medium', { 'media:tags': { other: [] } }, 'media:tags.other'),
  refusedPayload(
    'a threshold out of range',
    quality({ threshold_spoofing: 1.5 }),
    'params.threshold_spoofing',
  ),
  refusedPayload('a wrong analysis type', { analyses: [{ type: 'biometry' }] }, 'analyses[0].type'),
  refusedPayload('tags of the wrong type', { 'media:tags': { first: 'photo_selfie' } }, 'media:tags.first'),
];
