// The inference runtime and the models that a template takes, with nothing around them: the floor of a cold start.
const worker = new Worker('/contenders/runtime-alone-worker.js', { type: 'module' });
worker.addEventListener('message', ({ data }) => {
  if (data === undefined) globalThis.firstTemplate = performance.now();
  else globalThis.contenderFailure = data;
});
worker.addEventListener('error', ({ message }) => {
  globalThis.contenderFailure = message || 'the worker was not loaded';
});
