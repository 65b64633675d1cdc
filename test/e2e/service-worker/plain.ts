import { registerFaceServiceWorker } from '../../../src/page/register-service-worker.ts';

// Options come from the page's own query; tests wait for the promise.
const options = JSON.parse(new URLSearchParams(location.search).get('options') ?? '{}');
Object.assign(globalThis, { registered: registerFaceServiceWorker(options) });
