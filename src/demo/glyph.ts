import { svg } from './dom.ts';

/** Both eyes, the nose and the corners of the mouth, in the glyph's 32 x 32 units. */
const POINTS = [
  [11, 11.5],
  [21, 11.5],
  [16, 16.5],
  [11.75, 21.5],
  [20.25, 21.5],
] as const;

const BRACKETS =
  'M3 10V6a3 3 0 0 1 3-3h4M22 3h4a3 3 0 0 1 3 3v4M29 22v4a3 3 0 0 1-3 3h-4M10 29H6a3 3 0 0 1-3-3v-4';

/** The outline of a face: the wordmark's sign, also where a face is awaited. */
export function createGlyph(): SVGSVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 32 32', 'aria-hidden': 'true' },
    svg('path', { d: BRACKETS }),
    ...POINTS.map(([cx, cy]) => svg('circle', { cx, cy, r: 1.4 })),
  );
}
