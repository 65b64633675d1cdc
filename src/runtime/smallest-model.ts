import { decodeBase64 } from '../common/base64.ts';

/**
 * An ONNX model of one Relu over one number, 59 bytes. The runtime starts its WebAssembly with its first session, not
 * before: by this one it does so while the real models are still on their way.
 */
export const SMALLEST_MODEL = decodeBase64(
  'CAg6MwoMCgF4EgF5IgRSZWx1EgFnWg8KAXgSCgoICAESBAoCCAFiDwoBeRIKCggIARIECgIIAUICEA0=',
) as Uint8Array<ArrayBuffer>;
