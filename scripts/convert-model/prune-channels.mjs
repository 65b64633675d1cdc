import {
  consumersOf,
  floatsOf,
  initializersOf,
  integer,
  integerOf,
  setFloats,
  shapeOf,
} from './onnx-format.mjs';

/** @import { Graph, Node, Tensor } from './onnx-format.mjs' */
/** @typedef {{ tensor: Tensor, shape: number[], values: Float32Array }} Weights */

/**
 * A channel whose weights can't carry more than this share of their input to the output is dead. Training's weight
 * decay leaves such channels at 1e-20 and less while live ones carry 0.1 and more; what 16-bit floats round away is
 * a million times as much as this.
 */
const DEAD = 1e-8;

/** What may stand between two convolutions: both give zero for zero. */
const ACTIVATIONS = ['Relu', 'PRelu'];

/**
 * Takes dead channels out of a model's bottlenecks: a pointwise or full convolution, a depthwise one, and a pointwise
 * one, with or without activations between. A dead channel is constant after the depthwise convolution: what it adds
 * to the next one is added to that one's bias, so the model answers as before, and runs faster by what is gone.
 *
 * @param {Graph} graph
 * @returns {number} how many channels are gone
 */
export function pruneChannels(graph) {
  const consumers = consumersOf(graph);
  const tensors = initializersOf(graph);
  let gone = 0;
  for (const node of graph.node) {
    const bottleneck = bottleneckFrom(node, consumers, tensors);
    if (bottleneck) gone += prune(bottleneck);
  }
  return gone;
}

/**
 * A bottleneck's parts. The slopes of its PReLUs are none if it has other activations or none.
 *
 * @typedef {object} Bottleneck
 * @property {Convolution} expand
 * @property {Weights | undefined} firstSlopes
 * @property {Convolution} depthwise
 * @property {string | undefined} activation
 * @property {Weights | undefined} slopes
 * @property {Convolution} project
 */
/** @typedef {{ node: Node, weights: Weights, bias: Weights }} Convolution */

/**
 * @param {Node} node
 * @param {Map<string, Node[]>} consumers
 * @param {Map<string, Tensor>} tensors
 * @returns {Bottleneck | undefined} the one that begins with the node, if it does
 */
function bottleneckFrom(node, consumers, tensors) {
  const expand = convolution(node, tensors);
  if (!expand || groupsOf(node) !== 1) return undefined;
  const first = following(node, consumers);
  const depthwise = first && convolution(first.node, tensors);
  const [channels] = expand.weights.shape;
  if (!depthwise || groupsOf(depthwise.node) !== channels || depthwise.weights.shape[0] !== channels)
    return undefined;
  const second = following(depthwise.node, consumers);
  const project = second && convolution(second.node, tensors);
  if (!project || groupsOf(project.node) !== 1 || project.weights.shape.slice(2).join() !== '1,1')
    return undefined;
  return {
    expand,
    firstSlopes: slopesOf(first.activation, tensors),
    depthwise,
    activation: second.activation?.opType,
    slopes: slopesOf(second.activation, tensors),
    project,
  };
}

/**
 * The only node that takes a node's output, behind an activation if there is one.
 *
 * @param {Node} node
 * @param {Map<string, Node[]>} consumers
 * @returns {{ node: Node, activation?: Node } | undefined}
 */
function following({ output }, consumers) {
  const next = onlyConsumer(output, consumers);
  if (!next || !ACTIVATIONS.includes(next.opType)) return next && { node: next };
  const behind = onlyConsumer(next.output, consumers);
  return behind && { node: behind, activation: next };
}

/**
 * @param {readonly string[]} output
 * @param {Map<string, Node[]>} consumers
 */
function onlyConsumer([output = ''], consumers) {
  const [only, ...others] = consumers.get(output) ?? [];
  return others.length === 0 ? only : undefined;
}

/**
 * @param {Node} node
 * @param {Map<string, Tensor>} tensors
 * @returns {Convolution | undefined}
 */
function convolution(node, tensors) {
  if (node.opType !== 'Conv') return undefined;
  const [weights, bias] = node.input.slice(1).map((name) => weightsOf(tensors.get(name)));
  return weights && bias && { node, weights, bias };
}

/**
 * @param {Node | undefined} activation
 * @param {Map<string, Tensor>} tensors
 */
function slopesOf(activation, tensors) {
  return activation?.opType === 'PRelu' ? weightsOf(tensors.get(activation.input[1] ?? '')) : undefined;
}

/**
 * @param {Tensor | undefined} tensor
 * @returns {Weights | undefined}
 */
function weightsOf(tensor) {
  return tensor && { tensor, shape: shapeOf(tensor), values: floatsOf(tensor) };
}

/** @param {Node} node */
function groupsOf(node) {
  return integerOf(node, 'group') ?? 1;
}

/**
 * @param {Bottleneck} bottleneck
 * @returns {number} how many channels are gone
 */
function prune(bottleneck) {
  const { expand, firstSlopes, depthwise, slopes, project } = bottleneck;
  const channels = depthwise.weights.shape[0] ?? 0;
  const kept = Array.from({ length: channels }, (_, channel) => channel).filter(
    (channel) => carried(bottleneck, channel) >= DEAD,
  );
  if (kept.length === channels) return 0;
  moveToBias(bottleneck, kept);
  for (const { weights, bias } of [expand, depthwise]) {
    keepRows(weights, kept);
    keepRows(bias, kept);
  }
  for (const each of [firstSlopes, slopes]) if (each?.shape[0] === channels) keepRows(each, kept);
  keepColumns(project.weights, kept);
  const others = depthwise.node.attribute.filter(({ name }) => name !== 'group');
  depthwise.node.attribute = [...others, integer('group', kept.length)];
  return channels - kept.length;
}

/**
 * The most that a channel carries through a bottleneck, for an input of 1 everywhere.
 *
 * @param {Bottleneck} bottleneck
 * @param {number} channel
 */
function carried({ expand, depthwise, project }, channel) {
  const into = sumOfSizes(rowOf(expand.weights, channel)) + Math.abs(expand.bias.values[channel] ?? 0);
  const through = sumOfSizes(rowOf(depthwise.weights, channel));
  const [outputs = 0, channels = 0] = project.weights.shape;
  let most = 0;
  for (let output = 0; output < outputs; output++) {
    most = Math.max(most, Math.abs(project.weights.values[output * channels + channel] ?? 0));
  }
  return into * through * most;
}

/**
 * What is left of a dead channel is the depthwise convolution's bias, after its activation.
 *
 * @param {Bottleneck} bottleneck
 * @param {readonly number[]} kept
 */
function moveToBias({ depthwise, activation, slopes, project }, kept) {
  const [outputs = 0, channels = 0] = project.weights.shape;
  const bias = project.bias.values.slice();
  for (let channel = 0; channel < channels; channel++) {
    if (kept.includes(channel)) continue;
    const constant = depthwise.bias.values[channel] ?? 0;
    const slope = activation ? (slopes?.values[slopes.values.length === 1 ? 0 : channel] ?? 0) : 1;
    const activated = constant < 0 ? constant * slope : constant;
    for (let output = 0; output < outputs; output++) {
      bias[output] =
        (bias[output] ?? 0) + (project.weights.values[output * channels + channel] ?? 0) * activated;
    }
  }
  setFloats(project.bias.tensor, project.bias.shape, bias);
}

/**
 * @param {Weights} weights
 * @param {readonly number[]} kept
 */
function keepRows(weights, kept) {
  const rows = kept.flatMap((row) => [...rowOf(weights, row)]);
  setFloats(weights.tensor, [kept.length, ...weights.shape.slice(1)], Float32Array.from(rows));
}

/**
 * @param {Weights} weights of a pointwise convolution
 * @param {readonly number[]} kept
 */
function keepColumns({ tensor, shape: [outputs = 0, channels = 0], values }, kept) {
  const columns = Array.from({ length: outputs }, (_, output) =>
    kept.map((channel) => values[output * channels + channel] ?? 0),
  );
  setFloats(tensor, [outputs, kept.length, 1, 1], Float32Array.from(columns.flat()));
}

/**
 * @param {Weights} weights
 * @param {number} row
 */
function rowOf({ shape: [rows = 1], values }, row) {
  const length = values.length / rows;
  return values.subarray(row * length, (row + 1) * length);
}

/** @param {Float32Array} values */
function sumOfSizes(values) {
  return values.reduce((sum, value) => sum + Math.abs(value), 0);
}
