/** Max and average pooling, over windows and over the whole plane. A window that would hang over the edge is dropped. */
import type { Layer, Sides } from '../types.js';
import { bothSides, outputShape } from './shapes.js';
import { type Step, type Tensor, zeros } from './tensor.js';

type Pool = Extract<Layer, { size: Sides } | { type: 'globalAveragePool' | 'globalMaxPool' }>;

/**
 * max:     y = the largest x of the window; the gradient goes to the first one that has it.
 * average: y = Σ x / (k·l); the gradient is spread evenly.
 */
export function pool(x: Tensor, layer: Pool): Step {
  const output = zeros(x.n, outputShape(layer, x.shape));
  const largest = layer.type === 'maxPool' || layer.type === 'globalMaxPool';
  const windows = Array.from(output.data, (_, to) => windowOf(x, output, layer, to));
  const winners = windows.map((window) =>
    window.reduce((best, index) => (x.data[index]! > x.data[best]! ? index : best)),
  );
  windows.forEach((window, to) => {
    output.data[to] = largest
      ? x.data[winners[to]!]!
      : window.reduce((sum, index) => sum + x.data[index]!, 0) / window.length;
  });
  return {
    output,
    backward(gradient) {
      const byInput = zeros(x.n, x.shape);
      windows.forEach((window, to) => {
        const g = gradient.data[to]!;
        if (largest) byInput.data[winners[to]!]! += g;
        else for (const index of window) byInput.data[index]! += g / window.length;
      });
      return byInput;
    },
  };
}

/** Indices into x of the window behind output `to`, in reading order. */
function windowOf(x: Tensor, y: Tensor, layer: Pool, to: number): number[] {
  const [, rows, columns] = x.shape;
  const [, height, width] = y.shape;
  const plane = Math.floor(to / (height * width)) * rows * columns;
  if (!('size' in layer)) {
    return Array.from({ length: rows * columns }, (_, i) => plane + i);
  }
  const [k, l] = bothSides(layer.size);
  const [down, right] = bothSides(layer.stride ?? layer.size);
  const top = (Math.floor(to / width) % height) * down;
  const left = (to % width) * right;
  return Array.from(
    { length: k * l },
    (_, i) => plane + (top + Math.floor(i / l)) * columns + left + (i % l),
  );
}
