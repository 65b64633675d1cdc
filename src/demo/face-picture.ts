import type { Face } from '../index.ts';
import { html, svg } from './dom.ts';
import type { ShownPicture } from './shown-picture.ts';

/** A picture with its faces outlined. */
export interface FacePicture {
  root: HTMLElement;
  /** Draws the faces; several become a choice, by pointer or keyboard, that `onChoose` hears of. */
  showFaces(faces: readonly Face[], chosen: number | undefined, onChoose: (index: number) => void): void;
}

/** @param name What the picture is, e.g. `First picture`. */
export function createFacePicture(shown: ShownPicture, name: string): FacePicture {
  const { canvas, width, height } = shown;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', name);
  const overlay = svg('svg', {
    class: 'face-overlay',
    viewBox: `0 0 ${width} ${height}`,
    'aria-hidden': 'true',
  });
  const choice = html('fieldset', { class: 'face-choice', hidden: true });
  const root = html('div', { class: 'face-picture' }, canvas, overlay, choice);
  root.style.setProperty('--ratio', String(width / height));

  return {
    root,
    showFaces(faces, chosen, onChoose) {
      const outlines = faces.map((face) => outline(face, Math.max(width, height)));
      overlay.replaceChildren(...outlines);
      const mark = (index: number | undefined) => {
        outlines.forEach((each, position) => {
          each.classList.toggle('is-chosen', position === index);
        });
      };
      mark(chosen);
      choice.hidden = faces.length < 2;
      if (faces.length < 2) return;
      const radios = createRadios(faces, chosen, shown, name, (index) => {
        mark(index);
        onChoose(index);
      });
      choice.replaceChildren(
        html('legend', { class: 'visually-hidden' }, `Face to use in: ${name}`),
        ...radios,
      );
    },
  };
}

/** Corner brackets around the face and a dot on each of its five points. */
function outline({ box, points }: Face, pictureSide: number): SVGGElement {
  const { x, y, width, height } = box;
  const arm = Math.min(width, height) * 0.22;
  const right = x + width;
  const bottom = y + height;
  const path = [
    `M${x} ${y + arm}V${y}H${x + arm}`,
    `M${right - arm} ${y}H${right}V${y + arm}`,
    `M${right} ${bottom - arm}V${bottom}H${right - arm}`,
    `M${x + arm} ${bottom}H${x}V${bottom - arm}`,
  ].join('');
  const radius = Math.max(width * 0.022, pictureSide * 0.0016);
  return svg(
    'g',
    { class: 'face' },
    svg('path', { class: 'face-halo', d: path }),
    svg('path', { class: 'face-brackets', d: path }),
    ...points.map((point) => svg('circle', { class: 'face-point', cx: point.x, cy: point.y, r: radius })),
  );
}

/** One radio button over each face, from left to right: a single stop for Tab, arrows move among them. */
function createRadios(
  faces: readonly Face[],
  chosen: number | undefined,
  { width, height }: ShownPicture,
  name: string,
  onChoose: (index: number) => void,
): HTMLElement[] {
  const centre = ({ box }: Face) => box.x + box.width / 2;
  const order = faces.map((face, index) => ({ face, index })).sort((a, b) => centre(a.face) - centre(b.face));
  return order.map(({ face, index }, place) => {
    const { box } = face;
    const radio = html('input', {
      type: 'radio',
      name: `face of ${name}`,
      'aria-label': `Face ${place + 1} of ${faces.length} from the left`,
      checked: index === chosen,
    });
    radio.addEventListener('change', () => onChoose(index));
    const target = html('label', { class: 'face-target' }, radio);
    target.style.left = `${((box.x + box.width / 2) / width) * 100}%`;
    target.style.top = `${((box.y + box.height / 2) / height) * 100}%`;
    target.style.width = `${(box.width / width) * 100}%`;
    target.style.height = `${(box.height / height) * 100}%`;
    return target;
  });
}

/** Share of the face box's longer side that a portrait shows around it on each side. */
const PORTRAIT_MARGIN = 0.25;

/** Draws the face, square and with some margin as far as the picture reaches, for a small portrait. */
export function drawPortrait(
  target: HTMLCanvasElement,
  { canvas, width }: ShownPicture,
  { box }: Face,
): void {
  const scale = canvas.width / width;
  const wanted = Math.max(box.width, box.height) * (1 + 2 * PORTRAIT_MARGIN) * scale;
  const side = Math.min(wanted, canvas.width, canvas.height);
  const left = clamp((box.x + box.width / 2) * scale - side / 2, 0, canvas.width - side);
  const top = clamp((box.y + box.height / 2) * scale - side / 2, 0, canvas.height - side);
  const context = target.getContext('2d');
  if (!context) return;
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, left, top, side, side, 0, 0, target.width, target.height);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
