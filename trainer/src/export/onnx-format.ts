/** The few messages of ONNX that a network needs (github.com/onnx/onnx, onnx.proto; IR version 8, operator set 17). */
import { createMessage, type Message } from './protobuf.js';

const FLOAT = 1;
const IR_VERSION = 8;
const OPSET = 17;

/** Whole numbers become `int`, lists `ints`; `{ float }` a float. */
export type Attribute = number | readonly number[] | { readonly float: number };

export interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

export interface Initializer {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A value of n samples: `[n, ...shape]`; a name stands for any number. */
export interface Value {
  readonly name: string;
  readonly shape: readonly (number | string)[];
}

export interface Graph {
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly initializers: readonly Initializer[];
  readonly input: Value;
  readonly output: Value;
  readonly metadata: Readonly<Record<string, string>>;
}

export function encodeOnnx(graph: Graph): Uint8Array {
  const body = createMessage();
  for (const node of graph.nodes) body.message(1, nodeMessage(node));
  body.text(2, graph.name);
  for (const initializer of graph.initializers) body.message(5, tensorMessage(initializer));
  body.message(11, valueMessage(graph.input)).message(12, valueMessage(graph.output));
  const model = createMessage().integer(1, IR_VERSION).text(2, 'digitry').message(7, body);
  model.message(8, createMessage().text(1, '').integer(2, OPSET));
  for (const [key, value] of Object.entries(graph.metadata))
    model.message(14, createMessage().text(1, key).text(2, value));
  return model.finish();
}

function nodeMessage({ op, inputs, output, attributes = {} }: Node): Message {
  const node = createMessage();
  for (const input of inputs) node.text(1, input);
  node.text(2, output).text(3, output).text(4, op);
  for (const [name, value] of Object.entries(attributes)) node.message(5, attributeMessage(name, value));
  return node;
}

const TYPES = { float: 1, int: 2, ints: 7 } as const;

function attributeMessage(name: string, value: Attribute): Message {
  const attribute = createMessage().text(1, name);
  if (typeof value === 'number') return attribute.integer(3, value).integer(20, TYPES.int);
  if ('float' in value) return attribute.float(2, value.float).integer(20, TYPES.float);
  for (const item of value) attribute.integer(8, item);
  return attribute.integer(20, TYPES.ints);
}

function tensorMessage({ name, shape, values }: Initializer): Message {
  const tensor = createMessage();
  for (const size of shape) tensor.integer(1, size);
  // Little endian, as are all machines that run this.
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return tensor.integer(2, FLOAT).text(8, name).bytes(9, raw);
}

function valueMessage({ name, shape }: Value): Message {
  const dimensions = createMessage().message(1, createMessage().text(2, 'n'));
  for (const size of shape)
    dimensions.message(
      1,
      typeof size === 'number' ? createMessage().integer(1, size) : createMessage().text(2, size),
    );
  const tensor = createMessage().integer(1, FLOAT).message(2, dimensions);
  return createMessage().text(1, name).message(2, createMessage().message(1, tensor));
}
