import { explainCamera, openCamera } from '../camera-dialog.ts';
import { html } from '../dom.ts';

/** Long enough for a dozen different frames, short enough to hold still. */
const CLIP_MILLISECONDS = 3000;

/** Lets the person record a short clip of themselves; `undefined` where they close the dialog without one. */
export async function recordClip(): Promise<File | undefined> {
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
  const record = html(
    'button',
    { type: 'button', class: 'button button-primary', disabled: true },
    `Record ${CLIP_MILLISECONDS / 1000} seconds`,
  );
  const cancel = html('button', { type: 'button', class: 'button' }, 'Cancel');
  const dialog = html(
    'dialog',
    { class: 'camera', 'aria-labelledby': 'clip-title' },
    html('h2', { id: 'clip-title' }, 'Record a clip'),
    html('div', { class: 'camera-view' }, video),
    hint,
    html('div', { class: 'camera-actions' }, cancel, record),
  );
  document.body.append(dialog);
  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => closed.abort());
  void openCamera(video, closed.signal).then(
    () => {
      hint.textContent = 'Look into the camera. The clip stays on this page.';
      record.disabled = false;
      record.focus();
    },
    (error: unknown) => {
      hint.textContent = explainCamera(error);
      cancel.textContent = 'Close';
      dialog.classList.add('is-without-camera');
    },
  );
  dialog.showModal();

  const clip = await new Promise<File | undefined>((resolve) => {
    closed.signal.addEventListener('abort', () => resolve(undefined));
    record.addEventListener('click', () => {
      record.disabled = true;
      hint.textContent = 'Recording …';
      recordStream(video, closed.signal).then(resolve, (error: unknown) => {
        hint.textContent = explainCamera(error);
      });
    });
  });
  dialog.close();
  dialog.remove();
  return clip;
}

async function recordStream(video: HTMLVideoElement, signal: AbortSignal): Promise<File | undefined> {
  if (!(video.srcObject instanceof MediaStream)) return undefined;
  const recorder = new MediaRecorder(video.srcObject);
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve));
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  recorder.start();
  signal.addEventListener('abort', stop);
  setTimeout(stop, CLIP_MILLISECONDS);
  await stopped;
  return signal.aborted ? undefined : new File(parts, 'camera-clip', { type: recorder.mimeType });
}
