import type { FaceQuality, LivenessFolder, OutputImage } from '../../index.ts';
import { html } from '../dom.ts';
import { formatScore } from '../format.ts';
import { readForDisplay } from '../shown-picture.ts';

/** Below this `sharpness` and exposure are refused (docs/liveness.md); the others are told by the same measure. */
const POOR = 20;
const GOOD = 50;

/** What people call the components of quality; larger is better in all. */
const QUALITY_WORDS: Record<Exclude<keyof FaceQuality, 'eyeAspectRatio'>, string> = {
  unifiedQualityScore: 'All in all',
  singleFacePresent: 'One face only',
  interEyeDistance: 'Size of the face',
  headPoseYaw: 'Not turned aside',
  headPosePitch: 'Not nodding',
  headPoseRoll: 'Not tilted',
  eyesOpen: 'Eyes open',
  mouthClosed: 'Mouth closed',
  sharpness: 'Sharp',
  underExposurePrevention: 'Not too dark',
  overExposurePrevention: 'Not too bright',
  dynamicRange: 'Contrast',
  illuminationUniformity: 'Even light',
  faceWithinPicture: 'All in the picture',
};

const COMPONENTS = Object.keys(QUALITY_WORDS) as (keyof typeof QUALITY_WORDS)[];

/** The verdict in words. */
export function showVerdict(folder: LivenessFolder): HTMLElement {
  const passed = folder.system_resolution === 'SUCCESS';
  const confidence = folder.analyses[0]?.results_media[0]?.results_data.confidence_spoofing ?? 0;
  return html(
    'div',
    { class: `liveness-verdict ${passed ? 'is-passed' : 'is-declined'}` },
    html('h2', {}, passed ? 'A live person, it seems' : 'This looks like an attack'),
    html('p', {}, `Chance of a print, a screen or a mask: ${formatScore(confidence)}`),
  );
}

/** The best shot of a folder, if it has one, else the picture itself. */
export async function bestShotOf(folder: LivenessFolder, file: Blob): Promise<Blob> {
  const image = folder.analyses[0]?.results_media[0]?.output_images[0];
  return image ? jpegOf(image) : file;
}

export async function showShot(shot: Blob, quality: FaceQuality | undefined): Promise<HTMLElement> {
  const { canvas } = await readForDisplay(shot);
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', 'The best shot');
  const figure = html('figure', {}, canvas, html('figcaption', {}, 'Best shot'));
  if (!quality) return html('div', { class: 'liveness-shot' }, figure);
  return html(
    'div',
    { class: 'liveness-shot' },
    figure,
    html(
      'table',
      { class: 'liveness-quality' },
      html('caption', {}, 'Its quality, 0 to 100: amber could be better, red is poor'),
      html('tbody', {}, ...COMPONENTS.map((name) => qualityRow(QUALITY_WORDS[name], quality[name]))),
    ),
  );
}

/** The answer as JSON, with a button that copies it; pictures in it are shortened on the page only. */
export function showJson(folder: LivenessFolder): HTMLElement {
  const copy = html('button', { type: 'button', class: 'button' }, 'Copy the JSON');
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(JSON.stringify(folder, null, 2));
    copy.textContent = 'Copied';
  });
  const shortened = JSON.stringify(
    folder,
    (key, value) => (key === 'image_b64' ? `${String(value).slice(0, 40)}…` : value),
    2,
  );
  return html(
    'details',
    { class: 'liveness-json' },
    html('summary', {}, 'The answer as JSON'),
    copy,
    html('pre', { class: 'api-text', tabindex: 0 }, shortened),
  );
}

function qualityRow(words: string, value: number): HTMLElement {
  return html(
    'tr',
    {},
    html('th', { scope: 'row' }, words),
    html(
      'td',
      {},
      html('meter', { min: 0, max: 100, low: POOR, high: GOOD, optimum: 100, value, 'aria-label': words }),
    ),
    html('td', {}, value.toFixed(0)),
  );
}

function jpegOf({ image_b64 }: OutputImage): Blob {
  const bytes = Uint8Array.from(atob(image_b64), (character) => character.charCodeAt(0));
  return new Blob([bytes], { type: 'image/jpeg' });
}
