import { createEngine } from 'inpage-face';
import 'inpage-face/capture';
import type { CaptureDetail } from 'inpage-face/capture';
import { askForGestures, type Gesture, type Step } from './gestures';
import { type Challenge, fetchChallenge, send } from './submission';
import './style.css';

const WORDS: Record<Gesture, string> = {
  'turn-left': 'Turn your head to your left.',
  'turn-right': 'Turn your head to your right.',
  'open-mouth': 'Open your mouth.',
};

const capture = find('face-capture');
const ask = find('#ask');
const video = find<HTMLVideoElement>('video');
const startButton = find<HTMLButtonElement>('#gestures button');
const outcome = find('#outcome');

const starting = createEngine({ cache: false });
let captured: CaptureDetail | undefined;
let done: { challenge: Challenge; steps: Step[] } | undefined;

starting.then(
  (engine) => {
    capture.engine = engine;
  },
  (error) => say(`This can’t run here. ${messageOf(error)}`),
);

capture.addEventListener('capture', ({ detail }) => {
  if (!detail.liveness?.passed) {
    say('That may be a picture of somebody. Please look into the camera yourself.');
    return;
  }
  captured = detail;
  say('');
  show('#gestures');
});
// What was captured is gone when the person starts anew.
capture.addEventListener('statechange', () => {
  if (capture.state !== 'captured') hide('#gestures', '#review');
});
startButton.addEventListener('click', () => void doGestures());
find('#review form').addEventListener('submit', (event) => {
  event.preventDefault();
  void submit();
});

async function doGestures(): Promise<void> {
  if (!captured) return;
  startButton.disabled = true;
  say('');
  let stream: MediaStream | undefined;
  try {
    const challenge = await fetchChallenge();
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user' } });
    video.srcObject = stream;
    video.hidden = false;
    const steps = await askForGestures(
      await starting,
      stream,
      challenge.gestures,
      captured.template,
      (gesture) => {
        ask.textContent = gesture ? WORDS[gesture] : 'Look straight ahead.';
      },
    );
    done = { challenge, steps };
    ask.textContent = 'Both gestures are made.';
    review(captured, steps);
  } catch (error) {
    const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
    ask.textContent = isRefused
      ? 'The camera is not allowed: without it nothing can be sent.'
      : messageOf(error);
  }
  for (const track of stream?.getTracks() ?? []) track.stop();
  video.hidden = true;
  startButton.disabled = false;
}

/** Shows all that would be sent. */
function review({ picture }: CaptureDetail, steps: readonly Step[]): void {
  const image = find<HTMLImageElement>('#review img');
  URL.revokeObjectURL(image.src);
  image.src = URL.createObjectURL(picture);
  const items = steps.map(({ gesture, askedAt, madeAt }) => {
    const item = document.createElement('li');
    item.textContent = `${WORDS[gesture]} Made after ${((madeAt - askedAt) / 1000).toFixed(1)} s.`;
    return item;
  });
  find('#review ol').replaceChildren(...items);
  show('#review');
}

async function submit(): Promise<void> {
  if (!captured || !done) return;
  try {
    const { picture, template } = captured;
    const id = await send({ ...done, picture, template });
    say(`Sent. The server keeps it as ${id}.`);
    capture.stop();
  } catch (error) {
    say(`It was not kept. ${messageOf(error)}`);
  }
}

function say(text: string): void {
  outcome.textContent = text;
}

/** Shows a step, and goes there. */
function show(step: string): void {
  find(step).hidden = false;
  find(`${step} h2`).focus();
}

function hide(...steps: readonly string[]): void {
  for (const step of steps) find(step).hidden = true;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function find(selector: 'face-capture'): HTMLElementTagNameMap['face-capture'];
function find<Found extends HTMLElement = HTMLElement>(selector: string): Found;
function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
}
