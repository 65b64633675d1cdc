import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import json from '../../../models/default.json';
import permissive from '../../../models/permissive.json';
import { toHex } from '../../../src/common/hex.ts';
import { defaultPack } from '../../../src/page/default-pack.ts';
import type { ModelManifest } from '../../../src/runtime/model-manifest.ts';
import { fetchModelPack, modelOf, templateFingerprint } from '../../../src/runtime/model-pack.ts';

/** As tsc reads JSON, its tuples are arrays. */
const DEFAULT = json as unknown as ModelManifest;
const PERMISSIVE = permissive as unknown as ModelManifest;

let server: Server;
let address: string;
/** What the server answers. */
let body = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    response.statusCode = request.url === '/packs/pack.json' ? 200 : 404;
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/packs/`;
});
afterAll(() => server.close());

function fetchManifest(manifest: unknown) {
  body = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
  return fetchModelPack(`${address}pack.json`);
}

const changed = (change: (copy: ModelManifest) => void): ModelManifest => {
  const copy = structuredClone(DEFAULT);
  change(copy);
  return copy;
};

describe('the default pack', () => {
  test('has a manifest of the documented form', async () => {
    expect((await fetchManifest(json)).manifest).toEqual(json);
  });

  test('knows the place of every file its manifest names', () => {
    for (const model of defaultPack.manifest.models) {
      expect(defaultPack.urlOf(model)).toMatch(new RegExp(`/models/${model.file}$`));
    }
    expect(new Set(json.models.map(({ file }) => file)).size).toBe(json.models.length);
  });

  test('has one model of each role', () => {
    const pack = { ...defaultPack, manifest: DEFAULT };
    const roles = ['detector', 'landmarks', 'embedding', 'antispoofing', 'pose', 'eyes'] as const;
    expect(roles.map((role) => modelOf(pack, role).role)).toEqual(roles);
    expect(DEFAULT.models).toHaveLength(roles.length);
  });

  test('calibrates scores that rise from 0 to 1', () => {
    const { knots } = defaultPack.manifest.calibration.comparison;
    expect([knots[0], knots.at(-1)]).toEqual([
      [-1, 0],
      [1, 1],
    ]);
    for (const [i, [similarity, score]] of knots.entries()) {
      expect(similarity).toBeGreaterThan(knots[i - 1]?.[0] ?? -Infinity);
      expect(score).toBeGreaterThan(knots[i - 1]?.[1] ?? -Infinity);
    }
  });
});

test('a role that a pack has no model for is BPE-001002', () => {
  const manifest = changed((copy) => copy.models.splice(0, 1));
  expect(() => modelOf({ ...defaultPack, manifest }, 'detector')).toThrow(
    expect.objectContaining({ code: 'BPE-001002', message: expect.stringContaining('detector') }),
  );
});

describe('a pack fetched from an address', () => {
  test('may spell its manifest as older versions did', async () => {
    const older = JSON.stringify(json).replaceAll('"color"', '"colour"').replaceAll('"license"', '"licence"');
    expect(older).not.toBe(JSON.stringify(json));
    const { manifest } = await fetchManifest(older);
    expect(manifest).toEqual(json);
  });

  test('has its files beside the manifest', async () => {
    const pack = await fetchManifest(json);
    expect(pack.urlOf(modelOf(pack, 'detector'))).toBe(`${address}fr_detect.onnx`);
  });

  const naming = (file: string) =>
    changed((copy) => {
      for (const model of copy.models) model.file = file;
    });

  test('may have them in folders of its own', async () => {
    for (const [file, place] of [
      ['v1/a.onnx', 'v1/a.onnx'],
      ['./a.onnx?v=1', 'a.onnx?v=1'],
      ['v1/../a.onnx', 'a.onnx'],
      [`${address}a.onnx`, 'a.onnx'],
      ['/packs/constructor', 'constructor'],
    ] as const) {
      const pack = await fetchManifest(naming(file));
      expect(pack.urlOf(modelOf(pack, 'detector'))).toBe(`${address}${place}`);
    }
  });

  test.each([
    'https://evil.example/x.onnx',
    '//evil.example/x.onnx',
    String.raw`\\evil.example\x.onnx`,
    '../x.onnx',
    '%2e%2e/x.onnx',
    '..%2fx.onnx',
    'v1/../../x.onnx',
    '/x.onnx',
    '/packs-of-others/x.onnx',
    'data:application/octet-stream,x',
    'blob:x',
    'http://[',
  ])('that names %s is BPE-001002, and the message says what to do', async (file) => {
    await expect(fetchManifest(naming(file))).rejects.toMatchObject({
      code: 'BPE-001002',
      message: expect.stringMatching(/names a file of .* outside .* Serve the pack's files beside it/),
    });
  });

  test('that is not there is BPE-001002 with the address and the reason', async () => {
    await expect(fetchModelPack(`${address}none.json`)).rejects.toMatchObject({
      code: 'BPE-001002',
      message: expect.stringMatching(/none\.json.*404/),
    });
  });

  test.each<[string, unknown]>([
    ['no JSON', '<html>'],
    ['null', 'null'],
    ['another JSON', { hello: 1 }],
    ['a manifest without models', changed((copy) => Reflect.deleteProperty(copy, 'models'))],
    ['a model that is null', { ...json, models: [null] }],
    ['a model without input', { ...json, models: json.models.map(({ input: _, ...model }) => model) }],
    ['a model without size', { ...json, models: json.models.map(({ bytes: _, ...model }) => model) }],
    ['a checksum that is none', { ...json, models: json.models.map((m) => ({ ...m, sha256: 'x' })) }],
    ['a calibration without knots', changed((copy) => copy.calibration.comparison.knots.splice(0))],
    ['knots that fall', changed((copy) => copy.calibration.comparison.knots.reverse())],
    ['no quality scale', changed((copy) => Reflect.deleteProperty(copy.calibration, 'embeddingLength'))],
  ])('that holds %s is BPE-001002', async (_what, manifest) => {
    await expect(fetchManifest(manifest)).rejects.toMatchObject({ code: 'BPE-001002' });
  });

  test('is told which part is wrong', async () => {
    const manifest = changed((copy) => Reflect.deleteProperty(copy.models[1] ?? {}, 'bytes'));
    await expect(fetchManifest(manifest)).rejects.toThrow('models.1.bytes');
  });
});

describe('the fingerprint of templates', () => {
  const fingerprintOf = (manifest: ModelManifest) => templateFingerprint({ ...defaultPack, manifest });

  test.each([
    [DEFAULT, '303292776b09bca5'],
    [PERMISSIVE, '2ab804fd07703541'],
  ])('is eight bytes, and the ones that stored templates carry', async (manifest, stored) => {
    expect(toHex(await fingerprintOf(manifest))).toBe(stored);
  });

  test('is another if the pack or a model that shapes templates is another', async () => {
    const same = await fingerprintOf(DEFAULT);
    const otherName = changed((copy) => {
      copy.name = 'other';
    });
    expect(await fingerprintOf(otherName)).not.toEqual(same);
    for (const role of ['landmarks', 'embedding', 'pose'] as const) {
      const other = changed((copy) => {
        const model = copy.models.find((each) => each.role === role);
        if (model) model.sha256 = '0'.repeat(64);
      });
      const isSame = Buffer.from(await fingerprintOf(other)).equals(same);
      expect(isSame, role).toBe(role === 'pose');
    }
  });
});
