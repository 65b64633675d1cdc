import { describe, expect, test } from 'vitest';
import permissive from '../../../models/permissive.json';
import { defaultPack } from '../../../src/page/default-pack.ts';
import type { ModelManifest, ModelRole } from '../../../src/runtime/model-manifest.ts';
import { manifestFault } from '../../../src/runtime/model-manifest.ts';
import { modelOf, templateFingerprint } from '../../../src/runtime/model-pack.ts';
import { buildFaceModels } from '../../../src/vision/model-families.ts';
import { fakeRuntime } from '../../support/fake-onnx-runtime.ts';

/** As tsc reads JSON, its tuples are arrays. */
const PERMISSIVE = permissive as unknown as ModelManifest;

function packOf(manifest: ModelManifest) {
  return { ...defaultPack, manifest };
}

function build(change: (copy: ModelManifest) => void = () => undefined, manifest = PERMISSIVE) {
  const copy = structuredClone(manifest);
  change(copy);
  return buildFaceModels(fakeRuntime(packOf(copy), { kind: 'wasm', threads: 1 }).runtime);
}

function without(role: ModelRole) {
  return (copy: ModelManifest) => {
    copy.models = copy.models.filter((model) => model.role !== role);
  };
}

const first = (copy: ModelManifest, role: ModelRole) => {
  const model = copy.models.find((each) => each.role === role);
  if (!model) throw new Error(`No ${role}`);
  return model;
};

describe('a pack’s models by their families', () => {
  test('are built for every role the pack has, and for none it lacks', () => {
    const models = build();
    expect(models.detector.givesPoints).toBe(true);
    expect(Object.keys(models).sort()).toEqual(['antispoofing', 'detector', 'embedder']);
  });

  test('are built of a manifest of the documented form', () => {
    expect(manifestFault(permissive)).toBeUndefined();
  });

  test('may be fused by a mean if the manifest says nothing of it, as older ones', () => {
    expect(build((copy) => Reflect.deleteProperty(copy, 'fusion')).antispoofing).toBeDefined();
  });

  test.each([
    ['an unknown rule', { median: ['MiniFASNetV2'] }],
    ['two rules at once', { mean: ['MiniFASNetV2'], max: ['MiniFASNetV1SE'] }],
    ['a rule of nothing', { mean: [] }],
    ['a mistake deep inside', { max: [{ mean: [3] }] }],
  ])('have a faulty manifest with %s', (_what, antispoofing) => {
    expect(manifestFault({ ...PERMISSIVE, fusion: { antispoofing } })).toMatch(/^fusion\.antispoofing.*rule/);
  });

  test.each(['detector', 'embedding'] as const)('need one for %s', (role) => {
    expect(() => build(without(role))).toThrow(
      expect.objectContaining({ code: 'BPE-001002', message: expect.stringContaining(role) }),
    );
  });

  test('need landmarks if the detector gives no points', () => {
    const ultraface = (copy: ModelManifest) => {
      const { input } = first(copy, 'detector');
      Object.assign(first(copy, 'detector'), { family: 'ultraface' });
      input.shape = [1, 3, 240, 320];
    };
    expect(() => build(ultraface)).toThrow('no model for landmarks');
  });

  test('may be several for antispoofing only', () => {
    const twice = (copy: ModelManifest) => copy.models.push(structuredClone(first(copy, 'embedding')));
    expect(() => build(twice)).toThrow('2 models for embedding');
  });

  const refused: [string, (copy: ModelManifest) => void, RegExp][] = [
    [
      'an unknown family',
      (copy) => {
        first(copy, 'embedding').family = 'facenet';
      },
      /face-reidentification-retail-0095.*"facenet".*Known for embedding: arcface-112, retail-0095/,
    ],
    [
      'a family of another role',
      (copy) => {
        first(copy, 'embedding').family = 'yunet';
      },
      /"yunet".*Known for embedding/,
    ],
    [
      'a family named like something every object has',
      (copy) => {
        first(copy, 'embedding').family = 'constructor';
      },
      /"constructor"/,
    ],
    [
      'an input of another size',
      (copy) => {
        first(copy, 'embedding').input.shape = [1, 3, 112, 112];
      },
      /retail-0095.*\[1, 3, 128, 128\]/,
    ],
    [
      'a detector’s input that is no multiple of 32',
      (copy) => {
        first(copy, 'detector').input.shape = [1, 3, 300, 320];
      },
      /yunet.*multiples of 32/,
    ],
    [
      'grey if the model takes colour',
      (copy) => {
        first(copy, 'embedding').input.color = 'grey';
      },
      /input\.color/,
    ],
    [
      'no crop scale if the family needs one',
      (copy) => {
        Reflect.deleteProperty(first(copy, 'antispoofing').input, 'cropScale');
      },
      /MiniFASNetV2.*cropScale/,
    ],
    [
      'a fusion of a model that the pack lacks',
      (copy) => {
        copy.fusion = {
          antispoofing: { max: ['MiniFASNetV2', 'MiniFASNetV1SE', 'facenox', 'facenox-98.20'] },
        };
      },
      /fusion\.antispoofing names "facenox"/,
    ],
    [
      'a fusion without any model',
      (copy) => {
        without('antispoofing')(copy);
      },
      /fusion\.antispoofing.*\(none\)/,
    ],
  ];

  test.each(refused)('are refused for %s', (_what, change, message) => {
    expect(() => build(change)).toThrow(
      expect.objectContaining({ code: 'BPE-001002', message: expect.stringMatching(message) }),
    );
  });
});

describe('templates of a pack whose detector gives the points', () => {
  test('have the recogniser’s dimension', () => {
    expect(modelOf(packOf(PERMISSIVE), 'embedding').dimension).toBe(256);
  });

  test('are another’s if detector, recogniser or a recipe is another', async () => {
    const same = await templateFingerprint(packOf(PERMISSIVE));
    const changes: [boolean, (copy: ModelManifest) => void][] = [
      [true, (copy) => Object.assign(first(copy, 'detector'), { sha256: '0'.repeat(64) })],
      [true, (copy) => Object.assign(first(copy, 'embedding'), { sha256: '0'.repeat(64) })],
      [true, (copy) => Object.assign(first(copy, 'embedding').input, { color: 'RGB' })],
      [false, (copy) => Object.assign(first(copy, 'antispoofing'), { sha256: '0'.repeat(64) })],
    ];
    for (const [isOther, change] of changes) {
      const copy = structuredClone(PERMISSIVE);
      change(copy);
      const fingerprint = await templateFingerprint(packOf(copy));
      expect(Buffer.from(fingerprint).equals(same)).toBe(!isOther);
    }
  });
});
