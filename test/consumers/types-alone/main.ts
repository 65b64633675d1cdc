import { type ApiLiteError, createEngine, DEFAULT_DECISION_THRESHOLDS, type FaceEngine } from 'inpage-face';
import { DEFAULT_TEXTS } from 'inpage-face/capture';
import { ANSWERED_BY, registerFaceServiceWorker } from 'inpage-face/service-worker';

/** All three entries without a framework, the element and its events by their names. */
export function prepare(engine: FaceEngine): void {
  const capture = document.createElement('face-capture');
  capture.engine = engine;
  capture.texts = { ...DEFAULT_TEXTS, ready: `${ANSWERED_BY} ${DEFAULT_DECISION_THRESHOLDS.approved}` };
  capture.addEventListener('capture', ({ detail }) => detail.picture.size);
  capture.addEventListener('capture-error', ({ detail }) => detail.reason === 'camera-busy' && detail.text);
  // @ts-expect-error
  capture.addEventListener('capture', ({ detail }) => detail.image);
  // @ts-expect-error
  capture.texts = { 'centre-face': '' };
}

/** Without `Disposable` in the app's own `lib`: the declarations bring it along. */
export async function compareOnce(photo: Blob, template: Uint8Array): Promise<number> {
  using engine = await createEngine();
  await using gallery = await engine.gallery('staff', { protection: { passphrase: 'correct horse' } });
  await gallery.enroll('ada', template);
  await registerFaceServiceWorker({ engine: async () => engine });
  // @ts-expect-error
  await engine.compare(template, template, { transfer: true });
  return (await engine.verify(photo, template, { transfer: true })).score;
}

/** The list of reasons is closed. */
export function isNoFace(error: ApiLiteError): boolean {
  // @ts-expect-error
  return error.reason === 'no-face' || error.reason === 'no face';
}
