/** Reads a network definition: shapes, parameters and costs of every layer, each checked before anything is compiled. */
import { createRandom } from './random.js';
import type { Layer, Network, Padding, ParameterSpec, Shape, Weights } from './types.js';

export interface LayerInfo {
  /** Index path, for example `3.layers.0`. */
  readonly path: string;
  readonly layer: Layer;
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters: readonly ParameterSpec[];
  /** Multiply-adds of one sample's forward pass. */
  readonly multiplyAdds: number;
  /** Of a residual layer. */
  readonly inner?: readonly LayerInfo[];
  readonly shortcut?: readonly LayerInfo[];
}

export interface NetworkInfo {
  readonly layers: readonly LayerInfo[];
  readonly parameters: readonly ParameterSpec[];
  /** Trained values: running means and variances do not count. */
  readonly parameterCount: number;
  readonly multiplyAdds: number;
  readonly output: Shape;
}

export const volume = (shape: Shape): number => shape[0] * shape[1] * shape[2];

export const isTrained = (spec: ParameterSpec): boolean => spec.role !== 'mean' && spec.role !== 'variance';

export const sizeOf = (spec: ParameterSpec): number => spec.shape.reduce((a, b) => a * b, 1);

/** Positions, and the zeros before them, of a window that slides over n positions. */
export function windows(
  n: number,
  kernel: number,
  stride: number,
  padding: Padding,
): { count: number; before: number } {
  if (padding === 'valid') return { count: Math.floor((n - kernel) / stride) + 1, before: 0 };
  const count = Math.ceil(n / stride);
  const total = Math.max((count - 1) * stride + kernel - n, 0);
  return { count, before: Math.floor(total / 2) };
}

/** @throws RangeError or TypeError with one sentence that names the layer. */
export function describe(network: Network): NetworkInfo {
  const shape = network.input;
  if (shape.length !== 3) {
    throw new TypeError(
      `Expected [channels, height, width] for the input of a network but received [${shape}].`,
    );
  }
  for (const n of shape) expectCount(n, 'a dimension of the input of a network');
  const layers = describeAll(network.layers, shape, '');
  const parameters = layers.flatMap(parametersOf);
  return {
    layers,
    parameters,
    parameterCount: parameters.filter(isTrained).reduce((sum, spec) => sum + sizeOf(spec), 0),
    multiplyAdds: layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0),
    output: layers.at(-1)?.output ?? shape,
  };
}

/** He-normal weights (He et al. 2015) for hidden layers, Glorot-uniform (Glorot and Bengio 2010) for the last; biases 0, scales 1. */
export function initialize(network: Network, seed: number): Weights {
  const { parameters } = describe(network);
  const lastWeight = parameters.findLast((spec) => spec.role === 'weight');
  const random = createRandom(seed);
  const weights: Weights = new Map();
  for (const spec of parameters) {
    const values = new Float32Array(sizeOf(spec));
    if (spec.role === 'scale' || spec.role === 'variance') values.fill(1);
    if (spec.role === 'weight' && spec === lastWeight) {
      const limit = Math.sqrt(6 / (spec.fanIn + spec.fanOut));
      for (let i = 0; i < values.length; i++) values[i] = random.between(-limit, limit);
    } else if (spec.role === 'weight') {
      const deviation = Math.sqrt(2 / spec.fanIn);
      for (let i = 0; i < values.length; i++) values[i] = deviation * random.normal();
    }
    weights.set(spec.name, values);
  }
  return weights;
}

/** @throws TypeError where a parameter is missing or has another size. */
export function checkWeights(parameters: readonly ParameterSpec[], weights: Weights): void {
  for (const spec of parameters) {
    const found = weights.get(spec.name)?.length;
    if (found !== sizeOf(spec)) {
      throw new TypeError(
        `Expected ${sizeOf(spec)} values for parameter ${spec.name} of shape [${spec.shape}] but received ${found ?? 'none'}.`,
      );
    }
  }
}

function parametersOf(info: LayerInfo): ParameterSpec[] {
  return [
    ...info.parameters,
    ...(info.inner ?? []).flatMap(parametersOf),
    ...(info.shortcut ?? []).flatMap(parametersOf),
  ];
}

function describeAll(layers: readonly Layer[], input: Shape, prefix: string): LayerInfo[] {
  let shape = input;
  return layers.map((layer, i) => {
    const info = describeLayer(layer, shape, `${prefix}${i}`);
    shape = info.output;
    return info;
  });
}

function describeLayer(layer: Layer, input: Shape, path: string): LayerInfo {
  const [channels, height, width] = input;
  const where = `layer ${path} (${layer.type})`;
  const parameter = (name: string, shape: number[], role: ParameterSpec['role'], fanIn = 1, fanOut = 1) => ({
    name: `${path}.${name}`,
    shape,
    role,
    fanIn,
    fanOut,
  });
  const info = (output: Shape, parameters: ParameterSpec[] = [], multiplyAdds = 0): LayerInfo => {
    for (const n of output) expectCount(n, `a dimension of the output of ${where}`);
    return { path, layer, input, output, parameters, multiplyAdds };
  };
  const slide = (kernel: number, stride: number, padding: Padding): [number, number] => {
    expectCount(kernel, `the window of ${where}`);
    expectCount(stride, `the stride of ${where}`);
    if (padding !== 'same' && padding !== 'valid') {
      throw new TypeError(
        `Expected 'same' or 'valid' for the padding of ${where} but received ${String(padding)}.`,
      );
    }
    if (padding === 'valid' && (kernel > height || kernel > width)) {
      throw new RangeError(
        `Expected a window of at most ${height}×${width} for ${where} but received ${kernel}×${kernel}.`,
      );
    }
    return [windows(height, kernel, stride, padding).count, windows(width, kernel, stride, padding).count];
  };
  switch (layer.type) {
    case 'conv': {
      const { filters, kernel, stride = 1, padding = 'valid', bias = true } = layer;
      expectCount(filters, `the filters of ${where}`);
      const [h, w] = slide(kernel, stride, padding);
      const fanIn = channels * kernel * kernel;
      const parameters = [
        parameter('weight', [filters, channels, kernel, kernel], 'weight', fanIn, filters * kernel * kernel),
      ];
      if (bias) parameters.push(parameter('bias', [filters], 'bias'));
      return info([filters, h, w], parameters, filters * h * w * fanIn);
    }
    case 'depthwise': {
      const { kernel, stride = 1, padding = 'valid', bias = true } = layer;
      const [h, w] = slide(kernel, stride, padding);
      const taps = kernel * kernel;
      const parameters = [parameter('weight', [channels, 1, kernel, kernel], 'weight', taps, taps)];
      if (bias) parameters.push(parameter('bias', [channels], 'bias'));
      return info([channels, h, w], parameters, channels * h * w * taps);
    }
    case 'dense': {
      expectCount(layer.units, `the units of ${where}`);
      const features = volume(input);
      const parameters = [parameter('weight', [layer.units, features], 'weight', features, layer.units)];
      if (layer.bias ?? true) parameters.push(parameter('bias', [layer.units], 'bias'));
      return info([layer.units, 1, 1], parameters, layer.units * features);
    }
    case 'maxPool':
    case 'averagePool': {
      const [h, w] = slide(layer.size, layer.stride ?? layer.size, 'valid');
      return info([channels, h, w]);
    }
    case 'globalAveragePool':
    case 'globalMaxPool':
      return info([channels, 1, 1]);
    case 'batchNorm':
      return info(input, [
        parameter('scale', [channels], 'scale'),
        parameter('shift', [channels], 'shift'),
        parameter('mean', [channels], 'mean'),
        parameter('variance', [channels], 'variance'),
      ]);
    case 'flatten':
      return info([volume(input), 1, 1]);
    case 'dropout':
      if (!(layer.rate >= 0 && layer.rate < 1)) {
        throw new RangeError(`Expected a rate in [0, 1) for ${where} but received ${layer.rate}.`);
      }
      return info(input);
    case 'relu':
    case 'sigmoid':
    case 'tanh':
    case 'softmax':
      return info(input);
    case 'residual': {
      const inner = describeAll(layer.layers, input, `${path}.layers.`);
      const shortcut = describeAll(layer.shortcut ?? [], input, `${path}.shortcut.`);
      const output = inner.at(-1)?.output ?? input;
      const other = shortcut.at(-1)?.output ?? input;
      if (String(output) !== String(other)) {
        throw new RangeError(
          `Expected the shape [${output}] for the shortcut of ${where} but received [${other}].`,
        );
      }
      const multiplyAdds = [...inner, ...shortcut].reduce((sum, each) => sum + each.multiplyAdds, 0);
      return { ...info(output, [], multiplyAdds), inner, shortcut };
    }
    default:
      throw new TypeError(
        `Expected a known layer type for layer ${path} but received ${JSON.stringify((layer as Layer).type)}.`,
      );
  }
}

function expectCount(value: number, name: string): void {
  if (!Number.isInteger(value) || value < 1) {
    throw new RangeError(`Expected a positive integer for ${name} but received ${value}.`);
  }
}
