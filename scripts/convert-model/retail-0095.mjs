import { getFloat16 } from '@petamoriken/float16';
import protobuf from 'protobufjs';
import { FLOAT, FLOAT16, TENSOR_MESSAGES } from './onnx-format.mjs';

/** The part of the ONNX format (its `onnx.proto`) that this model is written in; numbers are the format's own. */
const { root } = protobuf.parse(`
  syntax = "proto2";
  message ModelProto {
    optional int64 ir_version = 1;
    optional GraphProto graph = 7;
    repeated OperatorSetIdProto opset_import = 8;
  }
  message OperatorSetIdProto { optional string domain = 1; optional int64 version = 2; }
  message GraphProto {
    repeated NodeProto node = 1;
    optional string name = 2;
    repeated TensorProto initializer = 5;
    repeated ValueInfoProto input = 11;
    repeated ValueInfoProto output = 12;
  }
  message NodeProto {
    repeated string input = 1;
    repeated string output = 2;
    optional string op_type = 4;
    repeated AttributeProto attribute = 5;
  }
  message AttributeProto {
    optional string name = 1;
    optional int64 i = 3;
    repeated int64 ints = 8;
    optional int32 type = 20;
  }
  ${TENSOR_MESSAGES}
`);
const ModelProto = root.lookupType('ModelProto');
const [IR_VERSION, OPSET] = [8, 13];
/** `AttributeProto.AttributeType` */
const [INT, INTS] = [2, 7];

/** Smaller tensors are stored as 32-bit floats: their bytes hardly count, and each saves a Cast. */
const MIN_HALVED = 64;

/** Stages of bottlenecks: the first of each halves the side. Channels of the squeeze are an eighth. */
const STAGES = [
  { channels: 64, widths: [128, 128, 128, 128, 128], side: 32 },
  { channels: 128, widths: [256, 256, 256, 256, 256, 256, 256], side: 16 },
  { channels: 128, widths: [512, 256, 256], side: 8 },
];

/**
 * Makes an ONNX file of the weights of Open Model Zoo's face-reidentification-retail-0095, as its FP16 `.bin` has them:
 * 16-bit floats in the order in which the graph needs them, with nothing between. The graph is a MobileNetV2 whose
 * bottlenecks have PReLUs with one slope each, and squeeze and excitation; it is known here, so that the `.xml` beside
 * the `.bin` is not needed. Weights stay 16-bit, to half the bytes.
 *
 * @param {Uint8Array} weights
 * @returns {Buffer}
 * @throws {Error} if the file has more or fewer weights than the graph
 */
export function retail0095(weights) {
  const graph = new GraphBuilder(weights);
  graph.constant('Mul', 'c', [1, 3, 1, 1]);
  graph.constant('Add', 'c', [1, 3, 1, 1]);
  graph.convolution([64, 3, 3, 3], { stride: 2 });
  graph.activation();
  graph.convolution([64, 1, 3, 3]);
  graph.activation();
  let channels = 64;
  for (const stage of STAGES) {
    for (const [index, width] of stage.widths.entries()) {
      const isFirst = index === 0;
      const before = graph.at;
      graph.convolution([width, channels, 1, 1]);
      graph.activation();
      graph.convolution([width, 1, 3, 3], { stride: isFirst ? 2 : 1 });
      graph.activation();
      graph.convolution([stage.channels, width, 1, 1]);
      graph.excitation(stage.channels, stage.side);
      if (!isFirst) graph.node('Add', [before, graph.at]);
      channels = stage.channels;
    }
  }
  graph.convolution([512, 128, 1, 1]);
  graph.activation();
  graph.convolution([512, 1, 8, 8], { pad: 0 });
  graph.convolution([256, 512, 1, 1], { bias: false });
  return graph.finish();
}

/** A graph that grows node by node; every node takes what the last one gave. */
class GraphBuilder {
  at = 'input';
  #weights;
  #offset = 0;
  /** Names are numbered as Open Model Zoo numbers the layers: of a constant there are two, it and its conversion. */
  #layers = 0;
  /** @type {object[]} */
  #casts = [];
  /** @type {object[]} */
  #nodes = [];
  /** @type {object[]} */
  #tensors = [];

  /** @param {Uint8Array} weights */
  constructor(weights) {
    this.#weights = weights;
  }

  /**
   * @param {string} opType
   * @param {readonly string[]} input
   * @param {readonly object[]} attribute
   */
  node(opType, input, attribute = []) {
    this.#layers++;
    this.at = `t${this.#layers}`;
    this.#nodes.push({ opType, input, output: [this.at], attribute });
  }

  /**
   * A node of the last value and the next constant of the weights.
   *
   * @param {string} opType
   * @param {string} kind what the constant's name begins with
   * @param {readonly number[]} dims
   * @param {readonly object[]} [attribute]
   */
  constant(opType, kind, dims, attribute) {
    const name = this.#take(kind, dims);
    this.#layers += 2;
    this.node(opType, [this.at, name], attribute);
  }

  /**
   * @param {readonly [output: number, input: number, height: number, width: number]} dims one input channel: depthwise
   * @param {{ stride?: number, pad?: number, bias?: boolean }} [options]
   */
  convolution(dims, { stride = 1, pad = (dims[2] - 1) / 2, bias = true } = {}) {
    this.constant('Conv', 'w', dims, [
      ints('dilations', [1, 1]),
      int('group', dims[1] === 1 ? dims[0] : 1),
      ints('pads', [pad, pad, pad, pad]),
      ints('strides', [stride, stride]),
    ]);
    if (bias) this.constant('Add', 'c', [1, dims[0], 1, 1]);
  }

  activation() {
    this.constant('PRelu', 'slope', [1]);
  }

  /** Squeeze and excitation: channels are weighed by what they hold on the whole. */
  excitation(/** @type {number} */ channels, /** @type {number} */ side) {
    const before = this.at;
    this.node(
      'AveragePool',
      [before],
      [
        int('ceil_mode', 0),
        int('count_include_pad', 0),
        ints('kernel_shape', [side, side]),
        ints('pads', [0, 0, 0, 0]),
        ints('strides', [side, side]),
      ],
    );
    this.convolution([channels / 8, channels, 1, 1]);
    this.activation();
    this.convolution([channels, channels / 8, 1, 1]);
    this.node('Sigmoid', [this.at]);
    this.node('Mul', [before, this.at]);
  }

  /** The file. @returns {Buffer} */
  finish() {
    if (this.#offset !== this.#weights.length) {
      throw new Error(
        `The graph takes ${this.#offset} bytes of weights, but there are ${this.#weights.length}`,
      );
    }
    this.#nodes.push({ opType: 'Identity', input: [this.at], output: ['output'], attribute: [] });
    const model = {
      irVersion: IR_VERSION,
      graph: {
        node: [...this.#casts, ...this.#nodes],
        name: 'g',
        initializer: this.#tensors,
        input: [value('input', [1, 3, 128, 128])],
        output: [value('output', [1, 256, 1, 1])],
      },
      opsetImport: [{ domain: '', version: OPSET }],
    };
    return Buffer.from(ModelProto.encode(model).finish());
  }

  /**
   * Takes the next constant of the weights.
   *
   * @param {string} kind
   * @param {readonly number[]} dims
   * @returns {string} its name
   */
  #take(kind, dims) {
    const count = dims.reduce((product, dim) => product * dim, 1);
    const halves = this.#weights.slice(this.#offset, this.#offset + 2 * count);
    this.#offset += 2 * count;
    const name = `${kind}_${this.#tensors.length + 1}`;
    if (count < MIN_HALVED) {
      this.#tensors.push({ dims, dataType: FLOAT, name, rawData: asFloats(halves) });
      return name;
    }
    const half = `${name}_h`;
    this.#casts.push({ opType: 'Cast', input: [half], output: [name], attribute: [int('to', FLOAT)] });
    this.#tensors.push({ dims, dataType: FLOAT16, name: half, rawData: halves });
    return name;
  }
}

/** @param {Uint8Array} halves 16-bit floats; gives the bytes of 32-bit ones */
function asFloats(halves) {
  const from = new DataView(halves.buffer, halves.byteOffset, halves.length);
  const to = new DataView(new ArrayBuffer(2 * halves.length));
  for (let at = 0; at + 1 < halves.length; at += 2) to.setFloat32(2 * at, getFloat16(from, at, true), true);
  return new Uint8Array(to.buffer);
}

/** @param {string} name @param {number} i */
function int(name, i) {
  return { name, i, type: INT };
}

/** @param {string} name @param {readonly number[]} values */
function ints(name, values) {
  return { name, ints: values, type: INTS };
}

/** @param {string} name @param {readonly number[]} dims */
function value(name, dims) {
  const dim = dims.map((dimValue) => ({ dimValue }));
  return { name, type: { tensorType: { elemType: FLOAT, shape: { dim } } } };
}
