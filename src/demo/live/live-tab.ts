import type { FaceEngine, FaceGallery, PictureSource } from '../../index.ts';
import { explainCamera, openCamera } from '../camera.ts';
import { html } from '../dom.ts';
import type { EngineHost } from '../engine-host.ts';
import { DEMO_GALLERY } from '../gallery/demo-gallery.ts';
import { explain } from '../plain-words.ts';
import type { DemoTab } from '../tabs.ts';
import { LiveView } from './live-view.ts';

/** The camera's picture with the faces in it, followed: who they are, how they look, whether they live. */
export const liveTab: DemoTab = { id: 'live', label: 'Live', mount };

const START = 'Start the camera';
const STOP = 'Stop';

function mount(panel: HTMLElement, host: EngineHost): void {
  const view = new LiveView();
  const toggle = html('button', { type: 'button', class: 'button button-primary' }, START);
  const message = html('p', { class: 'live-message', role: 'status' });
  let running: AbortController | undefined;

  async function run(own: AbortController): Promise<void> {
    try {
      message.textContent = 'Waiting for the camera. Your browser may ask you to allow it.';
      await openCamera(view.video, own.signal).catch((error: unknown) => {
        throw new CameraProblem(explainCamera(error));
      });
      message.textContent = 'The picture stays on this page.';
      await watch(await host.engine, own.signal);
    } catch (error) {
      if (own.signal.aborted) return;
      message.textContent = error instanceof CameraProblem ? error.message : wordsOf(error);
    }
  }

  async function watch(engine: FaceEngine, signal: AbortSignal): Promise<void> {
    const gallery = await namesIn(engine);
    const options = { quality: true, liveness: true, signal, ...(gallery && { gallery }) };
    view.start();
    for await (const frame of engine.watch(view.video, options)) view.show(frame);
  }

  function stop(): void {
    running?.abort();
    running = undefined;
    view.stop();
    toggle.textContent = START;
    message.textContent = '';
  }

  toggle.addEventListener('click', async () => {
    if (running) return stop();
    const own = new AbortController();
    running = own;
    toggle.textContent = STOP;
    await run(own);
    if (running !== own) return;
    const { textContent } = message;
    stop();
    message.textContent = textContent;
  });
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
        'The page follows every face it sees: where it looks, how good a picture it makes, whether it lives, and its name, if it is in the gallery. Nothing is sent anywhere.',
      ),
    ),
    html('div', { class: 'live-controls' }, toggle),
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
