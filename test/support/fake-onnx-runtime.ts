import type { Backend } from '../../src/runtime/backend.ts';
import type { ModelPack } from '../../src/runtime/model-pack.ts';
import { ModelRuntime, type RuntimeParts } from '../../src/runtime/model-runtime.ts';
import type { OnnxRuntime } from '../../src/runtime/onnx-runtime.ts';

/** What the fake runtime is asked; a test makes it fail by throwing, which a real one can't be made to do. */
export interface Faults {
  /** Before the runtime of a backend is loaded. */
  load?: (kind: Backend['kind']) => void;
  /** Before a session is created; given its execution provider. */
  create?: (provider: string) => void;
  /** Before a run. */
  run?: (provider: string) => void | Promise<void>;
  /** Before a model's bytes are read. */
  read?: (file: string) => void;
}

/** A runtime whose models double their input, with a log of what happened to it. */
export function fakeRuntime(pack: ModelPack, backend: Backend, faults: Faults = {}, parts?: RuntimeParts) {
  const log: string[] = [];
  const onnx = {
    env: { versions: { web: '0.0.0' } },
    Tensor: class {
      constructor(
        readonly type: string,
        readonly data: Float32Array,
      ) {}
    },
    InferenceSession: {
      async create(_bytes: Uint8Array, { executionProviders: [provider] }: { executionProviders: string[] }) {
        log.push(`create ${provider}`);
        faults.create?.(provider ?? '');
        return {
          inputNames: ['input'],
          async run({ input }: { input: { data: Float32Array } }) {
            log.push(`run ${provider}`);
            await faults.run?.(provider ?? '');
            return { output: { type: 'float32', data: input.data.map((value) => 2 * value) } };
          },
          async release() {
            log.push(`release ${provider}`);
          },
        };
      },
    },
  } as unknown as OnnxRuntime;
  const files = {
    async bytesOf({ file }: { file: string }) {
      log.push(`read ${file}`);
      faults.read?.(file);
      return new Uint8Array(1);
    },
  };
  const load = async ({ kind }: Backend) => {
    log.push(`load ${kind}`);
    faults.load?.(kind);
    return onnx;
  };
  return { log, files, load, runtime: new ModelRuntime(pack, files, load, backend, parts) };
}
