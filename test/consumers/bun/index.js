import { createEngine } from 'inpage-face';
import { registerFaceServiceWorker } from 'inpage-face/service-worker';
import { start } from './two-photos.js';

start({ createEngine, registerFaceServiceWorker });
