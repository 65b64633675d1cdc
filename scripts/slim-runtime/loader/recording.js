/**
 * Stands before the inference runtime's own loader while its functions are recorded (../recording-module.ts): gives every
 * instance, in whichever thread, one memory in which functions mark themselves, and sends what is marked to the recorder.
 */

/** What the runtime calls its threads. */
const THREAD = 'em-pthread';

/** How often it is looked whether there is something new. */
const REPORT_MS = 100;

/**
 * What the loader is to take for `WebAssembly` and `Worker`.
 *
 * @param {{ pages: number, bytes: number, url: string }} recorder Size of the memory, its part in use, and the recorder's URL.
 */
export function withRecording({ pages, bytes, url }) {
  const native = globalThis.WebAssembly;
  const isThread = self.name.startsWith(THREAD);
  /** @type {WebAssembly.Memory | undefined} */
  let memory = isThread ? undefined : new native.Memory({ initial: pages, maximum: pages, shared: true });
  // Sent before what the loader sends itself.
  if (isThread) addEventListener('message', ({ data }) => (memory ??= data?.usedMemory));
  else setInterval(report, REPORT_MS);

  let reported = 0;
  function report() {
    if (!memory) return;
    const used = new Uint8Array(memory.buffer).slice(0, bytes);
    const count = used.reduce((sum, byte) => sum + byte, 0);
    if (count === reported) return;
    reported = count;
    void fetch(url, { method: 'POST', body: used });
  }

  /** @param {WebAssembly.Imports} imports */
  const noting = (imports) => ({ ...imports, used: { memory: /** @type {WebAssembly.Memory} */ (memory) } });

  return {
    WebAssembly: Object.assign(Object.create(native), {
      Instance: class {
        /** @param {WebAssembly.Module} module @param {WebAssembly.Imports} imports */
        constructor(module, imports) {
          // biome-ignore lint/correctness/noConstructorReturn: stands in for the platform's own
          return new native.Instance(module, noting(imports));
        }
      },
      /** @param {BufferSource} source @param {WebAssembly.Imports} imports */
      instantiate: (source, imports) => native.instantiate(source, noting(imports)),
      /** @param {Promise<Response>} response @param {WebAssembly.Imports} imports */
      instantiateStreaming: (response, imports) => native.instantiateStreaming(response, noting(imports)),
    }),
    Worker: isThread
      ? undefined
      : class extends globalThis.Worker {
          /** @param {URL} script @param {WorkerOptions} options */
          constructor(script, options) {
            super(script, options);
            this.postMessage({ usedMemory: memory });
          }
        },
  };
}
