import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantizeChannel } from '../../../../scripts/convert-model/quantize-channel.mjs';

const weightsOf = fc
  .array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 60 })
  .map((values) => Float32Array.from(values));

/** What the levels stand for, less the weights. */
function errorsOf(weights: Float32Array): number[] {
  const { levels, scale } = quantizeChannel(weights);
  return [...weights].map((weight, index) => (levels[index] ?? 0) * scale - weight);
}

describe('a channel of weights in 8 bits', () => {
  test('has levels from -127 to 127 and the same ones each time', () => {
    fc.assert(
      fc.property(weightsOf, (weights) => {
        const { levels, scale } = quantizeChannel(weights);
        expect(Math.max(...[...levels].map(Math.abs))).toBeLessThanOrEqual(127);
        expect(quantizeChannel(weights)).toEqual({ levels, scale });
      }),
    );
  });

  test('is no further from the weights than a level or so', () => {
    const weights = Float32Array.from({ length: 200 }, (_, index) => Math.sin(index) / (1 + (index % 7)));
    expect(Math.max(...errorsOf(weights).map(Math.abs))).toBeLessThan(1.5 / 127);
  });

  test('has errors that cancel out, though each weight by itself is rounded up', () => {
    const weights = new Float32Array(100).fill(0.004);
    weights[0] = 1.27;
    const sum = errorsOf(weights).reduce((total, error) => total + error, 0);
    expect(Math.abs(sum)).toBeLessThan(0.006);
  });

  test('cuts one weight that is far larger than the many others', () => {
    const weights = Float32Array.from({ length: 2000 }, (_, index) => Math.sin(index));
    weights[0] = 1.5;
    const { levels, scale } = quantizeChannel(weights);
    expect(levels[0]).toBe(127);
    expect(127 * scale).toBeLessThan(1.48);
  });

  test('of zeros stays zero', () => {
    const { levels, scale } = quantizeChannel(new Float32Array(9));
    expect([...levels]).toEqual(new Array(9).fill(0));
    expect(scale).toBe(0);
  });
});
