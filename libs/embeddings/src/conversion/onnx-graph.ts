import onnxProto from 'onnx-proto';

const { onnx } = onnxProto;
const { DataType } = onnx.TensorProto;
const { AttributeType } = onnx.AttributeProto;

/** The name of a value that flows between nodes. */
export type Value = string;
type Attribute = number | readonly number[] | { readonly float: number };

/** A tensor axis: its size, or a name when it varies. */
type Dimension = number | string;

/** An ONNX graph under construction: standard operators of opset 20, weights as raw little-endian bytes. */
export interface GraphBuilder {
  /** Appends a node and returns its outputs. */
  node(operator: string, inputs: readonly Value[], attributes?: Record<string, Attribute>, outputs?: number): Value[];
  /** The same, for an operator with one output. */
  apply(operator: string, inputs: readonly Value[], attributes?: Record<string, Attribute>): Value;
  constant(values: Float32Array | Int8Array | BigInt64Array, shape: readonly number[]): Value;
  input(name: string, shape: readonly Dimension[]): Value;
  /** The model file's bytes; `value` becomes its one float32 output, called `name`. */
  finish(value: Value, name: string, shape: readonly Dimension[]): Uint8Array;
}

export function createGraph(graphName: string): GraphBuilder {
  const nodes: InstanceType<typeof onnx.NodeProto>[] = [];
  const initializer: InstanceType<typeof onnx.TensorProto>[] = [];
  const inputs: InstanceType<typeof onnx.ValueInfoProto>[] = [];
  const builder: GraphBuilder = {
    node(operator, nodeInputs, attributes = {}, outputs = 1) {
      const name = `${operator}_${nodes.length}`;
      const output = Array.from({ length: outputs }, (_, i) => `${name}_${i}`);
      const attribute = Object.entries(attributes).map(([key, value]) => attributeProto(key, value));
      nodes.push(onnx.NodeProto.create({ name, opType: operator, input: [...nodeInputs], output, attribute }));
      return output;
    },
    apply: (operator, nodeInputs, attributes) => builder.node(operator, nodeInputs, attributes)[0]!,
    constant(values, shape) {
      const name = `constant_${initializer.length}`;
      const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      initializer.push(onnx.TensorProto.create({ name, dims: [...shape], dataType: typeOf(values), rawData }));
      return name;
    },
    input(name, shape) {
      inputs.push(valueInfo(name, DataType.INT64, shape));
      return name;
    },
    finish(value, name, shape) {
      nodes.push(onnx.NodeProto.create({ name, opType: 'Identity', input: [value], output: [name] }));
      const output = [valueInfo(name, DataType.FLOAT, shape)];
      const graph = onnx.GraphProto.create({ name: graphName, node: nodes, initializer, input: inputs, output });
      const opsetImport = [{ domain: '', version: 20 }];
      return onnx.ModelProto.encode({ irVersion: 9, producerName: 'driftdesk', opsetImport, graph }).finish();
    },
  };
  return builder;
}

function typeOf(values: Float32Array | Int8Array | BigInt64Array): number {
  if (values instanceof Float32Array) return DataType.FLOAT;
  return values instanceof Int8Array ? DataType.INT8 : DataType.INT64;
}

function attributeProto(name: string, value: Attribute) {
  if (typeof value === 'number') return onnx.AttributeProto.create({ name, type: AttributeType.INT, i: value });
  if ('float' in value) return onnx.AttributeProto.create({ name, type: AttributeType.FLOAT, f: value.float });
  return onnx.AttributeProto.create({ name, type: AttributeType.INTS, ints: [...value] });
}

function valueInfo(name: string, elemType: number, shape: readonly Dimension[]) {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return onnx.ValueInfoProto.create({ name, type: { tensorType: { elemType, shape: { dim } } } });
}
