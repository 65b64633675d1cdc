import { pageEngine, person } from './page-engine.ts';

/** What a page may ask a recorder for; the empty type is the browser's own choice. */
const TYPES = [
  '',
  'video/webm',
  'video/webm;codecs=vp8',
  'video/webm;codecs=vp9',
  'video/webm;codecs=av1',
  'video/webm;codecs=h264',
  'video/x-matroska;codecs=avc1',
  'video/mp4',
  'video/mp4;codecs=avc1.42E01E',
  'video/mp4;codecs=avc3.42E01E',
  'video/mp4;codecs=vp9',
  'video/mp4;codecs=av01.0.04M.08',
  'video/mp4;codecs=hvc1.1.6.L93.B0',
  'video/mp4;codecs=hev1.1.6.L93.B0',
];

const CLIP_MS = 1_200;

/** About 25 a second. */
const FRAME_MS = 40;

/** A recorder that has not stopped by then won't. */
const STOP_MS = 30_000;

/** What a recorder gave. */
interface Clip {
  bytes: Blob;
  /** What it says it wrote. */
  type: string;
  /** What it complained of, if it did. */
  failure?: string;
}

/** What became of a recording. */
interface ReadRecording {
  /** What the recorder says it wrote. */
  type: string;
  size: number;
  failure?: string;
  /** How many of its frames were looked at. */
  frames: number;
  /** `judged`, the reason of a refusal, or another error. */
  answer: string;
}

/** What this browser says it records. */
export function recordedTypes(): string[] {
  if (typeof MediaRecorder === 'undefined') return [];
  return TYPES.filter((type) => type === '' || MediaRecorder.isTypeSupported(type));
}

/** Records the person's photo, which moves, and has the engine read it. */
export async function readRecording(type: string): Promise<ReadRecording> {
  const { bytes, ...clip } = await record(await createImageBitmap(await person()), type);
  const seen = bytes.size === 0 ? { frames: 0, answer: 'the recorder wrote nothing' } : await read(bytes);
  return { ...clip, size: bytes.size, ...seen };
}

async function read(content: Blob): Promise<{ frames: number; answer: string }> {
  const engine = await pageEngine();
  let frames = 0;
  const answer = await engine
    .detect({ media: [{ name: 'clip', content }] }, { onProgress: () => frames++ })
    .then(
      () => 'judged',
      ({ code, reason, message }) =>
        code === 'LDE-002004' ? `${reason}: ${message}` : `${code}: ${message}`,
    );
  return { frames, answer };
}

async function record(picture: ImageBitmap, mimeType: string): Promise<Clip> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const context = canvas.getContext('2d');
  const draw = () => context?.drawImage(picture, 10 * Math.sin(performance.now() / 200), 0);
  draw();
  const recorder = new MediaRecorder(canvas.captureStream(), mimeType ? { mimeType } : {});
  const parts: Blob[] = [];
  let failure: string | undefined;
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise<void>((resolve) => {
    recorder.onstop = () => resolve();
  });
  recorder.onerror = (event) => {
    failure = String((event as Event & { error?: unknown }).error ?? 'an error without a word');
  };
  recorder.start();
  const end = performance.now() + CLIP_MS;
  while (performance.now() < end) {
    draw();
    await pause(FRAME_MS);
  }
  if (recorder.state !== 'inactive') recorder.stop();
  const isSilent = await Promise.race([stopped, pause(STOP_MS).then(() => true)]);
  if (isSilent) failure ??= `it has not stopped within ${STOP_MS} ms`;
  return { bytes: new Blob(parts), type: recorder.mimeType, ...(failure && { failure }) };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
