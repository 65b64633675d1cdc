import { createEngine, type FaceEngine } from 'inpage-face';
import { registerFaceServiceWorker } from 'inpage-face/service-worker';
import { start } from './two-photos.js';

/** Compiles only if the package's types are found and whole. */
export type Score = Awaited<ReturnType<FaceEngine['compare']>>['score'] & number;

start({ createEngine, registerFaceServiceWorker });
