import type { InferenceSession } from 'onnxruntime-web/wasm';
import type { OnnxRuntime } from './onnx-runtime.ts';

/** A dense float tensor in row-major order. */
export interface FloatTensor {
  data: Float32Array;
  shape: readonly number[];
}

/** Adds up how long models ran, in milliseconds. */
export interface ModelClock {
  models: number;
}

export type ModelSession = ReturnType<typeof modelSession>;

/** One model, ready to run; `ModelRuntime` sees to it that runs follow each other. */
export function modelSession({ Tensor }: Pick<OnnxRuntime, 'Tensor'>, session: InferenceSession) {
  return {
    /** Runs the model on its one input; the outputs come by name. */
    async run(input: FloatTensor, clock?: ModelClock): Promise<Record<string, Float32Array>> {
      const [inputName] = session.inputNames;
      if (inputName === undefined) throw new Error('The model has no input.');
      const tensor = new Tensor('float32', input.data, input.shape);
      const start = performance.now();
      const results = await session.run({ [inputName]: tensor });
      if (clock) clock.models += performance.now() - start;
      // The graph's names are its maker's: none must be taken for what every object has.
      const outputs: Record<string, Float32Array> = Object.create(null);
      for (const [name, value] of Object.entries(results)) {
        if (value.type !== 'float32') throw new Error(`Output ${name} is ${value.type}, not float32.`);
        outputs[name] = value.data as Float32Array;
      }
      return outputs;
    },
    /** Frees the model's memory. */
    release: () => session.release(),
  };
}
