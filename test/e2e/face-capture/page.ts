import { trustOwnScripts } from '../../../src/demo/trusted-types.ts';
import '../../../src/capture/index.ts';
import type { FaceCaptureElement } from '../../../src/capture/index.ts';
import { createEngine, type FaceEngine } from '../../../src/index.ts';

declare global {
  /** What the page leaves for the tests. */
  var capturePage: {
    element: FaceCaptureElement;
    createEngine: typeof createEngine;
    engine?: FaceEngine;
    /** What happened, in order: events, and guidance by its code. */
    log: string[];
    /** Every camera track that was opened. */
    tracks: MediaStreamTrack[];
  };
}

trustOwnScripts();

const element = document.querySelector('face-capture');
if (!element) throw new Error('The page has no <face-capture>');
const log: string[] = [];
const tracks: MediaStreamTrack[] = [];

element.addEventListener('guidance', ({ detail }) => log.push(detail.code));
element.addEventListener('capture', ({ detail }) => log.push(`capture by ${detail.takenBy}`));
element.addEventListener('capture-error', ({ detail }) => log.push(`capture-error ${detail.problem}`));
element.addEventListener('cancel', () => log.push('cancel'));

const { mediaDevices } = navigator;
if (mediaDevices) {
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  };
}

globalThis.capturePage = { element, createEngine, log, tracks };
