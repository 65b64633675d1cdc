import { expect, test } from 'vitest';
import { detPlot } from '../../../../scripts/evaluate/det-plot.ts';
import { operatingPoint } from '../../../../scripts/evaluate/error-rates.ts';

test('the plot is one SVG with the curve, the marked points and the title as text', () => {
  const similarities = {
    impostor: Float32Array.from({ length: 10_000 }, (_, index) => index / 20_000),
    genuine: Float32Array.from({ length: 100 }, (_, index) => 0.3 + index / 200),
  };
  const mark = operatingPoint(1e-2, similarities);
  const svg = detPlot('Pack <1> & others', similarities, mark ? [mark] : []);
  expect(svg).toContain('<title>Pack &lt;1&gt; &amp; others</title>');
  expect(svg.match(/<circle/g)).toHaveLength(1);
  expect(svg.match(/<polyline/g)).toHaveLength(1);
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
});
