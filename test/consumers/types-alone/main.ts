import { DEFAULT_DECISION_THRESHOLDS, type FaceEngine } from 'inpage-face';
import { DEFAULT_TEXTS } from 'inpage-face/capture';
import { ANSWERED_BY } from 'inpage-face/service-worker';

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
