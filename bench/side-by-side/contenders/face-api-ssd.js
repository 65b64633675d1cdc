import { visitWith } from './face-api.js';

await visitWith('ssdMobilenetv1');
