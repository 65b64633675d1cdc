import { consumersOf, initializersOf, integer, shapeOf } from './onnx-format.mjs';

/** @import { Graph } from './onnx-format.mjs' */

/**
 * A convolution over a single pixel whose output is the model's own, reshaped to a vector, is a product with a matrix:
 * as such the runtime runs it several times as fast.
 *
 * @param {Graph} graph
 */
export function convolutionToGemm(graph) {
  const consumers = consumersOf(graph);
  const tensors = initializersOf(graph);
  const lengths = new Map(graph.output.map(({ name, type }) => [name, lengthOf(type)]));
  for (const convolution of graph.node) {
    const [picture = '', weightsName = '', ...bias] = convolution.input;
    const weights = tensors.get(weightsName);
    const [reshape, ...others] = consumers.get(convolution.output[0] ?? '') ?? [];
    if (convolution.opType !== 'Conv' || reshape?.opType !== 'Reshape' || others.length > 0 || !weights)
      continue;
    const [rows = 0, columns = 0, ...kernel] = shapeOf(weights);
    // As many values as channels: there is only one pixel.
    if (kernel.join() !== '1,1' || lengths.get(reshape.output[0] ?? '') !== rows) continue;
    const flat = `${picture}.flat`;
    weights.dims = [rows, columns];
    Object.assign(convolution, {
      opType: 'Flatten',
      input: [picture],
      output: [flat],
      attribute: [integer('axis', 1)],
    });
    Object.assign(reshape, {
      opType: 'Gemm',
      input: [flat, weightsName, ...bias],
      attribute: [integer('transB', 1)],
    });
  }
}

/** @param {import('./onnx-format.mjs').Value['type']} type */
function lengthOf({ tensorType: { shape } }) {
  return shape?.dim.reduce((length, { dimValue }) => length * Number(dimValue ?? Number.NaN), 1);
}
