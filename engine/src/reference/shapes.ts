/** Shapes and parameters of every layer, worked out a second time, so that the engine's own plan has something to agree with. */
import type { Layer, Network, Padding, Shape, Sides } from '../types.js';
import { sizeOf } from './tensor.js';

export interface Window {
  readonly kernel: number;
  readonly stride: number;
  /** Rows and columns of zeros before the first pixel. */
  readonly before: readonly [top: number, left: number];
  readonly output: readonly [height: number, width: number];
}

/**
 * Where a sliding window stands. Without padding ⌊(n − k)/s⌋ + 1 outputs; with 'same' ⌈n/s⌉ outputs and
 * max((⌈n/s⌉ − 1)·s + k − n, 0) zeros in all, the smaller half of them before.
 */
export function slide([, height, width]: Shape, kernel: number, stride: number, padding: Padding): Window {
  const total = (n: number) =>
    padding === 'same' ? Math.max((Math.ceil(n / stride) - 1) * stride + kernel - n, 0) : 0;
  const outputs = (n: number) => Math.floor((n + total(n) - kernel) / stride) + 1;
  return {
    kernel,
    stride,
    before: [Math.floor(total(height) / 2), Math.floor(total(width) / 2)],
    output: [outputs(height), outputs(width)],
  };
}

/** [height, width] of sides that may be given as one number. */
export const bothSides = (sides: Sides): readonly [number, number] => {
  const [height, width = height] = [sides].flat() as [number, number?];
  return [height, width];
};

/** A window that would hang over the edge is dropped. */
function poolOutputs([, height, width]: Shape, { size, stride = size }: { size: Sides; stride?: Sides }) {
  const [[rows, columns], [down, right]] = [bothSides(size), bothSides(stride)];
  return [Math.floor((height - rows) / down) + 1, Math.floor((width - columns) / right) + 1] as const;
}

export function outputShape(layer: Layer, input: Shape): Shape {
  const [channels] = input;
  switch (layer.type) {
    case 'conv':
      return [
        layer.filters,
        ...slide(input, layer.kernel, layer.stride ?? 1, layer.padding ?? 'valid').output,
      ];
    case 'depthwise':
      return [channels, ...slide(input, layer.kernel, layer.stride ?? 1, layer.padding ?? 'valid').output];
    case 'maxPool':
    case 'averagePool':
      return [channels, ...poolOutputs(input, layer)];
    case 'globalAveragePool':
    case 'globalMaxPool':
      return [channels, 1, 1];
    case 'dense':
      return [layer.units, 1, 1];
    case 'flatten':
      return [sizeOf(input), 1, 1];
    case 'residual':
      return layer.layers.reduce((shape, inner) => outputShape(inner, shape), input);
    default:
      return input;
  }
}

/** Shape of every parameter by its name, in the order of the layers. */
export function parameterShapes(network: Network): Map<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>();
  walk(network.layers, network.input, '', shapes);
  return shapes;
}

function walk(
  layers: readonly Layer[],
  input: Shape,
  prefix: string,
  shapes: Map<string, readonly number[]>,
): void {
  let current = input;
  layers.forEach((layer, index) => {
    const path = `${prefix}${index}`;
    for (const [name, shape] of ownParameters(layer, current)) shapes.set(`${path}.${name}`, shape);
    if (layer.type === 'residual') {
      walk(layer.layers, current, `${path}.layers.`, shapes);
      walk(layer.shortcut ?? [], current, `${path}.shortcut.`, shapes);
    }
    current = outputShape(layer, current);
  });
}

function ownParameters(layer: Layer, input: Shape): [name: string, shape: number[]][] {
  const [channels] = input;
  switch (layer.type) {
    case 'conv':
      return weightAndBias([layer.filters, channels, layer.kernel, layer.kernel], layer.bias);
    case 'depthwise':
      return weightAndBias([channels, 1, layer.kernel, layer.kernel], layer.bias);
    case 'dense':
      return weightAndBias([layer.units, sizeOf(input)], layer.bias);
    case 'batchNorm':
      return ['scale', 'shift', 'mean', 'variance'].map((name) => [name, [channels]]);
    default:
      return [];
  }
}

function weightAndBias(weight: number[], bias = true): [name: string, shape: number[]][] {
  return bias
    ? [
        ['weight', weight],
        ['bias', weight.slice(0, 1)],
      ]
    : [['weight', weight]];
}
