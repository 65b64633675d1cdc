import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../src/common/base64.ts';
import type { LivenessFolder, Resolution } from '../../src/contract/liveness/folder.ts';
import { CLIP, type ClipName } from './clips.ts';
import {
  type Ability,
  type Archives,
  type Bytes,
  type ContractCase,
  type Fixtures,
  jsonOf,
  type LabelledSamples,
  picturePart,
  textOf,
  type WireResponse,
} from './contract-case.ts';
import { detect, payloadPart, refused } from './liveness-cases.ts';
import { type PartToWrite, writeMultipart } from './multipart-writer.ts';

const WITH_BEST_SHOT = { analyses: [{ type: 'quality', params: { extract_best_shot: true } }] };

/** Liveness `detect` of videos, of archives, and of all kinds of media together. */
export const MEDIA_CASES: ContractCase[] = [
  judged('a video', ['videos'], {
    parts: (fixtures) => [mediumPart('clip', clip(fixtures, 'mp4'), 'video/mp4', 'clip.mp4')],
    payload: {
      'media:tags': { clip: ['video_selfie', 'video_selfie_blank'] },
      'media:meta_data': { clip: { taken: 'now' } },
    },
    check({ media: [medium] }, fixtures) {
      expect(medium).toMatchObject({
        media_type: 'VIDEO_FOLDER',
        original_name: 'clip.mp4',
        tags: ['video_selfie', 'video_selfie_blank'],
        meta_data: { taken: 'now' },
        info: {
          thumb: null,
          video: {
            ...fileOf(clip(fixtures, 'mp4')),
            width: CLIP.width,
            height: CLIP.height,
            duration: expect.closeTo(CLIP.seconds, 1),
            FPS: expect.closeTo(CLIP.framesPerSecond, 0),
            'mime-type': 'video/mp4',
          },
        },
      });
    },
  }),
  judged('a WebM under the name and the type of a picture', ['videos'], {
    parts: (fixtures) => [mediumPart('clip', clip(fixtures, 'webm'), 'image/jpeg', 'clip.jpg')],
    check: ({ media: [medium] }) =>
      expect(medium).toMatchObject({
        media_type: 'VIDEO_FOLDER',
        original_name: 'clip.jpg',
        info: { video: { 'mime-type': 'video/webm' } },
      }),
  }),
  judged('a picture under the name and the type of a video', [], {
    parts: ({ anna }) => [mediumPart('photo', anna, 'video/mp4', 'photo.mp4')],
    check: ({ media: [medium] }) =>
      expect(medium).toMatchObject({ media_type: 'IMAGE_FOLDER', original_name: 'photo.mp4' }),
  }),
  judged('a zip of frames', ['archives'], archive('zip', 'application/zip')),
  judged('a gzip-compressed tar of frames', ['archives'], archive('tarGz', 'application/gzip')),
  judged('a picture, a video and an archive together', ['videos', 'archives'], {
    parts: (fixtures) => [
      picturePart('photo', fixtures.anna),
      mediumPart('clip', clip(fixtures, 'mp4'), 'video/mp4'),
      mediumPart('frames', fixtures.archives.zip, 'application/zip'),
    ],
    payload: { ...WITH_BEST_SHOT, 'media:tags': { frames: ['series'] } },
    check(folder) {
      expect(folder.media.map(({ media_type, tags }) => [media_type, tags])).toEqual([
        ['IMAGE_FOLDER', []],
        ['VIDEO_FOLDER', []],
        ['SHOT_SET_FOLDER', ['series']],
      ]);
      expect(resultsOf(folder).map(({ output_images }) => output_images.length)).toEqual([0, 1, 1]);
    },
  }),
  judged('the best shot of a video', ['videos'], {
    parts: (fixtures) => [mediumPart('clip', clip(fixtures, 'mp4'), 'video/mp4')],
    payload: WITH_BEST_SHOT,
    check: (folder) => expectBestShot(folder, CLIP),
  }),
  judged('the best shot of an archive', ['archives'], {
    parts: ({ archives }) => [mediumPart('frames', archives.zip, 'application/zip')],
    payload: WITH_BEST_SHOT,
    check(folder) {
      const [medium] = folder.media;
      expectBestShot(folder, medium?.media_type === 'SHOT_SET_FOLDER' ? medium.info.original : CLIP);
    },
  }),
  judged('a video in base64', ['videos'], {
    parts: (fixtures) => [
      {
        ...mediumPart('clip', clip(fixtures, 'mp4'), 'video/mp4'),
        content: encodeBase64(clip(fixtures, 'mp4')),
      },
    ],
    headers: { 'Content-Transfer-Encoding': 'base64' },
    check: ({ media: [medium] }, fixtures) =>
      expect(medium?.info).toMatchObject({ video: fileOf(clip(fixtures, 'mp4')) }),
  }),

  refusedClip('a video of several people', 'severalPeople', 'several people'),
  refusedClip('a video without a face', 'nobody', 'shows no face'),
  refusedClip('a video of sound only', 'soundOnly', 'sound only'),
  refusedClip('a video without frames', 'noFrames', 'without a single frame'),
  refusedClip('a video in a codec that no browser decodes', 'unknownCodec', 'codec hevc'),
  refusedClip('a video cut short behind its index', 'cutBehindIndex', 'cut short'),
  refusedClip('a video cut short before its index', 'cutBeforeIndex', 'cut short'),
  refusedArchive('an archive with a path that leads outside', 'leadingOutside', 'leads outside'),
  refusedArchive('an archive without a picture', 'withoutPicture', 'holds no picture'),
  refusedArchive('an archive cut short', 'cutShort', "can't be read"),
  refused(
    'a video where no WebCodecs are',
    'LDE-002004',
    (fixtures) => [mediumPart('bad', clip(fixtures, 'mp4'), 'video/mp4'), payloadPart({})],
    /Medium "bad" is a video.*no WebCodecs/,
    ['no WebCodecs'],
  ),
  refused(
    'a video that is not the base64 its header says',
    'LDE-002004',
    () => [
      {
        name: 'clip',
        content: 'no base64 §',
        headers: [
          'Content-Disposition: form-data; name="clip"',
          'Content-Type: video/mp4',
          'Content-Transfer-Encoding: base64',
        ],
      },
      payloadPart({}),
    ],
    '"clip" is not base64',
  ),

  labelled('a live face on a video', ['videos'], { video: 'liveVideo' }, 'SUCCESS'),
  labelled('a replayed face on a video', ['videos'], { video: 'replayedVideo' }, 'DECLINED'),
  labelled('a live face on a picture', [], { photo: 'livePicture' }, 'SUCCESS'),
  labelled('a live and a printed face', [], { live: 'livePicture', print: 'printedPicture' }, 'DECLINED'),
];

interface JudgedMedia {
  parts: (fixtures: Fixtures) => PartToWrite[];
  payload?: object;
  headers?: Record<string, string>;
  check: (folder: LivenessFolder, fixtures: Fixtures) => void;
}

/** A request that is answered by a folder. */
function judged(
  what: string,
  needs: Ability[],
  { parts, payload = {}, headers = {}, check }: JudgedMedia,
): ContractCase {
  return {
    name: `POST liveness/detect judges ${what}`,
    needs,
    request(fixtures) {
      const written = writeMultipart([...parts(fixtures), payloadPart(payload)]);
      return detect({ ...written, headers: { ...written.headers, ...headers } });
    },
    check: (response, fixtures) => check(folderOf(response), fixtures),
  };
}

function archive(name: 'zip' | 'tarGz', mimeType: string): JudgedMedia {
  return {
    parts: ({ archives }) => [mediumPart('frames', archives[name], mimeType, 'frames')],
    check: ({ media: [medium] }, { archives }) =>
      expect(medium).toMatchObject({
        media_type: 'SHOT_SET_FOLDER',
        info: { thumb: null, original: { ...fileOf(archives[name]), 'mime-type': mimeType } },
      }),
  };
}

function labelled(
  what: string,
  needs: Ability[],
  samples: Record<string, keyof LabelledSamples>,
  resolution: Resolution,
): ContractCase {
  return judged(`${what}: ${resolution}`, ['labelled samples', ...needs], {
    parts: (fixtures) =>
      Object.entries(samples).map(([name, sample]) => {
        if (!fixtures.labelled) throw new Error('This target has no labelled samples');
        return mediumPart(name, fixtures.labelled[sample], 'application/octet-stream');
      }),
    check: (folder) => expect(folder.system_resolution).toBe(resolution),
  });
}

/** Refused by its own name, although another medium is good. */
function refusedMedium(
  what: string,
  needs: Ability[],
  medium: (fixtures: Fixtures) => PartToWrite,
  message: string,
): ContractCase {
  const parts = (fixtures: Fixtures) => [
    picturePart('good', fixtures.anna),
    medium(fixtures),
    payloadPart({}),
  ];
  return refused(what, 'LDE-002004', parts, new RegExp(`Medium "bad" .*${message}`), needs);
}

function refusedClip(what: string, name: ClipName, message: string): ContractCase {
  const medium = (fixtures: Fixtures) => mediumPart('bad', clip(fixtures, name), 'video/mp4', 'bad.mp4');
  return refusedMedium(what, ['videos'], medium, message);
}

function refusedArchive(what: string, name: keyof Archives, message: string): ContractCase {
  const medium = ({ archives }: Fixtures) => mediumPart('bad', archives[name], 'application/zip');
  return refusedMedium(what, ['archives'], medium, message);
}

function mediumPart(name: string, content: Bytes, contentType: string, filename?: string): PartToWrite {
  return { name, content, contentType, ...(filename !== undefined && { filename }) };
}

function clip({ clips }: Fixtures, name: ClipName): Bytes {
  if (!clips) throw new Error('This target has no clips');
  return clips[name];
}

function folderOf(response: WireResponse): LivenessFolder {
  expect(response.status, textOf(response.body).slice(0, 300)).toBe(200);
  const folder = jsonOf(response) as unknown as LivenessFolder;
  expect(resultsOf(folder).map(({ source_media_id }) => source_media_id)).toEqual(
    folder.media.map(({ media_id }) => media_id),
  );
  for (const { results_data } of resultsOf(folder)) {
    expect(results_data.confidence_spoofing).toBeGreaterThanOrEqual(0);
    expect(results_data.confidence_spoofing).toBeLessThanOrEqual(1);
  }
  return folder;
}

function resultsOf({ analyses }: LivenessFolder) {
  return analyses.flatMap(({ results_media }) => results_media);
}

function expectBestShot(folder: LivenessFolder, { width, height }: { width: number; height: number }) {
  const [image, ...more] = resultsOf(folder).flatMap(({ output_images }) => output_images);
  expect(more).toEqual([]);
  const jpeg = decodeBase64(image?.image_b64 ?? '') ?? new Uint8Array();
  expect([...jpeg.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  expect(image?.info.original).toEqual({ ...fileOf(jpeg), width, height, 'mime-type': 'image/jpeg' });
  expect(image?.media_association_id).toBe(folder.media[0]?.media_id);
}

/** What `info` says of any file. */
function fileOf(bytes: Uint8Array): { size: number; md5: string } {
  return { size: bytes.length, md5: createHash('md5').update(bytes).digest('hex') };
}
