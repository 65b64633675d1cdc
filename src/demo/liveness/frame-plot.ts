import type { DetectProgress } from '../../index.ts';
import { type Chart, createChart, line, linear, type Pen, text } from '../chart.ts';
import { svg } from '../dom.ts';

/** The frames' scores as they come: a dot each, high if the frame looks like an attack. */
export class FramePlot {
  readonly #chart: Chart;
  readonly #threshold: number;
  #frames: DetectProgress[] = [];

  /** @param threshold Above it a score declines. */
  constructor(threshold: number) {
    this.#threshold = threshold;
    this.#chart = createChart({
      name: 'Chance of an attack in each frame looked at',
      x: { label: 'frames in their order', place: linear(0, 1), ticks: [] },
      y: {
        label: 'chance of an attack',
        place: linear(0, 1),
        ticks: [0, threshold, 1].map((at) => ({ at, label: String(at) })),
      },
      left: 34,
      height: () => 190,
      draw: (pen) => [...this.#boundary(pen), ...this.#frames.map((frame) => this.#dot(pen, frame))],
    });
    this.clear();
  }

  get root(): HTMLElement {
    return this.#chart.root;
  }

  /** One picture is no course of frames: its verdict says it all. */
  clear(): void {
    this.#frames = [];
    this.root.hidden = true;
  }

  add(progress: DetectProgress): void {
    this.#frames.push(progress);
    this.root.hidden = progress.frames < 2;
    this.#chart.redraw();
  }

  #boundary(pen: Pen): SVGElement[] {
    const y = pen.y(this.#threshold);
    return [
      line('frame-plot-threshold', pen.left, y, pen.right, y),
      text('is-end', pen.right - 4, y - 6, `declined above ${this.#threshold}`),
    ];
  }

  /** A frame without a usable face is a hollow dot at the bottom. */
  #dot(pen: Pen, { frame, frames, score, time }: DetectProgress): SVGElement {
    const kind = score === null ? 'without-face' : score > this.#threshold ? 'declined' : 'passed';
    const words = score === null ? 'no usable face' : `${Math.round(score * 100)} % chance of an attack`;
    return svg(
      'circle',
      {
        class: `frame-plot-dot is-${kind}`,
        cx: pen.x((frame - 0.5) / frames),
        cy: pen.y(score ?? 0),
        r: 5,
      },
      svg('title', {}, `${time.toFixed(1)}: ${words}`),
    );
  }
}
