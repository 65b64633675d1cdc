/** The parts of `version().tfss`, e.g. `onnxruntime-web 1.30.0 (wasm, 2 threads)`. */
export interface RuntimeWords {
  runtime: string;
  backend: string;
  threads: string;
}

const BACKENDS: Partial<Record<string, string>> = { wasm: 'WASM', webgpu: 'WebGPU' };

/** Takes the runtime's line apart for display; a line of another form stands as it is under `runtime`. */
export function describeRuntime(tfss: string): RuntimeWords {
  const parts = /^(?<runtime>[^(]+) \((?<backend>[^,)]+)(?:, (?<threads>[^)]+))?\)$/.exec(tfss)?.groups;
  if (!parts) return { runtime: tfss, backend: '', threads: '' };
  const { runtime = '', backend = '', threads = '' } = parts;
  return { runtime, backend: BACKENDS[backend] ?? backend, threads };
}
