import { createEngine } from '../../../src/index.ts';
import { registerFaceServiceWorker } from '../../../src/service-worker/register.ts';

const options = JSON.parse(new URLSearchParams(location.search).get('options') ?? '{}');

async function start() {
  const engine = await createEngine();
  await engine.load();
  Object.assign(globalThis, { engine });
  return registerFaceServiceWorker({ ...options, engine });
}

Object.assign(globalThis, { registered: start() });
