import '../capture/index.ts';
import type { CaptureDetail, FaceCaptureElement } from '../capture/index.ts';
import { html } from './dom.ts';
import type { EngineHost } from './engine-host.ts';
import { noticeLines } from './notice-lines.ts';
import { explain } from './plain-words.ts';

/** What a person uses the camera for. */
export interface CameraTask {
  title: string;
  /** What happens, and what with the result. */
  hint: string;
  /** Sets what differs from the taking of a picture. */
  prepare?(capture: FaceCaptureElement): void;
}

/** Has the person take their picture with `<face-capture>` in a dialog; `undefined` if they close it without one. */
export async function useCamera(host: EngineHost, task: CameraTask): Promise<CaptureDetail | undefined> {
  const place = html('div');
  const dialog = html(
    'dialog',
    { class: 'camera', 'aria-labelledby': 'camera-title', 'aria-describedby': 'camera-hint' },
    html('h2', { id: 'camera-title' }, task.title),
    html('p', { id: 'camera-hint', class: 'camera-hint' }, task.hint),
    place,
  );
  const closed = new Promise<void>((resolve) => dialog.addEventListener('close', () => resolve()));
  document.body.append(dialog);
  dialog.showModal();

  let taken: CaptureDetail | undefined;
  host.engine.then(
    (engine) => {
      if (!dialog.open) return;
      // What is taken is analysed by the tab that asked for it, liveness included.
      const capture = html('face-capture', { liveness: 'off' });
      capture.engine = engine;
      task.prepare?.(capture);
      capture.addEventListener('capture', ({ detail }) => {
        taken = detail;
        dialog.close();
      });
      capture.addEventListener('cancel', () => dialog.close());
      place.append(capture);
      capture.start();
    },
    (error: unknown) => place.append(...problem(error, dialog)),
  );
  await closed;
  // Out of the page it lets go of the camera.
  dialog.remove();
  return taken;
}

function problem(error: unknown, dialog: HTMLDialogElement): HTMLElement[] {
  const close = html('button', { type: 'button', class: 'button' }, 'Close');
  close.addEventListener('click', () => dialog.close());
  return [
    html('div', { role: 'alert' }, ...noticeLines(explain(error))),
    html('div', { class: 'dialog-actions' }, close),
  ];
}
