import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type FaceEngine, type LoadProgress } from '../../../src/index.ts';
import { defaultPack } from '../../../src/page/default-pack.ts';
import type { ModelManifest, ModelRole } from '../../../src/runtime/model-manifest.ts';
import { filesOf, modelOf } from '../../../src/runtime/model-pack.ts';
import { samePerson } from '../../support/pictures.ts';

/** The cache that keeps model files: visitors have it under this name. */
const MODEL_CACHE = 'inpage-face-models';

const engines: FaceEngine[] = [];

beforeEach(async () => {
  await caches.delete(MODEL_CACHE);
});
afterEach(() => {
  for (const engine of engines.splice(0)) engine.dispose();
});

async function start(models?: string, onProgress?: (progress: LoadProgress) => void): Promise<FaceEngine> {
  const engine = await createEngine({
    cache: false,
    ...(models && { models }),
    ...(onProgress && { onProgress }),
  });
  engines.push(engine);
  return engine;
}

/** A manifest served from the page, after a change; its files are the default pack's. */
function changedManifest(change: (copy: ModelManifest) => void): string {
  const copy = structuredClone(defaultPack.manifest);
  for (const file of filesOf(copy)) file.file = defaultPack.urlOf(file);
  change(copy);
  return URL.createObjectURL(new Blob([JSON.stringify(copy)], { type: 'application/json' }));
}

async function cachedFiles(): Promise<string[]> {
  return (await (await caches.open(MODEL_CACHE)).keys()).map(({ url }) => url.split('/').at(-1) ?? '');
}

describe('loading a pack', () => {
  test('reports progress by bytes up to the sum of the files', async () => {
    const steps: LoadProgress[] = [];
    const engine = await start(undefined, (progress) => steps.push(progress));
    await engine.load();
    const last = steps.at(-1);
    expect(last?.loaded).toBe(last?.total);
    const roles = ['detector', 'landmarks', 'embedding'];
    const needed = filesOf(defaultPack.manifest).filter(
      (file) => !('role' in file) || roles.includes(`${file.role}`),
    );
    expect(last?.total).toBe(needed.reduce((sum, { bytes }) => sum + bytes, 0));
    expect(steps.length).toBeGreaterThan(3);
  });

  test('keeps the files in Cache Storage under their checksum', async () => {
    await (await start()).load();
    expect(await cachedFiles()).toContain(modelOf(defaultPack, 'embedding').sha256);
  });

  test('needs no network for them on a second visit', async () => {
    await (await start()).load();
    const gone = changedManifest((copy) => {
      for (const model of copy.models) model.file = new URL('/nothing.onnx', location.href).href;
    });
    const [probe] = await samePerson();
    expect((await (await start(gone)).extract(probe)).byteLength).toBeGreaterThan(0);
  });

  test('fetches an altered file of the cache anew', async () => {
    await (await start()).load();
    const cache = await caches.open(MODEL_CACHE);
    for (const request of await cache.keys()) await cache.put(request, new Response('altered'));
    expect(await (await start()).health()).toEqual({ status: 0, message: '' });
  });
});

describe('a pack that can not work', () => {
  const broken: [string, (copy: ModelManifest) => void, RegExp][] = [
    [
      'a missing file',
      (copy) => {
        for (const model of copy.models) model.file = new URL('/nothing.onnx', location.href).href;
      },
      /fetched|status 404|smaller|altered/,
    ],
    [
      'an altered file',
      (copy) => {
        for (const model of copy.models) model.sha256 = '0'.repeat(64);
      },
      /altered/,
    ],
    [
      'a file larger than stated',
      (copy) => {
        for (const model of copy.models) model.bytes = 1000;
      },
      /larger/,
    ],
  ];

  test.each(broken)(
    '%s: calls fail with BPE-001002, health tells the reason',
    async (_name, change, reason) => {
      const engine = await start(changedManifest(change));
      const [probe] = await samePerson();
      await expect(engine.extract(probe)).rejects.toMatchObject({
        code: 'BPE-001002',
        message: expect.stringMatching(reason),
      });
      expect(await engine.health()).toEqual({ status: 3, message: expect.stringMatching(reason) });
    },
  );

  test('a family the engine does not know is named when the pack is opened', async () => {
    const engine = await start(
      changedManifest((copy) => {
        for (const model of copy.models) model.family = 'unheard-of';
      }),
    );
    const message = expect.stringMatching(/"unheard-of".*Known for detector: .*yunet/);
    await expect(engine.load()).rejects.toMatchObject({ code: 'BPE-001002', message });
    expect(await engine.livenessHealth()).toEqual({ status: 3, message });
  });

  test('an altered cohort', async () => {
    const altered = await start(
      changedManifest((copy) => {
        if (copy.cohort) copy.cohort.sha256 = '0'.repeat(64);
      }),
    );
    const alters = defaultPack.manifest.cohort ? /The cohort can't work: .* is altered/ : /^$/;
    expect((await altered.health()).message).toMatch(alters);
  });

  test('a missing manifest', async () => {
    const engine = await start('/no-such-pack.json');
    await expect(engine.load()).rejects.toMatchObject({ code: 'BPE-001002' });
    expect(await engine.health()).toMatchObject({
      status: 3,
      message: expect.stringContaining('no-such-pack'),
    });
  });

  test('works again once its files are there', async () => {
    const files = new Set<string>();
    const engine = await start(
      changedManifest((copy) => {
        for (const model of copy.models) files.add(model.sha256);
      }),
    );
    expect(files.size).toBeGreaterThan(0);
    expect((await engine.health()).status).toBe(0);
  });

  test('still compares templates, which needs no model', async () => {
    const [probe] = await samePerson();
    const template = await (await start()).extract(probe);
    await caches.delete(MODEL_CACHE);
    const engine = await start(
      changedManifest((copy) => {
        for (const model of copy.models) model.file = new URL('/nothing.onnx', location.href).href;
      }),
    );
    expect((await engine.compare(template, template)).score).toBe(1);
  });
});

describe('a pack of fewer models', () => {
  const startWithout = (...roles: ModelRole[]) =>
    start(
      changedManifest((copy) => {
        copy.models = copy.models.filter(({ role }) => !roles.includes(role));
        if (roles.includes('antispoofing')) delete copy.fusion;
      }),
    );

  test('without one for antispoofing: detect is LDE-001002 and names it, biometry works', async () => {
    const engine = await startWithout('antispoofing');
    const [probe] = await samePerson();
    const message = expect.stringMatching(/no model for antispoofing/);
    await expect(engine.detect(probe)).rejects.toMatchObject({ code: 'LDE-001002', message });
    expect(await engine.livenessHealth()).toEqual({ status: 3, message });
    expect((await engine.extract(probe)).byteLength).toBeGreaterThan(0);
  });

  test('without pose and eyes: quality is BPE-001002 and names them, detect works', async () => {
    const engine = await startWithout('pose', 'eyes');
    const [probe] = await samePerson();
    await expect(engine.quality(probe)).rejects.toMatchObject({
      code: 'BPE-001002',
      message: expect.stringMatching(/no model for .*pose, eyes/),
    });
    expect(await engine.livenessHealth()).toEqual({ status: 0, message: '' });
    expect((await engine.detect(probe)).score).toBeGreaterThanOrEqual(0);
  });
});
