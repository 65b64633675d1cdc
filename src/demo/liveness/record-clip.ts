import type { FaceCaptureElement } from '../../capture/index.ts';
import { useCamera } from '../camera-dialog.ts';
import type { EngineHost } from '../engine-host.ts';

/** Long enough for a dozen different frames, in which a head has turned. */
const CLIP_SECONDS = 5;

const TEXTS = {
  ready: 'Good',
  'press-shutter': 'Recording: turn your head.',
  shutter: 'End the clip',
  captured: 'Clip recorded',
};

/** Lets the person record themselves for some seconds; `undefined` if they close the dialog without it. */
export async function recordClip(host: EngineHost): Promise<File | undefined> {
  const taken = await useCamera(host, {
    title: 'Record a clip',
    hint: 'Turn your head a little, then look straight: the clip ends by itself, and stays on this page.',
    prepare: takeTime,
  });
  // A browser that can't record gives the picture alone.
  const clip = taken?.video ?? taken?.picture;
  return clip && new File([clip], 'camera-clip', { type: clip.type });
}

/** Has the clip end by itself only when it is long enough: a person who stands well would have their picture taken at once. */
function takeTime(capture: FaceCaptureElement): void {
  let end: ReturnType<typeof setTimeout> | undefined;
  capture.video = CLIP_SECONDS;
  capture.texts = TEXTS;
  capture.addEventListener('statechange', () => {
    if (capture.state === 'starting') {
      clearTimeout(end);
      end = undefined;
      capture.auto = false;
    }
    if (capture.state !== 'guiding') return;
    end ??= setTimeout(() => {
      capture.auto = true;
    }, 1000 * CLIP_SECONDS);
  });
}
