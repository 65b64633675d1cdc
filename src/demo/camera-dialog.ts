import { explainCamera, openCamera } from './camera.ts';
import { html } from './dom.ts';

/** What a person uses the camera for. */
export interface CameraTask {
  title: string;
  /** The words on the button that starts it. */
  action: string;
  /** The hint while the camera shows and the button waits. */
  ready: string;
  /** The hint from the button on. */
  busy: string;
  /** Takes what is wanted from the playing video; stops early if the signal says that the dialog closed. */
  take(video: HTMLVideoElement, signal: AbortSignal): Promise<File | undefined>;
}

/** Has the person use the camera in a dialog; `undefined` if they close it without a result. */
export async function useCamera(task: CameraTask): Promise<File | undefined> {
  const closed = new AbortController();
  const video = html('video', {
    autoplay: true,
    playsinline: true,
    'aria-label': 'Live picture of your camera',
  });
  video.muted = true;
  const hint = html(
    'p',
    { class: 'camera-hint', role: 'status' },
    'Waiting for the camera. Your browser may ask you to allow it.',
  );
  const start = html(
    'button',
    { type: 'button', class: 'button button-primary', disabled: true },
    task.action,
  );
  const cancel = html('button', { type: 'button', class: 'button' }, 'Cancel');
  const dialog = html(
    'dialog',
    { class: 'camera', 'aria-labelledby': 'camera-title' },
    html('h2', { id: 'camera-title' }, task.title),
    html('div', { class: 'camera-view' }, video),
    hint,
    html('div', { class: 'dialog-actions' }, cancel, start),
  );
  document.body.append(dialog);
  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => closed.abort());

  const fail = (error: unknown) => {
    hint.textContent = explainCamera(error);
    cancel.textContent = 'Close';
    dialog.classList.add('is-without-camera');
  };
  void openCamera(video, closed.signal).then(() => {
    hint.textContent = task.ready;
    start.disabled = false;
    start.focus();
  }, fail);
  dialog.showModal();

  const result = await new Promise<File | undefined>((resolve) => {
    closed.signal.addEventListener('abort', () => resolve(undefined));
    start.addEventListener('click', () => {
      start.disabled = true;
      hint.textContent = task.busy;
      task.take(video, closed.signal).then(resolve, fail);
    });
  });
  dialog.close();
  closed.abort();
  dialog.remove();
  return result;
}
