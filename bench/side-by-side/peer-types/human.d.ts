// What the bench uses of @vladmandic/human, which is not in the main install.
import type { TensorFlow } from './tensorflow.d.ts';

export type Descriptor = readonly number[];

export interface HumanFace {
  embedding?: Descriptor;
  mesh: unknown[];
  real?: number;
  live?: number;
}

export default class Human {
  constructor(config: object);
  version: string;
  tf: TensorFlow;
  load(): Promise<void>;
  detect(input: ImageData): Promise<{ face: HumanFace[]; error: string | null }>;
  match: {
    similarity(first: Descriptor, second: Descriptor): number;
    find(probe: Descriptor, references: readonly Descriptor[]): { index: number };
  };
}
