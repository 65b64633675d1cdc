import { beforeAll, describe, expect, test } from 'vitest';
import { TurnedPicture } from '../../../src/media/turned-picture.ts';
import type { EmbeddingLengths } from '../../../src/runtime/model-manifest.ts';
import { cosineSimilarity } from '../../../src/templates/similarity.ts';
import { confirmedDetector } from '../../../src/vision/confirmed-detector.ts';
import type { Embedder, FaceModels } from '../../../src/vision/face-models.ts';
import { FacePipeline } from '../../../src/vision/face-pipeline.ts';
import { buildFaceModels } from '../../../src/vision/model-families.ts';
import { noTimings } from '../../../src/vision/stage-timings.ts';
import { decodedSample, hasModels, nodeRuntime } from '../../support/node-models.ts';
import { SAME_PERSON } from '../../support/pictures.ts';
import type { PixelPicture } from '../../support/pixel-picture.ts';

/** Head and shoulders about a face of a sample. */
function around({ x, y, width, height }: (typeof SAME_PERSON)[keyof typeof SAME_PERSON]) {
  return {
    left: Math.round(x - 0.4 * width),
    top: Math.round(y - 0.4 * height),
    width: Math.round(1.8 * width),
    height: Math.round(1.8 * height),
  };
}

const context = () => ({ signal: new AbortController().signal, timings: noTimings() });

describe.skipIf(!hasModels())('the real models, without a browser', () => {
  let models: FaceModels;
  let lengths: EmbeddingLengths;
  let pipeline: FacePipeline;
  let probe: PixelPicture;
  let reference: PixelPicture;

  beforeAll(async () => {
    const runtime = nodeRuntime();
    models = buildFaceModels(runtime);
    lengths = runtime.pack.manifest.calibration.embeddingLength;
    pipeline = new FacePipeline(models, lengths);
    probe = await decodedSample(1, 320, around(SAME_PERSON.sample1));
    reference = await decodedSample(3, 320, around(SAME_PERSON.sample3));
  });

  async function embed(picture: PixelPicture | TurnedPicture) {
    const [face] = await pipeline.detect(picture, context());
    if (!face) throw new Error('No face was found');
    return pipeline.embed(picture, face, context());
  }

  test('find everybody in a group photo, with points inside the boxes', async () => {
    const picture = await decodedSample(5, 960);
    const faces = await pipeline.detect(picture, context());
    expect(faces).toHaveLength(5);
    for (const face of faces) {
      const { box, points } = await pipeline.locate(picture, face, context());
      for (const { x, y } of points) {
        expect(x).toBeGreaterThan(box.x - 0.1 * box.width);
        expect(x).toBeLessThan(box.x + 1.1 * box.width);
        expect(y).toBeGreaterThan(box.y - 0.1 * box.height);
        expect(y).toBeLessThan(box.y + 1.1 * box.height);
      }
    }
  });

  test('tell a doubtful face that is embedded anyway by its embedding, and embed it once', async () => {
    const picture = await decodedSample(1, 960);
    const runs = { looks: 0, embeddings: 0 };
    const { detector, embedder } = models;
    const counting = confirmedDetector({
      ...detector,
      // Sure of nothing: each face is looked at again.
      sureScore: 2,
      propose(...args) {
        runs.looks++;
        return detector.propose(...args);
      },
    });
    const embed: Embedder['embed'] = (...args) => {
      runs.embeddings++;
      return embedder.embed(...args);
    };
    const doubting = new FacePipeline(
      { ...models, detector: counting, embedder: { embed } },
      { ...lengths, sure: 0 },
    );
    const faces = await doubting.detect(picture, context(), { toEmbed: true });
    expect(faces).toHaveLength(3);
    for (const face of faces) await doubting.embed(picture, face, context());
    expect(runs).toEqual({ looks: 1, embeddings: faces.length });
  });

  test('embed two pictures of one person alike, of two people not', async () => {
    const [one, again] = [await embed(probe), await embed(reference)];
    const other = await embed(await decodedSample(2, 320, { left: 1360, top: 60, width: 370, height: 420 }));
    expect(Math.hypot(...one.embedding.vector)).toBeCloseTo(1, 5);
    expect(cosineSimilarity(one.embedding.vector, again.embedding.vector)).toBeGreaterThan(0.414);
    expect(cosineSimilarity(one.embedding.vector, other.embedding.vector)).toBeLessThan(0.245);
  });

  test.each([1, 2, 3] as const)('embed a face that was turned by %i quarters', async (turns) => {
    const [upright, turned] = [await embed(probe), await embed(new TurnedPicture(probe, turns))];
    expect(cosineSimilarity(upright.embedding.vector, turned.embedding.vector)).toBeGreaterThan(0.6);
  });

  test('say where the time went', async () => {
    const call = context();
    const [face] = await pipeline.detect(probe, call);
    if (face) await pipeline.embed(probe, face, call);
    const { detect, landmarks, embed, models } = call.timings;
    for (const time of [detect, embed, models]) expect(time).toBeGreaterThan(0);
    expect(detect + landmarks + embed).toBeGreaterThanOrEqual(models);
  });

  test('stop when the call is cancelled', async () => {
    const call = { signal: AbortSignal.abort(), timings: noTimings() };
    await expect(pipeline.detect(probe, call)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
