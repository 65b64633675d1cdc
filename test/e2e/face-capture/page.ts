import { type CaptureDetail, DEFAULT_TEXTS, type FaceCaptureElement } from '../../../src/capture/index.ts';
import { createEngine } from '../../../src/index.ts';

declare global {
  /** What the page leaves for the tests. */
  var capturePage: {
    element: FaceCaptureElement;
    createEngine: typeof createEngine;
    texts: typeof DEFAULT_TEXTS;
    /** What happened, in order: guidance by its code, and the other events. */
    log: string[];
    /** What was captured last. */
    captured?: CaptureDetail;
    /** Every camera track that was opened. */
    tracks: MediaStreamTrack[];
  };
}

const element = document.querySelector('face-capture');
if (!element) throw new Error('The page has no <face-capture>');
const log: string[] = [];
const tracks: MediaStreamTrack[] = [];
globalThis.capturePage = { element, createEngine, texts: DEFAULT_TEXTS, log, tracks };

element.addEventListener('guidance', ({ detail }) => log.push(detail.code));
element.addEventListener('capture', ({ detail }) => {
  capturePage.captured = detail;
  log.push(`capture by ${detail.takenBy}`);
});
element.addEventListener('capture-error', ({ detail }) => log.push(`error ${detail.reason}`));
element.addEventListener('cancel', () => log.push('cancel'));

/** Absent if the page is no secure context, whatever the type says. */
const mediaDevices: MediaDevices | undefined = navigator.mediaDevices;
if (mediaDevices) {
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  };
}
