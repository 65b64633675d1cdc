import { useCamera } from '../camera-dialog.ts';

/** Long enough for a dozen different frames, short enough to hold still. */
const CLIP_MS = 3000;

/** Lets the person record a short clip of themselves; `undefined` if they close the dialog without one. */
export function recordClip(): Promise<File | undefined> {
  return useCamera({
    title: 'Record a clip',
    action: `Record ${CLIP_MS / 1000} seconds`,
    ready: 'Look into the camera. The clip stays on this page.',
    busy: 'Recording …',
    take: recordStream,
  });
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
  setTimeout(stop, CLIP_MS);
  await stopped;
  return signal.aborted ? undefined : new File(parts, 'camera-clip', { type: recorder.mimeType });
}
