import { pageEngine, person } from './page-engine.ts';

const SIZE = 480;

/** How much larger the person is shown who came closer, and in how many steps. */
const CLOSER = 1.45;
const STEPS = 15;

/** Frames that are looked at. */
const WATCHED = 8;

/** A stream as a camera gives it: a photo, which is shown larger and larger once the person is to come closer. */
async function filmed() {
  const photo = await createImageBitmap(await person());
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [SIZE, SIZE];
  const context = canvas.getContext('2d');
  let steps = 0;
  let isAsked = false;
  const timer = setInterval(() => {
    if (isAsked && steps < STEPS) steps++;
    const side = SIZE * (1 + ((CLOSER - 1) * steps) / STEPS);
    const edge = (SIZE - side) / 2;
    context?.drawImage(photo, edge, edge, side, side);
  }, 40);
  return {
    stream: canvas.captureStream(25),
    comeCloser: () => {
      isAsked = true;
    },
    stop: () => clearInterval(timer),
  };
}

/** Who is seen in a live stream, and whether a gesture is noticed in it. */
export async function live() {
  const engine = await pageEngine();
  const { stream, comeCloser, stop } = await filmed();
  try {
    const ids: number[][] = [];
    for await (const { faces } of engine.watch(stream)) {
      ids.push(faces.map(({ id }) => id));
      if (ids.length === WATCHED) break;
    }
    const onProgress = ({ asked }: { asked: string | null | undefined }) => {
      if (asked) comeCloser();
    };
    const { passed, reason, transcript } = await engine.gestures(stream, ['come-closer'], { onProgress });
    return { ids, passed, made: transcript.steps.length, ...(reason && { reason }) };
  } finally {
    stop();
  }
}
