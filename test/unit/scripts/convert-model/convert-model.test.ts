import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { convertModel } from '../../../../scripts/convert-model/convert-model.mjs';
import { withGraph } from '../../../../scripts/convert-model/onnx-format.mjs';
import { pruneChannels } from '../../../../scripts/convert-model/prune-channels.mjs';
import { SOURCES_FOLDER } from '../../../../scripts/models.mjs';
import { DEFAULT_DECISION_THRESHOLDS } from '../../../../src/contract/decision.ts';
import { EngineCore } from '../../../../src/engine/engine-core.ts';
import { LivenessModels } from '../../../../src/engine/liveness-models.ts';
import { defaultPack } from '../../../../src/page/default-pack.ts';
import type { ModelEntry } from '../../../../src/runtime/model-manifest.ts';
import { modelOf } from '../../../../src/runtime/model-pack.ts';
import type { ModelRuntime } from '../../../../src/runtime/model-runtime.ts';
import type { FloatTensor } from '../../../../src/runtime/model-session.ts';
import { cosineSimilarity } from '../../../../src/templates/similarity.ts';
import { FacePipeline } from '../../../../src/vision/face-pipeline.ts';
import { InputTensor } from '../../../../src/vision/input-tensor.ts';
import { noTimings } from '../../../../src/vision/stage-timings.ts';
import { ultrafaceDetector } from '../../../../src/vision/ultraface-detector.ts';
import { decodedSample, nodeRuntime } from '../../../support/node-models.ts';
import type { PixelPicture } from '../../../support/pixel-picture.ts';

const sourceOf = ({ file }: ModelEntry) => join(SOURCES_FOLDER, file);

function hasSources(): boolean {
  const there = defaultPack.manifest.models.every((model) => existsSync(sourceOf(model)));
  if (!there) console.info(`Some tests here are skipped: delete models/*.onnx and run \`npm run models\`.`);
  return there;
}

describe.skipIf(!hasSources())('a converted model', () => {
  test('has less than half the bytes, and the same ones each time', async () => {
    const source = await readFile(sourceOf(modelOf(defaultPack, 'eyes')));
    const converted = convertModel(source);
    expect(converted.length).toBeLessThan(0.4 * source.length);
    expect(converted.equals(convertModel(source))).toBe(true);
  });

  test('answers like its source on real faces', async () => {
    const runtime = nodeRuntime();
    const source = nodeRuntime(sourceOf);
    const least: Record<string, number> = {};
    const run = runtime.run.bind(runtime);
    vi.spyOn(runtime, 'run').mockImplementation(async (model, input) => {
      const outputs = await run(model, input);
      // The detector has other outputs than its source: see below.
      if (model.role === 'detector') return outputs;
      for (const [name, expected] of Object.entries(await source.run(model, input))) {
        const found = cosine(outputs[name] ?? new Float32Array(), expected);
        const output = `${model.role} ${name}`;
        least[output] = Math.min(least[output] ?? 1, found);
      }
      return outputs;
    });

    await useEveryModel(runtime, await decodedSample(5, 960));

    expect(Object.keys(least).map((name) => name.split(' ')[0])).toEqual(
      expect.arrayContaining(['landmarks', 'embedding', 'antispoofing', 'pose', 'eyes']),
    );
    for (const [output, found] of Object.entries(least)) expect(found, output).toBeGreaterThan(0.999);
  });

  test('as a detector gives the boxes that its source decodes itself', async () => {
    const detector = modelOf(defaultPack, 'detector');
    const [picture, whole] = [await decodedSample(1, 320), { x: 0, y: 0, width: 320, height: 240 }];
    const pixels = picture.read(whole, whole.width, whole.height);
    const { scores = [], boxes = [] } = await nodeRuntime(sourceOf).run(
      detector,
      new InputTensor(detector.input).fill(pixels),
    );

    const runtime = nodeRuntime();
    const adapter = ultrafaceDetector((input) => runtime.run(detector, input), detector.input);
    const faces = await adapter.propose(picture, whole);

    expect(faces.length).toBeGreaterThan(1);
    for (const { score, box } of faces) {
      const corners = [box.x / 320, box.y / 240, (box.x + box.width) / 320, (box.y + box.height) / 240];
      const distances = Array.from({ length: scores.length / 2 }, (_, index) =>
        Math.max(
          Math.abs((scores[2 * index + 1] ?? 0) - score),
          ...corners.map((corner, side) => Math.abs(corner - (boxes[4 * index + side] ?? 0))),
        ),
      );
      expect(Math.min(...distances)).toBeLessThan(0.005);
    }
  });

  test('without its dead channels gives what it gave with them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'inpage-face-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const embedding = modelOf(defaultPack, 'embedding');
    let gone = 0;
    const pruned = withGraph(await readFile(sourceOf(embedding)), (graph) => {
      gone = pruneChannels(graph);
    });
    await writeFile(join(folder, embedding.file), pruned);
    const input = await anyFace(embedding);

    const { output: expected = [] } = await nodeRuntime(sourceOf).run(embedding, input);
    const { output = [] } = await nodeRuntime(({ file }) => join(folder, file)).run(embedding, input);

    expect(gone).toBeGreaterThan(1000);
    expect([...output]).toEqual([...expected].map((value) => expect.closeTo(value, 4)));
  });
});

/** A face as the embedding model sees it. */
async function anyFace({ input }: ModelEntry): Promise<FloatTensor> {
  const picture = await decodedSample(1, 112, { left: 1389, top: 145, width: 376, height: 376 });
  return new InputTensor(input).fill(picture.read({ x: 0, y: 0, width: 112, height: 112 }, 112, 112));
}

/** Looks at two faces of a picture by all that a pack can. */
async function useEveryModel(runtime: ModelRuntime, picture: PixelPicture): Promise<void> {
  const context = { signal: new AbortController().signal, timings: noTimings() };
  const core = new EngineCore(runtime, DEFAULT_DECISION_THRESHOLDS);
  const models = new LivenessModels(core);
  const pipeline = new FacePipeline(core.models, { lowest: 0, upright: 0, highest: 1 });
  for (const face of (await pipeline.detect(picture, context)).slice(0, 2)) {
    await pipeline.embed(picture, face, context);
    await models.antispoofing.attackLogOdds(picture, face.box);
    await models.quality(picture, face, 0);
  }
}

function cosine(a: Float32Array, b: Float32Array): number {
  return cosineSimilarity(a, b) / Math.sqrt(cosineSimilarity(a, a) * cosineSimilarity(b, b));
}
