/** Networks, weights and samples for tests: seeded, and with no zero bias, where rounding would decide a ReLU. */
import { createRandom } from '../random.js';
import { outputShape, parameterShapes } from '../reference/shapes.js';
import type { Layer, Network, Shape, Weights } from '../types.js';

/** Weights about as large as He's initialization; biases and shifts away from 0; variances from 0.5 to 2. */
export function testWeights(network: Network, seed = 1): Weights {
  const random = createRandom(seed);
  const weights: Weights = new Map();
  for (const [name, shape] of parameterShapes(network)) {
    const length = shape.reduce((product, n) => product * n, 1);
    const fanIn = length / shape[0]!;
    const sign = () => (random.chance(0.5) ? 1 : -1);
    const draw: Record<string, () => number> = {
      weight: () => random.normal() * Math.sqrt(2 / fanIn),
      bias: () => sign() * random.between(0.05, 0.3),
      shift: () => sign() * random.between(0.05, 0.3),
      scale: () => random.between(0.5, 1.5),
      mean: () => random.between(-0.3, 0.3),
      variance: () => random.between(0.5, 2),
    };
    weights.set(name, Float32Array.from({ length }, draw[name.slice(name.lastIndexOf('.') + 1)]!));
  }
  return weights;
}

/** Random pixels, n × C·H·W bytes, and the values 0..1 that the engine reads them as. */
export function testImages(
  network: Network,
  n: number,
  seed = 2,
): { images: Uint8Array; values: Float32Array } {
  const random = createRandom(seed);
  const images = Uint8Array.from({ length: n * product(network.input) }, () => random.int(256));
  return { images, values: Float32Array.from(images, (byte) => byte / 255) };
}

/** One label a sample. */
export function testLabels(network: Network, n: number, seed = 3): Uint8Array {
  const random = createRandom(seed);
  return Uint8Array.from({ length: n }, () => random.int(outputsOf(network)));
}

/** Soft targets, n × outputs in 0..1, each row with sum 1. */
export function testTargets(network: Network, n: number, seed = 4): Float32Array {
  const random = createRandom(seed);
  const outputs = outputsOf(network);
  const targets = Float32Array.from({ length: n * outputs }, () => random.next() + 0.01);
  for (let i = 0; i < n; i++) {
    const row = targets.subarray(i * outputs, (i + 1) * outputs);
    const total = row.reduce((sum, t) => sum + t, 0);
    row.forEach((t, k) => {
      row[k] = t / total;
    });
  }
  return targets;
}

export const outputsOf = (network: Network): number => product(shapeAfter(network));

export const shapeAfter = ({ input, layers }: Network): Shape =>
  layers.reduce((shape, layer) => outputShape(layer, shape), input);

const product = (shape: Shape): number => shape[0] * shape[1] * shape[2];

/** A layer between a convolution, so that a gradient has to pass through it, and a dense layer of few outputs. */
export function sandwich(layers: readonly Layer[], input: Shape = [1, 9, 9], filters = 5): Network {
  return {
    input,
    layers: [
      { type: 'conv', filters, kernel: 2, padding: 'same' },
      ...layers,
      { type: 'flatten' },
      { type: 'dense', units: 4 },
    ],
  };
}
