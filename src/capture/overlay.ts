import { svg } from './elements.ts';
import { DRAWING, OVAL } from './oval.ts';

const { centreX, centreY, radiusX, radiusY } = OVAL;
const [TOP, BOTTOM] = [centreY - radiusY, centreY + radiusY];
const ARC = `A${radiusX} ${radiusY} 0 0 1 ${centreX}`;

/** The oval, from its top clockwise. */
const OUTLINE = `M${centreX} ${TOP}${ARC} ${BOTTOM}${ARC} ${TOP}Z`;

/** Far beyond the preview on every side, whatever its shape. */
const SURROUNDINGS = 'M-3000-3000H3300V3400H-3000Z';

/** What lies over the preview: the dimmed surroundings, the oval, and the ring that fills while all is well. */
export class Overlay {
  readonly #ring = svg('path', { d: OUTLINE, class: 'ring', part: 'progress', pathLength: 1 });
  readonly element = svg(
    'svg',
    {
      viewBox: `0 0 ${DRAWING.width} ${DRAWING.height}`,
      class: 'overlay',
      part: 'overlay',
      'aria-hidden': 'true',
    },
    svg('path', { d: SURROUNDINGS + OUTLINE, class: 'dim', 'fill-rule': 'evenodd' }),
    svg('path', { d: OUTLINE, class: 'oval', part: 'oval' }),
    this.#ring,
  );

  /** @param progress 0 to 1. */
  showProgress(progress: number): void {
    // A line of no length would still show its round end.
    this.#ring.toggleAttribute('data-begun', progress > 0);
    this.#ring.style.strokeDashoffset = String(1 - progress);
  }
}
