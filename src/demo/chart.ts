import { html, svg } from './dom.ts';

/** A chart's axis: where values stand and which are named. */
export interface Axis {
  label: string;
  /** Where a value stands, 0 to 1 along the axis. */
  place(value: number): number;
  ticks: readonly { at: number; label: string }[];
}

/** What a chart draws with, in the SVG's units, which are CSS pixels. */
export interface Pen {
  x(value: number): number;
  y(value: number): number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Whether there is room for words inside. */
  roomy: boolean;
}

/** A chart that fills its width; drawn anew at each size, so that its words stay readable on a phone. */
export interface Chart {
  root: HTMLElement;
  redraw(): void;
  /** The value of the horizontal axis's share at a place in the window, 0 to 1. */
  shareAt(clientX: number): number;
}

/** Pixels of the space for ticks and labels. */
const MARGIN = { right: 14, top: 26, bottom: 46 };
/** Width from which on words fit inside a chart. */
const ROOMY = 480;

export interface ChartOptions {
  /** What a screen reader says of the chart. */
  name: string;
  x: Axis;
  y: Axis;
  /** Pixels left of the vertical axis, for its ticks. */
  left: number;
  /** Pixels of height at a width. */
  height(width: number): number;
  /** What lies between the grid and the axes' words. */
  draw(pen: Pen): SVGElement[];
}

export function createChart({ name, x, y, left, height, draw }: ChartOptions): Chart {
  const picture = svg('svg', { class: 'chart', role: 'img', 'aria-label': name });
  const root = html('div', { class: 'chart-room' }, picture);
  let width = 0;

  function redraw(): void {
    if (width === 0) return;
    const size = { width, height: Math.round(height(width)) };
    const right = width - MARGIN.right;
    const bottom = size.height - MARGIN.bottom;
    const pen: Pen = {
      x: (value) => left + x.place(value) * (right - left),
      y: (value) => bottom - y.place(value) * (bottom - MARGIN.top),
      left,
      right,
      top: MARGIN.top,
      bottom,
      roomy: width >= ROOMY,
    };
    picture.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
    picture.setAttribute('height', String(size.height));
    picture.replaceChildren(...grid(pen), ...draw(pen), ...words(pen, size));
  }

  function grid(pen: Pen): SVGElement[] {
    return [
      ...x.ticks.map(({ at }) => line('chart-grid', pen.x(at), pen.top, pen.x(at), pen.bottom)),
      ...y.ticks.map(({ at }) => line('chart-grid', pen.left, pen.y(at), pen.right, pen.y(at))),
    ];
  }

  function words(pen: Pen, size: { height: number }): SVGElement[] {
    return [
      ...x.ticks.map(({ at, label }) => text('chart-tick is-middle', pen.x(at), pen.bottom + 17, label)),
      ...y.ticks.map(({ at, label }) => text('chart-tick is-end', left - 8, pen.y(at) + 4, label)),
      text('chart-label is-end', pen.right, size.height - 8, x.label),
      text('chart-label', 0, 12, y.label),
    ];
  }

  new ResizeObserver(([entry]) => {
    const measured = Math.round(entry?.contentRect.width ?? 0);
    if (measured === width) return;
    width = measured;
    redraw();
  }).observe(root);

  return {
    root,
    redraw,
    shareAt(clientX) {
      const box = picture.getBoundingClientRect();
      const share = (clientX - box.left - left) / (box.width - left - MARGIN.right);
      return Math.min(1, Math.max(0, share));
    },
  };
}

/** Places by equal steps. */
export function linear(from: number, to: number): Axis['place'] {
  return (value) => clamped((value - from) / (to - from));
}

/** Places by equal factors. */
export function logarithmic(from: number, to: number): Axis['place'] {
  return (value) => (value <= 0 ? 0 : clamped(Math.log(value / from) / Math.log(to / from)));
}

export function line(kind: string, x1: number, y1: number, x2: number, y2: number): SVGElement {
  return svg('line', { class: kind, x1, y1, x2, y2 });
}

export function text(kind: string, x: number, y: number, words: string): SVGElement {
  return svg('text', { class: kind, x, y }, words);
}

export function curve(kind: string, points: readonly (readonly [x: number, y: number])[]): SVGElement {
  const list = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  return svg('polyline', { class: `chart-curve ${kind}`, points: list });
}

export function dot(kind: string, cx: number, cy: number): SVGElement {
  return svg('circle', { class: `chart-dot ${kind}`, cx, cy, r: 5 });
}

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}
