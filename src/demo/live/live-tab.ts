import type { FaceEngine, FaceGallery, PictureSource } from '../../index.ts';
import { html } from '../dom.ts';
import type { EngineHost } from '../engine-host.ts';
import { DEMO_GALLERY } from '../gallery/demo-gallery.ts';
import { explain } from '../plain-words.ts';
import type { DemoTab } from '../tabs.ts';
import { explainCamera, openCamera } from './camera.ts';
import { outcomeOf, requestOf } from './gesture-words.ts';
import { LiveView } from './live-view.ts';

/** The camera's picture with the faces in it, followed: who they are, how they look, whether they live. */
export const liveTab: DemoTab = { id: 'live', label: 'Live', mount };

const START = 'Start the camera';
const STOP = 'Stop';
const ASK = 'Ask me for two gestures';

function mount(panel: HTMLElement, host: EngineHost): void {
  const view = new LiveView();
  const toggle = html('button', { type: 'button', class: 'button button-primary' }, START);
  const ask = html('button', { type: 'button', class: 'button' }, ASK);
  const message = html('p', { class: 'live-message', role: 'status' });
  let running: AbortController | undefined;

  /** @param work What is done with the camera's picture; it says how that ended. */
  async function run(
    own: AbortController,
    work: (engine: FaceEngine, signal: AbortSignal) => Promise<string>,
  ): Promise<void> {
    try {
      message.textContent = 'Waiting for the camera. Your browser may ask you to allow it.';
      await openCamera(view.video, own.signal).catch((error: unknown) => {
        throw new CameraProblem(explainCamera(error));
      });
      message.textContent = 'The picture stays on this page.';
      message.textContent = await work(await host.engine, own.signal);
    } catch (error) {
      if (own.signal.aborted) return;
      message.textContent = error instanceof CameraProblem ? error.message : wordsOf(error);
    }
  }

  async function watch(engine: FaceEngine, signal: AbortSignal): Promise<string> {
    const gallery = await namesIn(engine);
    const options = { quality: true, liveness: true, signal, ...(gallery && { gallery }) };
    view.start();
    for await (const frame of engine.watch(view.video, options)) view.show(frame);
    return '';
  }

  async function askForGestures(engine: FaceEngine, signal: AbortSignal): Promise<string> {
    view.start();
    const result = await engine.gestures(view.video, 'random:2', {
      signal,
      onProgress(progress) {
        view.show(progress);
        say(requestOf(progress));
      },
    });
    return outcomeOf(result);
  }

  /** Only what is new: it is read aloud. */
  function say(words: string): void {
    if (message.textContent !== words) message.textContent = words;
  }

  async function begin(work: typeof watch): Promise<void> {
    const own = new AbortController();
    running = own;
    toggle.textContent = STOP;
    ask.hidden = true;
    message.classList.toggle('live-request', work === askForGestures);
    await run(own, work);
    if (running !== own) return;
    const { textContent } = message;
    stop();
    message.textContent = textContent;
  }

  function stop(): void {
    running?.abort();
    running = undefined;
    view.stop();
    toggle.textContent = START;
    ask.hidden = false;
    message.textContent = '';
  }

  toggle.addEventListener('click', () => {
    if (running) stop();
    else void begin(watch);
  });
  ask.addEventListener('click', () => void begin(askForGestures));
  // Another tab of the page: nobody is watched who looks at something else.
  addEventListener('hashchange', () => {
    if (running && panel.hidden) stop();
  });

  panel.append(
    html(
      'div',
      { class: 'intro' },
      html('h1', {}, 'Who is before the camera?'),
      html(
        'p',
        {},
        'The page follows every face it sees: where it looks, how good a picture it makes, whether it lives, and its name, if it is in the gallery. Or it asks you for gestures, and checks that you make them. Nothing is sent anywhere.',
      ),
    ),
    html('div', { class: 'live-controls' }, toggle, ask),
    message,
    view.root,
  );
}

class CameraProblem extends Error {}

/** A gallery that can't be opened here gives no names. */
function namesIn(engine: FaceEngine): Promise<FaceGallery<PictureSource> | undefined> {
  return engine.gallery(DEMO_GALLERY).catch(() => undefined);
}

function wordsOf(error: unknown): string {
  const { title, advice, detail } = explain(error);
  return [`${title}.`, advice, detail].filter(Boolean).join(' ');
}
