import { describe, expect, test } from 'vitest';
import { ROOT, readJson } from '../../../scripts/project.mjs';
import type { ModelManifest } from '../../../src/runtime/model-manifest.ts';
import { runtimeFor } from '../../../src/runtime/runtime-choice.ts';

const manifestOf = (pack: string): ModelManifest => readJson(`${ROOT}/models/${pack}.json`);

describe('the runtime of a pack', () => {
  test.each(['default', 'permissive'])('is the slim one for %s', (pack) => {
    expect(runtimeFor({ manifest: manifestOf(pack) }, 'slim')).toBe('slim');
  });

  test('is the whole one if it is asked for', () => {
    expect(runtimeFor({ manifest: manifestOf('default') }, 'full')).toBe('full');
  });

  test('is the whole one if the slim one was not made for a model', () => {
    const manifest = manifestOf('default');
    const [first] = manifest.models;
    if (first) first.sha256 = '0'.repeat(64);
    expect(runtimeFor({ manifest }, 'slim')).toBe('full');
  });
});
