import { describe, expect, test } from 'vitest';
import type { EngineCore } from '../../../src/engine/engine-core.ts';
import { LivenessModels } from '../../../src/engine/liveness-models.ts';

const models = new LivenessModels({
  models: { detector: { sureScore: 0.85 } },
  runtime: { pack: { manifest: { calibration: { embeddingLength: { upright: 12 } } } } },
} as unknown as EngineCore);

describe('a face is clear', () => {
  test('if its embedding is as long as an upright face’s, or so much of that as is asked for', () => {
    expect(models.isClear({ length: 12, score: 0.93 })).toBe(true);
    expect(models.isClear({ length: 11.9, score: 0.93 })).toBe(false);
    expect(models.isClear({ length: 11.9, score: 0.93 }, 0.85)).toBe(true);
  });

  test('if the detector doubts it, only with a longer one: faces in masks', () => {
    expect(models.isClear({ length: 12.3, score: 0.84 })).toBe(false);
    expect(models.isClear({ length: 12.3, score: 0.84 }, 0.85)).toBe(false);
    expect(models.isClear({ length: 13.5, score: 0.84 })).toBe(true);
  });
});
