/** A model as an ONNX graph: what any other runtime needs to give the same answers. */
import { describe, type LayerInfo, type Model, sidesOf } from '@digitry/engine';
import { encodeOnnx, type Initializer, type Node } from './onnx-format.js';

/**
 * @returns an `.onnx` file with input `image`, [n, channels, height, width] of 0 (paper) … 1 (full ink), and output
 * `logits`, [n, classes], as the engine's predictor gives them. A line network reads any width and gives [n, classes, 1, steps]. Labels, temperature and preparation stand in its metadata.
 * Dropout does nothing outside training and is left out.
 */
export function toOnnx(model: Model): Uint8Array {
  const { network, weights, metadata } = model;
  const { layers, parameters, output } = describe(network);
  const nodes: Node[] = [];
  const last = addLayers(layers, 'image', nodes);
  const [classes, rows, columns] = output;
  const isLine = rows === 1 && columns > 1;
  // Whatever the last layer's rank, the answer of any other network is one row a sample.
  if (isLine) nodes.push({ op: 'Identity', inputs: [last], output: 'logits', attributes: {} });
  else nodes.push({ op: 'Flatten', inputs: [last], output: 'logits', attributes: { axis: 1 } });
  const initializers = parameters.map(
    ({ name, shape }): Initializer => ({ name, shape, values: weights.get(name)! }),
  );
  return encodeOnnx({
    name: metadata.name,
    nodes,
    initializers,
    input: {
      name: 'image',
      shape: isLine ? [network.input[0], network.input[1], 'width'] : network.input,
    },
    output: {
      name: 'logits',
      shape: isLine ? [classes, 1, 'steps'] : [output.reduce((a, b) => a * b, 1)],
    },
    metadata: {
      labels: JSON.stringify(metadata.labels),
      ...(metadata.temperature === undefined ? {} : { temperature: String(metadata.temperature) }),
      ...(metadata.preparation === undefined ? {} : { preparation: metadata.preparation }),
    },
  });
}

/** Appends the nodes of these layers and returns the name of what comes out. */
function addLayers(layers: readonly LayerInfo[], input: string, nodes: Node[]): string {
  return layers.reduce((value, info) => addLayer(info, value, nodes), input);
}

function addLayer(info: LayerInfo, input: string, nodes: Node[]): string {
  const { layer, path } = info;
  const add = (
    op: string,
    attributes: Node['attributes'] = {},
    more: readonly string[] = [],
    from = input,
  ): string => {
    const output = `${path}.${op}`;
    nodes.push({ op, inputs: [from, ...more], output, attributes });
    return output;
  };
  const flat = (): string => add('Flatten', { axis: 1 });
  const own = info.parameters.map((parameter) => parameter.name);
  switch (layer.type) {
    case 'conv':
    case 'depthwise':
      return add('Conv', convolution(info, layer), own);
    case 'dense':
      return add('Gemm', { transB: 1 }, own, flat());
    case 'maxPool':
    case 'averagePool': {
      const { size, stride = size } = layer;
      const attributes = { kernel_shape: sidesOf(size), strides: sidesOf(stride) };
      return add(layer.type === 'maxPool' ? 'MaxPool' : 'AveragePool', attributes);
    }
    case 'globalAveragePool':
      return add('GlobalAveragePool');
    case 'globalMaxPool':
      return add('GlobalMaxPool');
    case 'batchNorm':
      return add('BatchNormalization', { epsilon: { float: layer.epsilon ?? 1e-5 } }, own);
    case 'relu':
      return add('Relu');
    case 'sigmoid':
      return add('Sigmoid');
    case 'tanh':
      return add('Tanh');
    case 'softmax':
      return add('Softmax', { axis: 1 });
    case 'flatten':
      return flat();
    case 'dropout':
      return input;
    case 'residual': {
      const inner = addLayers(info.inner ?? [], input, nodes);
      const shortcut = addLayers(info.shortcut ?? [], input, nodes);
      return add('Add', {}, [shortcut], inner);
    }
  }
}

function convolution(
  { input, output }: LayerInfo,
  layer: Extract<LayerInfo['layer'], { type: 'conv' | 'depthwise' }>,
): NonNullable<Node['attributes']> {
  const { kernel, stride = 1, padding = 'valid' } = layer;
  // 'same' pads ⌈n/stride⌉ outputs' worth of zeros, the smaller half of them before.
  const side = (n: number, outputs: number): [before: number, after: number] => {
    const total = padding === 'same' ? Math.max(0, (outputs - 1) * stride + kernel - n) : 0;
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  };
  const [top, bottom] = side(input[1], output[1]);
  const [left, right] = side(input[2], output[2]);
  return {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [top, left, bottom, right],
    group: layer.type === 'depthwise' ? input[0] : 1,
  };
}
