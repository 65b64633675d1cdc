import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { compactModel } from '../../../scripts/compact-model.mjs';
import { SOURCES_FOLDER } from '../../../scripts/models.mjs';
import { DEFAULT_DECISION_THRESHOLDS } from '../../../src/contract/decision.ts';
import { EngineCore } from '../../../src/engine/engine-core.ts';
import { LivenessModels } from '../../../src/engine/liveness-models.ts';
import { defaultPack } from '../../../src/runtime/default-pack.ts';
import { type ModelEntry, modelOf } from '../../../src/runtime/model-pack.ts';
import type { ModelRuntime } from '../../../src/runtime/model-runtime.ts';
import { cosineSimilarity } from '../../../src/templates/similarity.ts';
import { FacePipeline } from '../../../src/vision/face-pipeline.ts';
import { noTimings } from '../../../src/vision/stage-timings.ts';
import { decodedSample, nodeRuntime } from '../../support/node-models.ts';
import type { PixelPicture } from '../../support/pixel-picture.ts';

const sourceOf = ({ file }: ModelEntry) => join(SOURCES_FOLDER, file);

function hasSources(): boolean {
  const there = defaultPack.manifest.models.every((model) => existsSync(sourceOf(model)));
  if (!there) console.info(`Some tests here are skipped: delete models/*.onnx and run \`npm run models\`.`);
  return there;
}

describe.skipIf(!hasSources())('a model with weights as 16-bit floats', () => {
  it('has little more than half the bytes, and the same ones each time', async () => {
    const source = await readFile(sourceOf(modelOf(defaultPack, 'eyes')));
    const compact = compactModel(source);
    expect(compact.length).toBeLessThan(0.6 * source.length);
    expect(compact.equals(compactModel(source))).toBe(true);
  });

  it('answers like its source on real faces', { timeout: 60_000 }, async () => {
    const runtime = nodeRuntime();
    const source = nodeRuntime(sourceOf);
    const least: Record<string, number> = {};
    const run = runtime.run.bind(runtime);
    vi.spyOn(runtime, 'run').mockImplementation(async (model, input) => {
      const outputs = await run(model, input);
      for (const [name, expected] of Object.entries(await source.run(model, input))) {
        const found = cosine(outputs[name] ?? new Float32Array(), expected);
        const output = `${model.role} ${name}`;
        least[output] = Math.min(least[output] ?? 1, found);
      }
      return outputs;
    });

    await useEveryModel(runtime, await decodedSample(5, 960));

    expect(Object.keys(least).map((name) => name.split(' ')[0])).toEqual(
      expect.arrayContaining(['detector', 'landmarks', 'embedding', 'antispoofing', 'pose', 'eyes']),
    );
    for (const [output, found] of Object.entries(least)) expect(found, output).toBeGreaterThan(0.999);
  });
});

/** Looks at two faces of a picture by all that a pack can. */
async function useEveryModel(runtime: ModelRuntime, picture: PixelPicture): Promise<void> {
  const context = { signal: new AbortController().signal, timings: noTimings() };
  const core = new EngineCore(runtime, DEFAULT_DECISION_THRESHOLDS);
  const models = new LivenessModels(core);
  const pipeline = new FacePipeline(core.models, 0);
  for (const face of (await pipeline.detect(picture, context)).slice(0, 2)) {
    await pipeline.embed(picture, face, context);
    await models.antispoofing.attackLogOdds(picture, face.box);
    await models.quality(picture, face, 0);
  }
}

function cosine(a: Float32Array, b: Float32Array): number {
  return cosineSimilarity(a, b) / Math.sqrt(cosineSimilarity(a, a) * cosineSimilarity(b, b));
}
