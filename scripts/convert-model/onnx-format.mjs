import protobuf from 'protobufjs';

/** The messages of tensors, and of inputs and outputs, in the format's `onnx.proto`; numbers are the format's own. */
export const TENSOR_MESSAGES = `
  message TensorProto {
    repeated int64 dims = 1;
    optional int32 data_type = 2;
    optional string name = 8;
    optional bytes raw_data = 9;
  }
  message ValueInfoProto { optional string name = 1; optional TypeProto type = 2; }
  message TypeProto { optional Tensor tensor_type = 1; }
  message Tensor { optional int32 elem_type = 1; optional Shape shape = 2; }
  message Shape { repeated Dimension dim = 1; }
  message Dimension { optional int64 dim_value = 1; optional string dim_param = 2; }
`;

/**
 * The part of the ONNX format (its `onnx.proto`) that conversions look at; numbers are the format's own.
 * Everything else is kept as the bytes it came in.
 */
const { root } = protobuf.parse(`
  syntax = "proto2";
  message ModelProto { optional GraphProto graph = 7; }
  message GraphProto {
    repeated NodeProto node = 1;
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
  message AttributeProto { optional string name = 1; optional int64 i = 3; optional int32 type = 20; }
  ${TENSOR_MESSAGES}
`);
const ModelProto = root.lookupType('ModelProto');

/** `TensorProto.DataType` */
export const FLOAT = 1;
export const INT8 = 3;
export const FLOAT16 = 10;
/** `AttributeProto.AttributeType` */
const INT = 2;

/** @typedef {{ name: string, i?: number, type: number }} Attribute */
/** @typedef {{ opType: string, input: string[], output: string[], attribute: Attribute[] }} Node */
/** @typedef {{ name: string, dims: number[], dataType: number, rawData: Uint8Array }} Tensor */
/** @typedef {{ dimValue?: number, dimParam?: string }} Dimension */
/** @typedef {{ name: string, type: { tensorType: { elemType: number, shape?: { dim: Dimension[] } } } }} Value */
/** @typedef {{ node: Node[], initializer: Tensor[], input: Value[], output: Value[] }} Graph */

/**
 * Changes the graph of a model.
 *
 * @param {Uint8Array} model an ONNX file
 * @param {(graph: Graph) => void} change
 * @returns {Buffer} the same bytes for the same model
 */
export function withGraph(model, change) {
  const reader = protobuf.Reader.create(model);
  reader.discardUnknown = false;
  const message = /** @type {any} */ (ModelProto.decode(reader));
  change(message.graph);
  return Buffer.from(ModelProto.encode(message).finish());
}

/** @param {Tensor} tensor of 32-bit floats */
export function floatsOf({ rawData }) {
  return new Float32Array(Uint8Array.from(rawData).buffer);
}

/** @param {Tensor} tensor */
export function shapeOf({ dims }) {
  return dims.map(Number);
}

/**
 * @param {Tensor} tensor
 * @param {readonly number[]} dims
 * @param {Float32Array} values
 */
export function setFloats(tensor, dims, values) {
  Object.assign(tensor, { dims, dataType: FLOAT, rawData: new Uint8Array(values.buffer) });
}

/**
 * @param {Node} node
 * @param {string} name
 */
export function integerOf({ attribute }, name) {
  const found = attribute.find((each) => each.name === name);
  return found && Number(found.i);
}

/**
 * @param {string} name
 * @param {number} i
 * @returns {Attribute}
 */
export function integer(name, i) {
  return { name, type: INT, i };
}

/**
 * The nodes that take each value.
 *
 * @param {Graph} graph
 */
export function consumersOf({ node: nodes }) {
  /** @type {Map<string, Node[]>} */
  const consumers = new Map();
  for (const node of nodes) {
    for (const name of node.input) consumers.set(name, [...(consumers.get(name) ?? []), node]);
  }
  return consumers;
}

/**
 * The node that makes each value.
 *
 * @param {Graph} graph
 */
export function producersOf({ node: nodes }) {
  return new Map(nodes.flatMap((node) => node.output.map((name) => /** @type {const} */ ([name, node]))));
}

/**
 * The weights of a graph by their names.
 *
 * @param {Graph} graph
 */
export function initializersOf({ initializer }) {
  return new Map(initializer.map((tensor) => [tensor.name, tensor]));
}
