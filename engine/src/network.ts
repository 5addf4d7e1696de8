/** Reads a network definition: shapes, parameters and costs of every layer, each checked before anything is compiled. */
import { createRandom } from './random.js';
import { expectCount, refuse } from './refuse.js';
import type { Layer, Network, Padding, ParameterSpec, Shape, Sides, Weights } from './types.js';

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

/** Height and width, where one number may stand for both. */
export const sidesOf = (sides: Sides): readonly [height: number, width: number] =>
  typeof sides === 'number' ? [sides, sides] : sides;

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
    refuse('[channels, height, width]', 'the input of a network', `[${shape}]`, TypeError);
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
    if (spec.role === 'weight') {
      const limit = Math.sqrt(6 / (spec.fanIn + spec.fanOut));
      const deviation = Math.sqrt(2 / spec.fanIn);
      for (let i = 0; i < values.length; i++) {
        values[i] = spec === lastWeight ? random.between(-limit, limit) : deviation * random.normal();
      }
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
      const name = `parameter ${spec.name} of shape [${spec.shape}]`;
      refuse(`${sizeOf(spec)} values`, name, found ?? 'none', TypeError);
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
  const linear = (shape: [number, ...number[]], fanOut: number, bias = true): ParameterSpec[] => {
    const [outputs, ...rest] = shape;
    const fanIn = rest.reduce((a, b) => a * b);
    const weight = parameter('weight', shape, 'weight', fanIn, fanOut);
    return bias ? [weight, parameter('bias', [outputs], 'bias')] : [weight];
  };
  const info = (output: Shape, parameters: ParameterSpec[] = [], multiplyAdds = 0): LayerInfo => {
    for (const n of output) expectCount(n, `a dimension of the output of ${where}`);
    return { path, layer, input, output, parameters, multiplyAdds };
  };
  const slide = (size: Sides, step: Sides, padding: Padding): [number, number] => {
    const kernel = sidesOf(size);
    const stride = sidesOf(step);
    for (const n of kernel) expectCount(n, `the window of ${where}`);
    for (const n of stride) expectCount(n, `the stride of ${where}`);
    if (padding !== 'same' && padding !== 'valid') {
      refuse("'same' or 'valid'", `the padding of ${where}`, padding, TypeError);
    }
    if (padding === 'valid' && (kernel[0] > height || kernel[1] > width)) {
      refuse(`a window of at most ${height}×${width}`, where, kernel.join('×'));
    }
    return [
      windows(height, kernel[0], stride[0], padding).count,
      windows(width, kernel[1], stride[1], padding).count,
    ];
  };
  switch (layer.type) {
    case 'conv':
    case 'depthwise': {
      const { kernel, stride = 1, padding = 'valid', bias } = layer;
      const isFull = layer.type === 'conv';
      const [filters, depth] = isFull ? [layer.filters, channels] : [channels, 1];
      expectCount(filters, `the filters of ${where}`);
      const [h, w] = slide(kernel, stride, padding);
      const taps = kernel * kernel;
      const parameters = linear([filters, depth, kernel, kernel], isFull ? filters * taps : taps, bias);
      return info([filters, h, w], parameters, filters * h * w * depth * taps);
    }
    case 'dense': {
      const { units, bias } = layer;
      expectCount(units, `the units of ${where}`);
      const features = volume(input);
      return info([units, 1, 1], linear([units, features], units, bias), units * features);
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
      return info(
        input,
        (['scale', 'shift', 'mean', 'variance'] as const).map((role) => parameter(role, [channels], role)),
      );
    case 'flatten':
      return info([volume(input), 1, 1]);
    case 'dropout':
      if (!(layer.rate >= 0 && layer.rate < 1)) {
        refuse('a rate in [0, 1)', where, layer.rate);
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
        refuse(`the shape [${output}]`, `the shortcut of ${where}`, `[${other}]`);
      }
      const multiplyAdds = [...inner, ...shortcut].reduce((sum, each) => sum + each.multiplyAdds, 0);
      return { ...info(output, [], multiplyAdds), inner, shortcut };
    }
    default:
      return refuse('a known layer type', `layer ${path}`, JSON.stringify((layer as Layer).type), TypeError);
  }
}
