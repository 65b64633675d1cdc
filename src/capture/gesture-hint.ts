import type { Gesture } from '../vision/gestures/gesture-names.ts';
import { svg } from './elements.ts';

/** The head of all drawings, 64 units a side. */
const HEAD = { cx: 32, cy: 33, rx: 15, ry: 18 };
const EYES = [25.5, 38.5].map((cx) => ({ cx, cy: 30, r: 1.9 }));
const MOUTH = 'M26.500 41.500q5.500 3 11 0';
const NOSE = 'M32 31.500l-1.500 4h2.500';

/** The parts of a drawing; what moves has a class, which the style sheet moves. */
interface Drawing {
  eyes?: SVGElement[];
  mouth?: SVGElement;
  /** How the features move in the head. */
  features?: string;
  /** How the whole head moves. */
  head?: string;
  /** Lines beside the head. */
  beside?: string;
}

const DRAWINGS: Record<Gesture, () => Drawing> = {
  smile: () => ({ mouth: line('M23.500 39.500q8.500 10 17 0', 'moves widens') }),
  'open-mouth': () => ({
    mouth: svg('ellipse', { cx: 32, cy: 43.5, rx: 4.5, ry: 4.5, class: 'filled moves opens' }),
  }),
  'close-eyes': () => ({
    eyes: [
      ...openEyes('moves fades'),
      line('M22.500 29.500q3 2.500 6 0M35.500 29.500q3 2.500 6 0', 'moves appears'),
    ],
  }),
  'turn-left': () => ({ features: 'moves goes-left', beside: 'M13 33H4M8.500 28.500 4 33l4.500 4.500' }),
  'turn-right': () => ({ features: 'moves goes-right', beside: 'M51 33h9M55.500 28.500 60 33l-4.500 4.500' }),
  'look-up': () => ({ features: 'moves goes-up', beside: 'M32 12V3.500M27.500 8 32 3.500 36.500 8' }),
  'look-down': () => ({
    features: 'moves goes-down',
    beside: 'M32 54v7.500M27.500 57.500 32 61.500l4.500-4',
  }),
  'come-closer': () => ({
    head: 'moves grows',
    beside: 'M5 14V5h9M50 5h9v9M59 50v9h-9M14 59H5v-9',
  }),
};

/**
 * A drawing of a gesture, as the person sees themselves in a mirror; it is decoration, as the gesture is said beside it.
 * The style sheet moves it, unless the person wants no motion: then it shows the gesture made.
 */
export function gestureHint(gesture: Gesture): SVGSVGElement {
  const { eyes = openEyes(''), mouth = line(MOUTH), features = '', head = '', beside } = DRAWINGS[gesture]();
  return svg(
    'svg',
    { viewBox: '0 0 64 64', class: 'gesture', part: 'gesture', 'aria-hidden': 'true' },
    svg(
      'g',
      { class: head },
      svg('ellipse', HEAD),
      svg('g', { class: features }, ...eyes, line(NOSE), mouth),
    ),
    ...(beside === undefined ? [] : [line(beside)]),
  );
}

function openEyes(className: string): SVGElement[] {
  return EYES.map((eye) => svg('circle', { ...eye, class: `filled ${className}` }));
}

function line(d: string, className = ''): SVGElement {
  return svg('path', { d, class: className });
}
