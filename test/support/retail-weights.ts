import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFloat16 } from '@petamoriken/float16';
import { FLOAT16, floatsOf, withGraph } from '../../scripts/convert-model/onnx-format.mjs';
import { SHARED_FOLDER } from './folders.ts';

/**
 * The weights of face-reidentification-retail-0095 as Open Model Zoo publishes them, byte for byte: its constants in
 * their order, taken out of the ONNX file that was made of them.
 */
export async function retailWeights(): Promise<Buffer> {
  const model = await readFile(join(SHARED_FOLDER, 'models/omz_face_reid_retail_0095_w16.onnx'));
  const constants: Uint8Array[] = [];
  withGraph(model, ({ initializer }) => {
    for (const tensor of initializer) {
      constants.push(tensor.dataType === FLOAT16 ? tensor.rawData : halved(floatsOf(tensor)));
    }
  });
  return Buffer.concat(constants);
}

function halved(values: Float32Array): Uint8Array {
  const halves = new DataView(new ArrayBuffer(2 * values.length));
  for (const [index, value] of values.entries()) setFloat16(halves, 2 * index, value, true);
  return new Uint8Array(halves.buffer);
}
