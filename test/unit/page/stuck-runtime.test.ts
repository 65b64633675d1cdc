import { afterEach, expect, test, vi } from 'vitest';
import type { WorkerConfig } from '../../../src/crossing/worker-protocol.ts';
import { defaultPack } from '../../../src/page/default-pack.ts';
import { EngineClient } from '../../../src/page/engine-client.ts';
import type { PackageFiles } from '../../../src/page/package-files.ts';
import { StuckWorkerError } from '../../../src/page/stuck-worker-error.ts';
import { WorkerConnection } from '../../../src/page/worker-connection.ts';
import { locatedPack } from '../../../src/runtime/model-pack.ts';

const URLS = { mjs: 'https://app.example/a.mjs', wasm: 'https://app.example/a.wasm' };
const FILES: PackageFiles = {
  worker: 'https://app.example/worker.js',
  engine: 'https://app.example/engine.js',
  videos: 'https://app.example/videos.js',
  runtime: { slim: URLS, wasm: { mjs: URLS.mjs, rest: URLS.wasm }, webgpu: URLS },
  pack: locatedPack(defaultPack),
};

afterEach(() => vi.restoreAllMocks());

/** An engine whose first worker gets stuck over a call, and which runtimes its workers were started with. */
function engineGettingStuck(readers: ReadonlySet<number>) {
  const runtimes: WorkerConfig['runtime'][] = [];
  vi.spyOn(WorkerConnection, 'open').mockImplementation(async ({ runtime }) => {
    runtimes.push(runtime);
    const isFirst = runtimes.length === 1;
    const ended = isFirst ? Promise.reject(new StuckWorkerError(readers)) : new Promise<never>(() => {});
    ended.catch(() => undefined);
    return {
      ended,
      remote: { call: async () => ({ result: runtime, timings: {} }) },
      race: (call: Promise<unknown>) => (isFirst ? ended : call),
    } as unknown as WorkerConnection;
  });
  return { engine: new EngineClient({}, FILES), runtimes };
}

test('a worker that got stuck over no medium is followed by one on the whole runtime, and the call goes on', async () => {
  const { engine, runtimes } = engineGettingStuck(new Set());
  expect(await engine.version()).toBe('full');
  expect(runtimes).toEqual(['slim', 'full']);
});

test('a worker that got stuck over a medium says nothing against the slim runtime', async () => {
  const { engine, runtimes } = engineGettingStuck(new Set([17]));
  expect(await engine.version()).toBe('slim');
  expect(runtimes).toEqual(['slim', 'slim']);
});
