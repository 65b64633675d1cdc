/** What the camera is asked for; browsers give the nearest they have. */
const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 720 } },
};

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

const CAMERA_PROBLEMS: Partial<Record<string, string>> = {
  NotAllowedError:
    'The camera is not allowed for this page. Allow it beside the address in your browser, then try again.',
  NotFoundError: 'No camera was found. Connect one, then try again.',
  NotReadableError: 'The camera is in use by another program. Close that program, then try again.',
  SecurityError: 'Browsers give the camera only to pages opened over https or from this very computer.',
};

/** What is wrong with the camera, in plain words. */
export function explainCamera(error: unknown): string {
  const known = error instanceof DOMException ? CAMERA_PROBLEMS[error.name] : undefined;
  return known ?? 'The camera could not be opened. Try again, or try another browser.';
}
