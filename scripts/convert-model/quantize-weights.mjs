import { consumersOf, FLOAT, floatsOf, INT8, integer, integerOf, shapeOf } from './onnx-format.mjs';
import { quantizeChannel } from './quantize-channel.mjs';

/** @import { Graph, Node, Tensor } from './onnx-format.mjs' */

/** Smaller tensors stay as they are: their bytes hardly count, and in a model's first layers they are felt most. */
const MIN_VALUES = 5000;

/**
 * Stores the weights of a model's convolutions and matrix products in 8 bits, each output channel by a scale of its own.
 * A Cast and a Mul make them 32-bit floats again when the session is created, so the model runs at the same speed.
 * `halveWeights` makes what is left, the scales of many channels among it, 16-bit floats.
 *
 * @param {Graph} graph
 */
export function quantizeWeights(graph) {
  const consumers = consumersOf(graph);
  const quantized = graph.initializer.flatMap((tensor) => {
    const axis = outputAxisOf(tensor, consumers.get(tensor.name) ?? []);
    return axis === undefined ? [] : [quantize(tensor, axis)];
  });
  graph.initializer.push(...quantized.map(({ scales }) => scales));
  graph.node.unshift(...quantized.flatMap(({ nodes }) => nodes));
}

/**
 * The axis of a tensor's output channels, if it is one of weights to quantize.
 *
 * @param {Tensor} tensor
 * @param {readonly Node[]} consumers
 */
function outputAxisOf(tensor, consumers) {
  if (tensor.dataType !== FLOAT || floatsOf(tensor).length < MIN_VALUES) return;
  const [axis, ...others] = new Set(consumers.map((node) => outputAxis(node, tensor)));
  return others.length === 0 ? axis : undefined;
}

/**
 * @param {Node} node
 * @param {Tensor} tensor
 */
function outputAxis(node, tensor) {
  if (node.input.indexOf(tensor.name) !== 1) return;
  if (node.opType === 'Conv') return 0;
  if (node.opType === 'Gemm') return integerOf(node, 'transB') === 1 ? 0 : 1;
  return node.opType === 'MatMul' && tensor.dims.length === 2 ? 1 : undefined;
}

/**
 * @param {Tensor} tensor renamed by this; its old name is what the last of the nodes gives
 * @param {number} axis
 * @returns {{ scales: Tensor, nodes: Node[] }}
 */
function quantize(tensor, axis) {
  const [values, shape] = [floatsOf(tensor), shapeOf(tensor)];
  const channels = shape[axis] ?? 0;
  const inner = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  const levels = new Int8Array(values.length);
  const scales = new Float32Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    const places = placesOf(channel, { channels, inner, count: values.length });
    const quantized = quantizeChannel(Float32Array.from(places, (place) => values[place] ?? 0));
    scales[channel] = quantized.scale;
    for (const [index, place] of places.entries()) levels[place] = quantized.levels[index] ?? 0;
  }
  const { name } = tensor;
  const [stored, scaleName, unscaled] = [`${name}.int8`, `${name}.scale`, `${name}.unscaled`];
  Object.assign(tensor, { name: stored, dataType: INT8, rawData: new Uint8Array(levels.buffer) });
  return {
    scales: {
      name: scaleName,
      dims: shape.map((size, dimension) => (dimension === axis ? size : 1)),
      dataType: FLOAT,
      rawData: new Uint8Array(scales.buffer),
    },
    nodes: [
      { opType: 'Cast', input: [stored], output: [unscaled], attribute: [integer('to', FLOAT)] },
      { opType: 'Mul', input: [unscaled, scaleName], output: [name], attribute: [] },
    ],
  };
}

/**
 * Where a channel's values lie in a tensor.
 *
 * @param {number} channel
 * @param {{ channels: number, inner: number, count: number }} layout `inner`: values that follow each other
 */
function placesOf(channel, { channels, inner, count }) {
  return Array.from({ length: count / channels }, (_, index) => {
    const block = Math.floor(index / inner) * channels + channel;
    return block * inner + (index % inner);
  });
}
