import { producersOf } from './onnx-format.mjs';

/** @import { Graph, Node } from './onnx-format.mjs' */

/** Pixels between the cells of each grid, finest first. */
const STRIDES = [8, 16, 32, 64];

/** The outputs of a published UltraFace model, decoded over all grids, and what its parts are called. */
const OUTPUTS = { scores: 'classes', boxes: 'offsets' };

/**
 * Ends an UltraFace detector (Linzaer 2019) at its heads, as `classes_8`, `offsets_8` and so on, instead of decoded
 * boxes: only the few cells with a face need decoding, and heads, unlike the boxes, fit an input of any size. A model
 * that has other outputs stays as it is.
 *
 * @param {Graph} graph
 */
export function cutToUltrafaceHeads(graph) {
  const names = graph.output.map(({ name }) => name);
  if (names.join() !== Object.keys(OUTPUTS).join()) return;
  const producers = producersOf(graph);
  const heads = Object.entries(OUTPUTS).flatMap(([output, part]) => {
    const convolutions = nearestConvolutions(output, producers);
    if (convolutions.length !== STRIDES.length)
      throw new Error(`${output} comes of ${convolutions.length} heads.`);
    return convolutions.map((node, index) => ({ node, name: `${part}_${STRIDES[index]}` }));
  });
  for (const { node, name } of heads) node.output = [name];
  graph.output = heads.map(({ name }) => ({ name, type: { tensorType: { elemType: 1 } } }));
  keepNeeded(graph);
  for (const { type } of graph.input) {
    const [, , height, width] = type.tensorType.shape?.dim ?? [];
    for (const [dimension, name] of /** @type {const} */ ([
      [height, 'height'],
      [width, 'width'],
    ])) {
      if (!dimension) throw new Error('The input has no four dimensions.');
      delete dimension.dimValue;
      dimension.dimParam = name;
    }
  }
}

/**
 * The convolutions that a value comes of, with none between, in the order of their grids.
 *
 * @param {string} name
 * @param {Map<string, Node>} producers
 * @returns {Node[]}
 */
function nearestConvolutions(name, producers) {
  const node = producers.get(name);
  if (!node) return [];
  if (node.opType === 'Conv') return [node];
  return [...new Set(node.input.flatMap((input) => nearestConvolutions(input, producers)))];
}

/**
 * Drops the nodes and the weights that no output needs.
 *
 * @param {Graph} graph
 */
function keepNeeded(graph) {
  const needed = new Set(graph.output.map(({ name }) => name));
  for (const { input, output } of [...graph.node].reverse()) {
    if (output.some((name) => needed.has(name))) for (const name of input) needed.add(name);
  }
  graph.node = graph.node.filter(({ output }) => output.some((name) => needed.has(name)));
  graph.initializer = graph.initializer.filter(({ name }) => needed.has(name));
}
