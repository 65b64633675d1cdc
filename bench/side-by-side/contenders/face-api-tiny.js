import { visitWith } from './face-api.js';

await visitWith('tinyFaceDetector');
