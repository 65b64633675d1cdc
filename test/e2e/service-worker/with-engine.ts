import { createEngine } from '../../../src/index.ts';
import { registerFaceServiceWorker } from '../../../src/page/register-service-worker.ts';

const options = JSON.parse(new URLSearchParams(location.search).get('options') ?? '{}');

async function start() {
  // Every request is to run the models: `npm run bench:http` measures here.
  const engine = await createEngine({ cache: false });
  await engine.load();
  Object.assign(globalThis, { engine, createEngine });
  return registerFaceServiceWorker({ ...options, engine });
}

Object.assign(globalThis, { registered: start() });
