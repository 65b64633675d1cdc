import { setFloat16 } from '@petamoriken/float16';
import protobuf from 'protobufjs';

/**
 * The part of the ONNX format (its `onnx.proto`) that the weights are stored in; numbers are the format's own.
 * Everything else is kept as the bytes it came in.
 */
const { root } = protobuf.parse(`
  syntax = "proto2";
  message ModelProto { optional GraphProto graph = 7; }
  message GraphProto {
    repeated NodeProto node = 1;
    repeated TensorProto initializer = 5;
  }
  message NodeProto {
    repeated string input = 1;
    repeated string output = 2;
    optional string op_type = 4;
    repeated AttributeProto attribute = 5;
  }
  message AttributeProto { optional string name = 1; optional int64 i = 3; optional int32 type = 20; }
  message TensorProto {
    optional int32 data_type = 2;
    optional string name = 8;
    optional bytes raw_data = 9;
  }
`);
const ModelProto = root.lookupType('ModelProto');

/** `TensorProto.DataType` */
const FLOAT = 1;
const FLOAT16 = 10;
/** `AttributeProto.AttributeType` */
const INT = 2;

/** Smaller tensors (biases, scales) stay as they are: their bytes hardly count, their precision does. */
const MIN_VALUES = 256;
const MAX_FLOAT16 = 65504;

/**
 * Writes an ONNX model's weights as 16-bit floats, at about half the bytes. A Cast makes each a 32-bit float
 * again when the session is created, so the model runs at the same speed.
 *
 * @param {Uint8Array} model
 * @returns {Buffer} the same bytes for the same model
 */
export function compactModel(model) {
  const reader = protobuf.Reader.create(model);
  reader.discardUnknown = false;
  const message = /** @type {any} */ (ModelProto.decode(reader));
  const { graph } = message;
  const halved = graph.initializer.filter(halve);
  graph.node.unshift(...halved.map(castToFloat));
  return Buffer.from(ModelProto.encode(message).finish());
}

/** @typedef {{ name: string, dataType: number, rawData: Uint8Array }} Tensor */

/**
 * Makes a tensor one of 16-bit floats, where it is large enough and its values fit.
 *
 * @param {Tensor} tensor
 * @returns {boolean} whether it did
 */
function halve(tensor) {
  const { dataType, rawData } = tensor;
  const count = rawData.length / 4;
  if (dataType !== FLOAT || count < MIN_VALUES) return false;
  const from = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  const to = new DataView(new ArrayBuffer(2 * count));
  for (let i = 0; i < count; i++) {
    const value = from.getFloat32(4 * i, true);
    if (!(Math.abs(value) <= MAX_FLOAT16)) return false;
    setFloat16(to, 2 * i, value, true);
  }
  tensor.dataType = FLOAT16;
  tensor.rawData = new Uint8Array(to.buffer);
  return true;
}

/**
 * The node that gives a halved tensor's values under its old name.
 *
 * @param {Tensor} tensor renamed by this
 */
function castToFloat(tensor) {
  const { name } = tensor;
  tensor.name = `${name}.float16`;
  return {
    opType: 'Cast',
    input: [tensor.name],
    output: [name],
    attribute: [{ name: 'to', type: INT, i: FLOAT }],
  };
}
