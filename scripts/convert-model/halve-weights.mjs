import { setFloat16 } from '@petamoriken/float16';
import { FLOAT, FLOAT16, floatsOf, integer } from './onnx-format.mjs';

/** @import { Graph, Node, Tensor } from './onnx-format.mjs' */

/** Smaller tensors (biases, scales) stay as they are: their bytes hardly count, their precision does. */
const MIN_VALUES = 256;
const MAX_FLOAT16 = 65504;

/**
 * Stores what is left of a model's 32-bit floats as 16-bit ones. A Cast makes each a 32-bit float again when the session
 * is created, so the model runs at the same speed.
 *
 * @param {Graph} graph
 */
export function halveWeights(graph) {
  const halved = graph.initializer.filter(halve);
  graph.node.unshift(...halved.map(castToFloat));
}

/**
 * Makes a tensor one of 16-bit floats, if it is large enough and its values fit.
 *
 * @param {Tensor} tensor
 * @returns {boolean} whether it did
 */
function halve(tensor) {
  if (tensor.dataType !== FLOAT) return false;
  const values = floatsOf(tensor);
  if (values.length < MIN_VALUES || !values.every((value) => Math.abs(value) <= MAX_FLOAT16)) return false;
  const halved = new DataView(new ArrayBuffer(2 * values.length));
  for (const [index, value] of values.entries()) setFloat16(halved, 2 * index, value, true);
  tensor.dataType = FLOAT16;
  tensor.rawData = new Uint8Array(halved.buffer);
  return true;
}

/**
 * The node that gives a halved tensor's values under its old name.
 *
 * @param {Tensor} tensor renamed by this
 * @returns {Node}
 */
function castToFloat(tensor) {
  const { name } = tensor;
  tensor.name = `${name}.float16`;
  return { opType: 'Cast', input: [tensor.name], output: [name], attribute: [integer('to', FLOAT)] };
}
