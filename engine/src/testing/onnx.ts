/** Networks as ONNX graphs, in the fewest bytes of protobuf that onnxruntime takes. For tests only: the trainer has the real export. */

import { bothSides, outputShape } from '../reference/shapes.js';
import type { Layer, Network, Shape } from '../types.js';

type Bytes = number[];

const varint = (value: number): Bytes => {
  const bytes: Bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
};
const int = (field: number, value: number): Bytes => [...varint(field << 3), ...varint(value)];
const bytes = (field: number, value: ArrayLike<number>): Bytes => [
  ...varint((field << 3) | 2),
  ...varint(value.length),
  ...Array.from(value),
];
const text = (field: number, value: string): Bytes => bytes(field, new TextEncoder().encode(value));
const float = (field: number, value: number): Bytes => [
  ...varint((field << 3) | 5),
  ...new Uint8Array(Float32Array.of(value).buffer),
];

type Attribute = number | string | readonly number[] | { readonly float: number };

function attribute(name: string, value: Attribute): Bytes {
  const head = text(1, name);
  if (typeof value === 'number') return [...head, ...int(3, value), ...int(20, 2)];
  if (typeof value === 'string') return [...head, ...text(4, value), ...int(20, 3)];
  if ('float' in value) return [...head, ...float(2, value.float), ...int(20, 1)];
  return [...head, ...value.flatMap((item) => int(8, item)), ...int(20, 7)];
}

/** What a graph is made of while it is written. */
interface Graph {
  readonly nodes: Bytes;
  readonly initializers: Bytes;
  readonly weights: ReadonlyMap<string, ArrayLike<number>>;
  values: number;
}

function node(
  graph: Graph,
  type: string,
  inputs: string[],
  attributes: Record<string, Attribute> = {},
): string {
  const output = `v${graph.values++}`;
  graph.nodes.push(
    ...bytes(1, [
      ...inputs.flatMap((name) => text(1, name)),
      ...text(2, output),
      ...text(4, type),
      ...Object.entries(attributes).flatMap(([name, value]) => bytes(5, attribute(name, value))),
    ]),
  );
  return output;
}

function tensor(
  graph: Graph,
  name: string,
  shape: readonly number[],
  values: Float32Array | BigInt64Array,
): string {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const type = values instanceof Float32Array ? 1 : 7;
  const body = [...shape.flatMap((n) => int(1, n)), ...int(2, type), ...text(8, name)];
  for (const byte of bytes(5, [...body, ...bytes(9, raw)])) graph.initializers.push(byte);
  return name;
}

/** The forward pass as it is at inference: batch norm with running statistics, no dropout. Input `x`, output `y`. */
export function onnxModel(network: Network, weights: ReadonlyMap<string, ArrayLike<number>>): Uint8Array {
  const graph: Graph = { nodes: [], initializers: [], weights, values: 0 };
  tensor(graph, 'vector', [4], BigInt64Array.of(0n, -1n, 1n, 1n));
  const last = sequence(graph, network.layers, 'x', network.input, '');
  graph.nodes.push(...bytes(1, [...text(1, last), ...text(2, 'y'), ...text(4, 'Identity')]));
  const dimension = (n: number) => bytes(1, int(1, n));
  const batch = bytes(1, text(2, 'n'));
  const value = (name: string, dimensions: Bytes) => [
    ...text(1, name),
    ...bytes(2, bytes(1, [...int(1, 1), ...bytes(2, dimensions)])),
  ];
  const body = [
    ...graph.nodes,
    ...text(2, 'digitry'),
    ...graph.initializers,
    ...bytes(11, value('x', [...batch, ...network.input.flatMap(dimension)])),
    ...bytes(12, value('y', [...batch, ...[1, 2, 3].flatMap(() => bytes(1, text(2, '')))])),
  ];
  return Uint8Array.from([...int(1, 8), ...bytes(8, [...text(1, ''), ...int(2, 17)]), ...bytes(7, body)]);
}

function sequence(
  graph: Graph,
  layers: readonly Layer[],
  input: string,
  shape: Shape,
  prefix: string,
): string {
  let value = input;
  let current = shape;
  layers.forEach((layer, index) => {
    value = write(graph, layer, value, current, `${prefix}${index}`);
    current = outputShape(layer, current);
  });
  return value;
}

/** Values stay [n, channels, height, width] throughout; vectors are [n, features, 1, 1]. */
function write(graph: Graph, layer: Layer, x: string, shape: Shape, path: string): string {
  const [channels] = shape;
  const parameter = (name: string, dimensions: (n: number) => number[]): string => {
    const values = Float32Array.from(graph.weights.get(`${path}.${name}`)!);
    return tensor(graph, `${path}.${name}`, dimensions(values.length), values);
  };
  const withBias = (bias: boolean | undefined) => (bias === false ? [] : [parameter('bias', (n) => [n])]);
  const asVector = (value: string) => node(graph, 'Reshape', [value, 'vector']);
  switch (layer.type) {
    case 'conv':
    case 'depthwise': {
      const { kernel, stride = 1, padding = 'valid' } = layer;
      const inputs = layer.type === 'conv' ? channels : 1;
      const weight = parameter('weight', (n) => [n / (inputs * kernel ** 2), inputs, kernel, kernel]);
      return node(graph, 'Conv', [x, weight, ...withBias(layer.bias)], {
        auto_pad: padding === 'same' ? 'SAME_UPPER' : 'VALID',
        group: layer.type === 'conv' ? 1 : channels,
        kernel_shape: [kernel, kernel],
        strides: [stride, stride],
      });
    }
    case 'dense': {
      const weight = parameter('weight', (n) => [layer.units, n / layer.units]);
      const flat = node(graph, 'Flatten', [x], { axis: 1 });
      return asVector(node(graph, 'Gemm', [flat, weight, ...withBias(layer.bias)], { transB: 1 }));
    }
    case 'maxPool':
    case 'averagePool':
      return node(graph, layer.type === 'maxPool' ? 'MaxPool' : 'AveragePool', [x], {
        kernel_shape: bothSides(layer.size),
        strides: bothSides(layer.stride ?? layer.size),
      });
    case 'globalAveragePool':
      return node(graph, 'GlobalAveragePool', [x]);
    case 'globalMaxPool':
      return node(graph, 'GlobalMaxPool', [x]);
    case 'batchNorm': {
      const inputs = ['scale', 'shift', 'mean', 'variance'].map((name) => parameter(name, (n) => [n]));
      return node(graph, 'BatchNormalization', [x, ...inputs], { epsilon: { float: layer.epsilon ?? 1e-5 } });
    }
    case 'relu':
      return node(graph, 'Relu', [x]);
    case 'sigmoid':
      return node(graph, 'Sigmoid', [x]);
    case 'tanh':
      return node(graph, 'Tanh', [x]);
    case 'softmax':
      return node(graph, 'Softmax', [x], { axis: 1 });
    case 'flatten':
      return asVector(x);
    case 'dropout':
      return x;
    case 'residual': {
      const main = sequence(graph, layer.layers, x, shape, `${path}.layers.`);
      const shortcut = sequence(graph, layer.shortcut ?? [], x, shape, `${path}.shortcut.`);
      return node(graph, 'Add', [main, shortcut]);
    }
  }
}
