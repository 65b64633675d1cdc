// Runs in a worker: starts an engine there, and again when the engine's script is gone from its host.
import { ApiLiteError, createEngine } from '../../../src/index.ts';

export interface Start {
  /** Where the engine's files are said to lie; undefined for where they are. */
  assets?: string;
  /** Whether the script goes after an engine was started from it. */
  goes: boolean;
}

export type Failure = Pick<ApiLiteError, 'code' | 'reason' | 'message'> & { told: number };

addEventListener('message', async ({ data: { assets, goes } }: MessageEvent<Start>) => {
  let told = 0;
  const start = () =>
    createEngine({ cache: false, onAppUpdated: () => told++, ...(assets !== undefined && { assets }) });
  if (goes) {
    (await start()).dispose();
    takeScriptAway();
  }
  const error = await start().catch((thrown: unknown) => thrown);
  const { code, reason, message } =
    error instanceof ApiLiteError ? error : new ApiLiteError('BPE-001001', '');
  postMessage({ code, reason, message, told } satisfies Failure);
});

/** From now on the host says of every file that it is not there. */
function takeScriptAway(): void {
  globalThis.fetch = async () => new Response(undefined, { status: 404 });
  const { Worker } = globalThis;
  globalThis.Worker = class extends Worker {
    constructor(_script: string | URL, options?: WorkerOptions) {
      super('/test-data/missing/face-worker.js', options);
    }
  };
}
