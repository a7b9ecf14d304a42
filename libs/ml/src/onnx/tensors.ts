import onnxProto, { type onnx as types } from 'onnx-proto';

const { onnx } = onnxProto;
const { FLOAT, INT32, INT64 } = onnx.TensorProto.DataType;

/** Element types that the graph uses. */
export const elementTypes = { float: FLOAT, int32: INT32, int64: INT64 } as const;

/** A float32 constant, row-major. */
export function floatTensor(name: string, dims: readonly number[], values: Float32Array): types.ITensorProto {
  return { name, dims: [...dims], dataType: FLOAT, rawData: bytesOf(values) };
}

/** An int32 constant, row-major. */
export function int32Tensor(name: string, dims: readonly number[], values: Int32Array): types.ITensorProto {
  return { name, dims: [...dims], dataType: INT32, rawData: bytesOf(values) };
}

/** A list of int64 numbers, such as axes. */
export function int64Tensor(name: string, values: readonly number[]): types.ITensorProto {
  return { name, dims: [values.length], dataType: INT64, rawData: bytesOf(BigInt64Array.from(values, BigInt)) };
}

/** Raw data is little-endian by the ONNX specification, and so are the machines Node runs on. */
function bytesOf(values: Float32Array | Int32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** An input or output; a string is a dimension of any size, by that name. */
export function tensorInfo(name: string, elemType: number, dims: readonly (string | number)[]): types.IValueInfoProto {
  const shape = { dim: dims.map((dim) => (typeof dim === 'string' ? { dimParam: dim } : { dimValue: dim })) };
  return { name, type: { tensorType: { elemType, shape } } };
}

/** One operation. A number is an attribute of ONNX's INT kind, an array one of its INTS kind. */
export function operation(
  opType: string,
  input: readonly string[],
  output: readonly string[],
  attributes: Readonly<Record<string, number | readonly number[]>> = {},
): types.INodeProto {
  const { INT, INTS } = onnx.AttributeProto.AttributeType;
  const attribute = Object.entries(attributes).map(([name, value]) =>
    typeof value === 'number' ? { name, i: value, type: INT } : { name, ints: [...value], type: INTS },
  );
  return { opType, input: [...input], output: [...output], name: output[0], attribute };
}

/** Operator set 17 (ONNX 1.12): what the graph uses is older, and every runtime of these years has it. */
export function encodeModel(graph: types.IGraphProto): Uint8Array {
  const model = { irVersion: 8, opsetImport: [{ domain: '', version: 17 }], producerName: 'driftdesk', graph };
  return onnx.ModelProto.encode(onnx.ModelProto.fromObject(model)).finish();
}
