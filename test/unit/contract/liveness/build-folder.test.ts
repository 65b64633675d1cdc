import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type AnalysedMedium, buildFolder } from '../../../../src/contract/liveness/build-folder.ts';
import { checkPayload } from '../../../../src/contract/liveness/payload.ts';
import folderSkeleton from './folder-skeleton.json' with { type: 'json' };
import { folderExamples, skeletonOf } from './skeleton.ts';

const REFERENCE = new URL('../../../../../shared/api-lite-methods.md', import.meta.url);

const file = { width: 720, height: 960, md5: 'e6effeceb94e79b8cb204c6652283b57', size: 145178 };
const video: AnalysedMedium = {
  name: 'media_key1',
  filename: 'video.mp4',
  type: 'VIDEO_FOLDER',
  info: { duration: 3.76, FPS: 22.83, ...file, 'mime-type': 'video/mp4' },
  spoofing: 0.45,
  bestShot: { info: { ...file, 'mime-type': 'image/jpeg' }, base64: '/9j/' },
};
const image: AnalysedMedium = {
  name: 'media_key2',
  type: 'IMAGE_FOLDER',
  info: { ...file, 'mime-type': 'image/png' },
  spoofing: 0.1,
};
const archive: AnalysedMedium = { ...image, name: 'media_key3', type: 'SHOT_SET_FOLDER' };

function folder(payload: object, media: AnalysedMedium[] = [video]) {
  const checked = checkPayload(
    payload,
    media.map(({ name }) => name),
  );
  return buildFolder(media, checked, 1_720_177_371_120.5, 1_720_177_375_531);
}

function quality(params: object) {
  return { type: 'quality', meta_data: { some_key: 'some_value' }, params };
}

describe('the folder', () => {
  test('has every key of the reference with its type, null where it is null', () => {
    const built = folder({
      resolution_endpoint: 'https://example.com/resolution',
      'media:tags': { media_key1: ['video_selfie'] },
      analyses: [quality({ extract_best_shot: true })],
    });
    expect(skeletonOf(JSON.parse(JSON.stringify(built)))).toEqual(folderSkeleton);
  });

  test.skipIf(!existsSync(REFERENCE))(
    'follows the examples of the reference itself (needs ../shared/api-lite-methods.md)',
    () => {
      const examples = folderExamples(readFileSync(REFERENCE, 'utf8'));
      expect(examples.length).toBe(2);
      for (const example of examples) {
        const { analyses, ...rest } = skeletonOf(example) as Record<string, unknown>;
        const { analyses: expected, ...expectedRest } = folderSkeleton as Record<string, unknown>;
        expect(rest).toEqual(expectedRest);
        // The example without a best shot has an empty list of output images.
        const withoutImages = (value: unknown) =>
          JSON.stringify(value).replace(/"output_images":\[.*?\],"coll/, '"coll');
        expect(withoutImages(analyses)).toBe(withoutImages(expected));
      }
    },
  );

  test('tells of gestures beside the reference’s fields, and declines what lacks one that was checked', () => {
    const seen = { tag: 'video_selfie_smile', gesture: 'smile', checked: true, made: true, time: 1.5 };
    const missing = { ...seen, made: false, time: null };
    const unknown = { ...missing, tag: 'video_selfie_scan', gesture: null, checked: false };
    const answer = (gestures: AnalysedMedium['gestures'] & object) => {
      const [analysis] = folder({}, [{ ...video, gestures }]).analyses;
      expect(analysis?.results_media[0]?.gestures).toEqual(gestures);
      return analysis?.resolution;
    };
    expect(answer([seen, unknown])).toBe('SUCCESS');
    expect(answer([seen, missing])).toBe('DECLINED');
    expect(folder({}).analyses[0]?.results_media[0]).not.toHaveProperty('gestures');
  });

  test('uses one id for the folder and one for each medium wherever they appear', () => {
    const built = folder({ analyses: [quality({ extract_best_shot: true })] }, [video, image, archive]);
    const [analysis] = built.analyses;
    const ids = built.media.map(({ media_id }) => media_id);
    expect(new Set([built.folder_id, ...ids]).size).toBe(4);
    expect(
      JSON.stringify(built)
        .match(/"folder_id":"[^"]*"/g)
        ?.every((id) => id.includes(built.folder_id)),
    ).toBe(true);
    expect(analysis?.source_media).toEqual(built.media);
    expect(analysis?.results_media.map((result) => result.source_media_id)).toEqual(ids);
    expect(analysis?.results_media.map((result) => result.media_association_id)).toEqual(ids);
    expect(analysis?.results_media[0]?.output_images[0]?.media_association_id).toBe(ids[0]);
    expect(built.media.map((medium) => ('video_id' in medium ? medium.video_id : medium.media_id))).toEqual(
      ids,
    );
  });

  test('tells times in seconds', () => {
    const built = folder({});
    expect(built.time_created).toBe(1_720_177_371.1205);
    expect(built.analyses[0]?.time_updated).toBe(1_720_177_375.531);
  });

  test('echoes what the payload says of the folder, the media and the analyses', () => {
    const built = folder(
      {
        'folder:meta_data': { partner_side_folder_id: '7' },
        resolution_endpoint: 'https://example.com/resolution',
        'media:meta_data': { media_key1: { foo4: 'bar5' } },
        'media:tags': { media_key2: ['photo_selfie'] },
        analyses: [quality({})],
      },
      [video, image],
    );
    expect(built.meta_data).toEqual({ partner_side_folder_id: '7' });
    expect(built.resolution_endpoint).toBe('https://example.com/resolution');
    expect(built.media.map(({ tags }) => tags)).toEqual([[], ['photo_selfie']]);
    expect(built.media.map(({ meta_data }) => meta_data)).toEqual([{ foo4: 'bar5' }, {}]);
    expect(built.media.map(({ original_name }) => original_name)).toEqual(['video.mp4', 'media_key2']);
    expect(built.analyses[0]?.meta_data).toEqual({ some_key: 'some_value' });
  });

  test('echoes it for media named as what every object has', () => {
    const names = ['constructor', '__proto__', 'toString'];
    const tags = `{${names.map((name) => `"${name}": ["${name}"]`).join()}}`;
    const payload = checkPayload(`{"media:tags": ${tags}}`, [...names, 'valueOf']);
    const media = [...names, 'valueOf'].map((name) => ({ ...image, name }));
    const built = buildFolder(media, payload, 0, 0);
    expect(built.media.map(({ tags }) => tags)).toEqual([...names.map((name) => [name]), []]);
    expect(built.media.map(({ meta_data }) => meta_data)).toEqual([{}, {}, {}, {}]);
  });

  test('judges each analysis by its own threshold, and itself by the worst of them', () => {
    const built = folder({
      analyses: [quality({ threshold_spoofing: 0.6 }), quality({ threshold_spoofing: 0.4 })],
    });
    expect(built.analyses.map(({ resolution }) => resolution)).toEqual(['SUCCESS', 'DECLINED']);
    expect(built.analyses.map(({ resolution_status }) => resolution_status)).toEqual(['SUCCESS', 'DECLINED']);
    expect(built.analyses.map(({ confs }) => confs.threshold_spoofing)).toEqual([0.6, 0.4]);
    expect(built.system_resolution).toBe('DECLINED');
  });

  test('declines above the threshold only, not at it', () => {
    expect(folder({ analyses: [quality({ threshold_spoofing: 0.45 })] }).system_resolution).toBe('SUCCESS');
  });

  test('shows the best shot only to the analysis that asked for it', () => {
    const built = folder({ analyses: [quality({}), quality({ extract_best_shot: true })] });
    const shots = built.analyses.map(({ results_media }) => results_media[0]?.output_images.length);
    expect(shots).toEqual([0, 1]);
  });

  test('takes a medium named like a property of every object for what it is', () => {
    const built = folder({}, [{ ...image, name: 'constructor' }]);
    expect(built.media[0]?.tags).toEqual([]);
    expect(built.media[0]?.meta_data).toEqual({});
  });
});
