import { drawFaces, type Face } from '../index.ts';
import { html } from './dom.ts';
import type { ShownPicture } from './shown-picture.ts';

/** Longest side, in pixels, of the canvas that faces are drawn on: sharp however small the picture is. */
const OVERLAY_SIDE = 1200;

const FOUND = '#fff';
const CHOSEN = '#9db5ff';
const NOT_CHOSEN = 'rgb(255 255 255 / 55%)';

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
  const overlay = createOverlay(shown);
  const choice = html('fieldset', { class: 'face-choice', hidden: true });
  const root = html('div', { class: 'face-picture' }, canvas, overlay, choice);
  root.style.setProperty('--ratio', String(width / height));

  return {
    root,
    showFaces(faces, chosen, onChoose) {
      const mark = (index: number | undefined) => {
        overlay.getContext('2d')?.clearRect(0, 0, overlay.width, overlay.height);
        const color = (face: number) => {
          if (face === index) return CHOSEN;
          return index === undefined ? FOUND : NOT_CHOSEN;
        };
        drawFaces(overlay, faces, { picture: { width, height }, color });
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

/** A canvas over the picture, of its shape. */
function createOverlay({ width, height }: ShownPicture): HTMLCanvasElement {
  const overlay = html('canvas', { class: 'face-overlay', 'aria-hidden': 'true' });
  const scale = OVERLAY_SIDE / Math.max(width, height);
  overlay.width = Math.max(1, Math.round(width * scale));
  overlay.height = Math.max(1, Math.round(height * scale));
  return overlay;
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
