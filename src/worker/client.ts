import type { EngineOptions, FaceEngine } from '../engine/face-engine.ts';

export async function createEngine(_options: EngineOptions = {}): Promise<FaceEngine> {
  throw new Error('not built yet');
}
