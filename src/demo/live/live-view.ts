import { drawFaces, type RunningLiveness, type WatchedFace, type WatchedFrame } from '../../index.ts';
import { html } from '../dom.ts';

/** Results that the rate is the mean of: two seconds or so. */
const RATED_RESULTS = 30;

/** Of what is drawn, in the page's pixels. */
const LINE_WIDTH = 2;

/** Of a frame, what is shown. */
type ShownFrame = Pick<WatchedFrame, 'width' | 'height'> & { faces: readonly WatchedFace[] };

/** The camera's picture with what was found drawn over it, and a line for each face. */
export class LiveView {
  readonly video = html('video', {
    playsinline: true,
    'aria-label': 'Live picture of your camera',
  });
  readonly root: HTMLElement;
  readonly #canvas = html('canvas', { class: 'live-drawing' });
  readonly #faces = html('ul', { class: 'live-faces', 'aria-label': 'Faces' });
  readonly #rate = html('p', { class: 'live-rate' });
  #times: number[] = [];

  constructor() {
    this.video.muted = true;
    const stage = html('div', { class: 'live-stage' }, this.video, this.#canvas);
    this.root = html('div', { class: 'live', hidden: true }, stage, html('div', {}, this.#faces, this.#rate));
  }

  start(): void {
    this.root.hidden = false;
  }

  stop(): void {
    this.root.hidden = true;
    this.video.srcObject = null;
    this.#faces.replaceChildren();
    this.#times = [];
  }

  show({ width, height, faces }: ShownFrame): void {
    this.#canvas.width = width;
    this.#canvas.height = height;
    // The page shows it smaller or larger than it is.
    const scale = width / (this.#canvas.clientWidth || width);
    drawFaces(this.#canvas, faces, { names: faces.map(nameOf), lineWidth: LINE_WIDTH * scale });
    this.#faces.replaceChildren(...faces.map(lineOf));
    this.#times = [...this.#times, performance.now()].slice(-RATED_RESULTS);
    this.#rate.textContent = rateOf(this.#times);
  }
}

function nameOf({ id, candidate }: WatchedFace): string {
  return candidate?.id ?? `Person ${id}`;
}

function lineOf(face: WatchedFace): HTMLElement {
  const { pose, quality, eyesOpen } = face;
  const score = quality?.unifiedQualityScore;
  const facts = [
    face.liveness && livenessWords(face.liveness),
    `looks ${directionsOf(pose)}`,
    eyesOpen && (Math.max(...eyesOpen) > 0.5 ? 'eyes open' : 'eyes closed'),
    score !== undefined && `quality ${score.toFixed(0)} of 100`,
  ];
  return html(
    'li',
    { class: 'live-face' },
    html('strong', {}, nameOf(face)),
    html('span', {}, facts.filter(Boolean).join(' · ')),
  );
}

function livenessWords(liveness: RunningLiveness): string {
  if (liveness.passed === true) return 'a living person, it seems';
  if (liveness.passed === false) {
    return liveness.reason === 'no-motion' ? 'does not move' : 'looks like an attack';
  }
  return liveness.reason ? `can’t be judged: ${liveness.reason.replaceAll('-', ' ')}` : 'being judged …';
}

/** Less of a turn than this is none to speak of, in degrees. */
const STRAIGHT = 12;

/** As the person in the picture sees it: positive angles turn to the viewer's left, and up. */
function directionsOf({ yaw, pitch }: WatchedFace['pose']): string {
  const across = Math.abs(yaw) >= STRAIGHT && (yaw > 0 ? 'left' : 'right');
  const along = Math.abs(pitch) >= STRAIGHT && (pitch > 0 ? 'up' : 'down');
  return [across, along].filter(Boolean).join(' and ') || 'straight ahead';
}

function rateOf(times: readonly number[]): string {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  if (times.length < 2 || last === first) return '';
  const rate = Math.round((1000 * (times.length - 1)) / (last - first));
  return `${rate} ${rate === 1 ? 'result' : 'results'} a second`;
}
