import type { DetectProgress } from '../../engine/face-engine.ts';
import { svg } from '../dom.ts';

const WIDTH = 560;
const HEIGHT = 120;
const MARGIN = 8;

/** The frames' scores as they come: a dot each, high where the frame looks like an attack. */
export class FramePlot {
  readonly root = svg('svg', {
    class: 'frame-plot',
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: 'img',
    'aria-label': 'Chance of an attack in each frame looked at',
  });

  /** @param threshold Above it a score declines. */
  clear(threshold: number): void {
    const y = heightOf(threshold);
    this.root.replaceChildren(
      svg('line', { class: 'frame-plot-threshold', x1: 0, x2: WIDTH, y1: y, y2: y }),
      svg('text', { x: WIDTH - MARGIN, y: y - 6, 'text-anchor': 'end' }, `declined above ${threshold}`),
    );
  }

  /** A frame without a usable face is a hollow dot at the bottom. */
  add({ frame, frames, score, time }: DetectProgress, threshold: number): void {
    const x = MARGIN + ((frame - 0.5) / frames) * (WIDTH - 2 * MARGIN);
    const kind = score === null ? 'without-face' : score > threshold ? 'declined' : 'passed';
    const words = score === null ? 'no usable face' : `${Math.round(score * 100)} % chance of an attack`;
    this.root.append(
      svg(
        'circle',
        { class: `frame-plot-dot is-${kind}`, cx: x, cy: heightOf(score ?? 0), r: 5 },
        svg('title', {}, `${time.toFixed(1)}: ${words}`),
      ),
    );
  }
}

function heightOf(score: number): number {
  return HEIGHT - MARGIN - score * (HEIGHT - 2 * MARGIN);
}
