import type { InferenceSession } from 'onnxruntime-web/wasm';
import { RetriedMemo } from '../common/retried-memo.ts';
import type { OnnxRuntime } from '../runtime/onnx-runtime.ts';

type Session = Pick<InferenceSession, 'inputNames' | 'run' | 'release'>;
type Creation = [model: Uint8Array, options: InferenceSession.SessionOptions];

/**
 * A runtime whose sessions begin on the slim file and go on with the whole one if a function is missing: in a service
 * worker nothing can be fetched in the middle of a call, so what is missing there ends the call. It is made again, and
 * nothing runs on the slim file any more, whose state the end has left as it was.
 *
 * @param loadFull Gives a runtime on the whole file, apart from the slim one.
 */
export function slimThenFull(slim: OnnxRuntime, loadFull: () => Promise<OnnxRuntime>): OnnxRuntime {
  const full = new RetriedMemo(loadFull);
  let isSlim = true;

  async function withoutMissing<Result>(
    onSlim: () => Promise<Result>,
    onFull: () => Promise<Result>,
  ): Promise<Result> {
    if (!isSlim) return onFull();
    try {
      return await onSlim();
    } catch (error) {
      if (isSlim && !isMissingFunction(error)) throw error;
      isSlim = false;
      return await onFull();
    }
  }

  async function create(...creation: Creation): Promise<Session> {
    const onFull = new RetriedMemo(async () => (await full.get()).InferenceSession.create(...creation));
    const first: Session = await withoutMissing(
      () => slim.InferenceSession.create(...creation),
      () => onFull.get(),
    );
    return {
      inputNames: first.inputNames,
      run: (feeds: InferenceSession.FeedsType) =>
        withoutMissing(
          () => first.run(feeds),
          async () => (await onFull.get()).run(feeds),
        ),
      release: async () => {
        if (isSlim) await first.release();
        else await (await onFull.known)?.release();
      },
    };
  }

  return {
    Tensor: slim.Tensor,
    env: slim.env,
    // What the engine uses of it.
    InferenceSession: { create } as unknown as OnnxRuntime['InferenceSession'],
    isSlim: () => isSlim,
  };
}

/** WebAssembly ends a call of what is not there by a trap. While the runtime starts, it tells of one in words. */
function isMissingFunction(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || /\bRuntimeError\b/.test(String(error));
}
