import { html } from './dom.ts';

/** What the camera is asked for; browsers give the nearest they have. */
const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 720 } },
};

/** JPEG quality of the picture taken: artefacts below what the models notice. */
const JPEG_QUALITY = 0.95;

/** Lets the person take a picture; `undefined` where they close the dialog without one. */
export async function takePicture(): Promise<File | undefined> {
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
  const shoot = html(
    'button',
    { type: 'button', class: 'button button-primary', disabled: true },
    'Take the picture',
  );
  const cancel = html('button', { type: 'button', class: 'button' }, 'Cancel');
  const dialog = html(
    'dialog',
    { class: 'camera', 'aria-labelledby': 'camera-title' },
    html('h2', { id: 'camera-title' }, 'Use the camera'),
    html('div', { class: 'camera-view' }, video),
    hint,
    html('div', { class: 'camera-actions' }, cancel, shoot),
  );
  document.body.append(dialog);
  cancel.addEventListener('click', () => dialog.close());

  void openCamera(video, closed.signal).then(
    () => {
      hint.textContent = 'Look into the camera. The picture stays on this page.';
      shoot.disabled = false;
      shoot.focus();
    },
    (error: unknown) => {
      hint.textContent = explainCamera(error);
      cancel.textContent = 'Close';
      dialog.classList.add('is-without-camera');
    },
  );
  dialog.showModal();

  const picture = await new Promise<File | undefined>((resolve) => {
    dialog.addEventListener('close', () => resolve(undefined));
    shoot.addEventListener('click', () => resolve(grab(video)));
  });
  closed.abort();
  dialog.close();
  dialog.remove();
  return picture;
}

/** Shows the camera in the element until the signal ends it. */
export async function openCamera(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  if (!navigator.mediaDevices) throw new DOMException('No secure context', 'SecurityError');
  const stream = await navigator.mediaDevices.getUserMedia(WANTED);
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted) return stop();
  signal.addEventListener('abort', stop);
  video.srcObject = stream;
  await video.play();
}

async function grab(video: HTMLVideoElement): Promise<File | undefined> {
  const canvas = html('canvas', { width: video.videoWidth, height: video.videoHeight });
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const jpeg = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY);
  });
  return jpeg ? new File([jpeg], 'camera.jpg', { type: jpeg.type }) : undefined;
}

const CAMERA_PROBLEMS: Partial<Record<string, string>> = {
  NotAllowedError:
    'The camera is not allowed for this page. Allow it beside the address in your browser, then try again.',
  NotFoundError: 'No camera was found. Connect one, or choose a photo instead.',
  NotReadableError: 'The camera is in use by another program. Close that program, then try again.',
  SecurityError: 'Browsers give the camera only to pages opened over https or from this very computer.',
};

export function explainCamera(error: unknown): string {
  const known = error instanceof DOMException ? CAMERA_PROBLEMS[error.name] : undefined;
  return known ?? 'The camera could not be opened. Choose a photo instead.';
}
