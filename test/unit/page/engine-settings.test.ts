import { afterEach, describe, expect, test, vi } from 'vitest';
import { DEFAULT_DECISION_THRESHOLDS } from '../../../src/contract/decision.ts';
import { DEFAULT_READING_LIMITS } from '../../../src/media/limits.ts';
import { defaultPack } from '../../../src/page/default-pack.ts';
import { engineSettings } from '../../../src/page/engine-settings.ts';
import type { EngineOptions } from '../../../src/page/face-engine.ts';
import type { PackageFiles } from '../../../src/page/package-files.ts';
import { locatedPack } from '../../../src/runtime/model-pack.ts';

afterEach(() => vi.unstubAllGlobals());

const build = { mjs: 'https://app.example/ort.mjs', wasm: 'https://app.example/ort.wasm' };
const files: PackageFiles = {
  worker: 'https://app.example/face-worker.js',
  engine: 'https://app.example/worker-engine.js',
  videos: 'https://app.example/video-script.js',
  runtime: { slim: build, wasm: { mjs: build.mjs, rest: build.wasm }, webgpu: build },
  pack: locatedPack(defaultPack),
};
const configOf = (options: EngineOptions) => engineSettings(options, files);

describe('the options of an engine', () => {
  test('have defaults', () => {
    expect(configOf({})).toEqual({
      workers: 1,
      backend: 'auto',
      runtime: 'slim',
      models: files.pack,
      files,
      thresholds: DEFAULT_DECISION_THRESHOLDS,
      limits: DEFAULT_READING_LIMITS,
      cache: {},
    });
  });

  test('reach the worker', () => {
    const cache = { maxEntries: 10, maxAge: 1000 };
    const options = { backend: 'wasm', threads: 2, thresholds: { approved: 0.9 }, cache } as const;
    expect(configOf(options)).toMatchObject({
      backend: 'wasm',
      threads: 2,
      thresholds: { approved: 0.9, operatorRequired: 0.5 },
      cache,
    });
    expect(configOf({ cache: false }).cache).toBe(false);
  });

  test('may be there and undefined, as a caller in JavaScript passes them on', () => {
    const options = { backend: undefined, threads: undefined, models: undefined, thresholds: undefined };
    expect(configOf({ ...options, cache: undefined } as unknown as EngineOptions)).toEqual(configOf({}));
    const thresholds = { approved: undefined } as unknown as { approved: number };
    expect(configOf({ thresholds }).thresholds).toEqual(DEFAULT_DECISION_THRESHOLDS);
  });

  test('divide the cores among the workers', () => {
    vi.stubGlobal('navigator', { hardwareConcurrency: 8 });
    expect(configOf({ workers: 2 })).toMatchObject({ workers: 2, threads: 4 });
    expect(configOf({ workers: 'auto' })).toMatchObject({ workers: 4, threads: 2 });
    expect(configOf({ workers: 2, threads: 1 })).toMatchObject({ workers: 2, threads: 1 });
    vi.stubGlobal('navigator', { hardwareConcurrency: 1 });
    expect(configOf({ workers: 'auto' })).toMatchObject({ workers: 1 });
    expect(configOf({ workers: 2 })).toMatchObject({ workers: 2, threads: 1 });
  });

  test('name the pack relative to the page', () => {
    vi.stubGlobal('document', { baseURI: 'https://app.example/people/' });
    expect(configOf({ models: 'packs/own.json' }).models).toBe('https://app.example/people/packs/own.json');
    const elsewhere = new URL('https://models.example/own.json');
    expect(configOf({ models: elsewhere }).models).toBe(elsewhere.href);
  });

  test.each<[string, unknown]>([
    ['options.backend', { backend: 'cuda' }],
    ['options.workers', { workers: 0 }],
    ['options.workers', { workers: 17 }],
    ['options.workers', { workers: 'all' }],
    ['options.threads', { threads: 0 }],
    ['options.threads', { threads: 1.5 }],
    ['options.threads', { threads: '2' }],
    ['thresholds.approved', { thresholds: { approved: 2 } }],
    ['thresholds.operatorRequired', { thresholds: { operatorRequired: Number.NaN } }],
    ['thresholds.operatorRequired', { thresholds: { approved: 0.3 } }],
    ['options.cache', { cache: true }],
    ['options.cache', { cache: null }],
    ['options.cache.maxEntries', { cache: { maxEntries: 0 } }],
    ['options.cache.maxAge', { cache: { maxAge: 'a day' } }],
  ])('are told by name where they are wrong: %s', (name, options) => {
    expect(() => configOf(options as EngineOptions)).toThrow(TypeError);
    expect(() => configOf(options as EngineOptions)).toThrow(name);
  });

  test('are told if the pack is no address', () => {
    vi.stubGlobal('document', { baseURI: 'https://app.example/' });
    expect(() => configOf({ models: 'http://:x' })).toThrow(/options\.models.*http:\/\/:x/);
  });
});
