/**
 * An ONNX model of one operator with one input and one output, both of float32.
 *
 * @param length Of both.
 */
export function tinyModel(operator: string, length: number): Uint8Array<ArrayBuffer> {
  const tensor = field(1, [...varint(1, 1), ...field(2, field(1, varint(1, length)))]);
  const value = (name: string) => [...text(1, name), ...field(2, tensor)];
  const node = [...text(1, 'x'), ...text(2, 'y'), ...text(4, operator)];
  const graph = [...field(1, node), ...text(2, 'g'), ...field(11, value('x')), ...field(12, value('y'))];
  const VERSION = 8;
  const OPERATORS = 13;
  return Uint8Array.from([...varint(1, VERSION), ...field(7, graph), ...field(8, varint(2, OPERATORS))]);
}

/** A part with its length before it, as Protocol Buffers write one. */
function field(number: number, part: readonly number[]): number[] {
  return [(number << 3) | 2, ...leb(part.length), ...part];
}

function text(number: number, ascii: string): number[] {
  return field(number, [...new TextEncoder().encode(ascii)]);
}

function varint(number: number, value: number): number[] {
  return [number << 3, ...leb(value)];
}

function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)];
}
