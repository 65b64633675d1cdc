import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_DECISION_THRESHOLDS } from '../../../src/contract/decision.ts';
import { TemplateComparison } from '../../../src/engine/template-comparison.ts';
import { defaultPack } from '../../../src/page/default-pack.ts';
import { encodeTemplate } from '../../../src/templates/template-bytes.ts';
import { probeOf, randomUnit, seeded } from '../templates/search/vectors.ts';

const comparison = new TemplateComparison(defaultPack, DEFAULT_DECISION_THRESHOLDS, async () => undefined);
const { dimension } = comparison;
const signal = new AbortController().signal;
let fingerprint: Uint8Array;

beforeAll(async () => {
  fingerprint = await comparison.fingerprint();
});

function template(vector: Float32Array): Uint8Array {
  return encodeTemplate({ fingerprint, quality: 50, vector });
}

describe('comparing one with many', () => {
  test('scores 1,000 templates as comparing one by one does, in their order', async () => {
    const random = seeded(1);
    const person = randomUnit(dimension, random);
    const probe = await comparison.decode(template(person));
    // From the same person to strangers: every stretch of the score.
    const templatesN = Array.from({ length: 1000 }, (_, i) => ({
      filename: `${i}.template`,
      content: template(i === 0 ? person : probeOf(person, 1 - i / 800, random)),
    }));
    const { results } = await comparison.compareMany(probe, templatesN, signal);
    expect(new Set(results.map(({ decision }) => decision)).size).toBe(3);
    for (const [i, { filename, content }] of templatesN.entries()) {
      const alone = comparison.compare(probe, await comparison.decode(content));
      expect(results[i]).toEqual({ filename, ...alone });
    }
    expect(results[0]).toMatchObject({ score: 1, decision: 'approved' });
  });

  test('has no results for no templates', async () => {
    const probe = await comparison.decode(template(randomUnit(dimension, seeded(2))));
    expect(await comparison.compareMany(probe, [], signal)).toEqual({ results: [] });
  });

  test('names the entry that is no template', async () => {
    const good = template(randomUnit(dimension, seeded(3)));
    const templatesN = [
      { filename: 'good.template', content: good },
      { filename: 'cut.template', content: good.subarray(0, 100) },
    ];
    await expect(
      comparison.compareMany(await comparison.decode(good), templatesN, signal),
    ).rejects.toMatchObject({
      code: 'BPE-002004',
      message: expect.stringMatching(/^cut\.template: /),
    });
  });

  test('stops when it is cancelled', async () => {
    const good = template(randomUnit(dimension, seeded(4)));
    const call = comparison.compareMany(
      await comparison.decode(good),
      [{ filename: 'a', content: good }],
      AbortSignal.abort(),
    );
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('refuses a template of another dimension, however sound: it would compare with nothing', async () => {
  const short = template(randomUnit(dimension / 2, seeded(5)));
  await expect(comparison.decode(short)).rejects.toMatchObject({
    code: 'BPE-002004',
    message: expect.stringContaining(`${dimension / 2}`),
  });
});
