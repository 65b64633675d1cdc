/** The path in the project of a file of the inference runtime's plain build. */
export function runtimeFile(ending: '.mjs' | '.wasm'): string {
  return `node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded${ending}`;
}
