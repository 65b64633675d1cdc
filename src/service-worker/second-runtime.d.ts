declare module 'onnxruntime-web/wasm?second' {
  export * from 'onnxruntime-web/wasm';
}
