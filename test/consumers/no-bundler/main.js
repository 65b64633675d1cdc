import { createEngine } from './inpage-face.js';
import { registerFaceServiceWorker } from './register-service-worker.js';
import { start } from './two-photos.js';

start({ createEngine, registerFaceServiceWorker });
