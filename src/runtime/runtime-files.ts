/** Absolute URLs of a runtime build's own loader and its binary. */
export interface RuntimeBuild {
  mjs: string;
  wasm: string;
}

/** Absolute URLs of where the runtime's builds lie. */
export interface RuntimeFiles {
  /** The plain one without the functions that the packs' models don't need. */
  slim: RuntimeBuild;
  /** The plain one: its own loader, and what its binary has besides the slim one's. */
  wasm: { mjs: string; rest: string };
  /** The native-WebGPU one, which holds WASM too. */
  webgpu: RuntimeBuild;
}
