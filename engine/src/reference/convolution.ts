/** Convolution and depthwise convolution, forward and backward, as loops over their definition. */
import type { Layer } from '../types.js';
import { outputShape, slide, type Window } from './shapes.js';
import { type Scope, type Step, type Tensor, zeros } from './tensor.js';

/**
 * y[o, i, j] = bias[o] + Σ c,p,q  weight[o, c, p, q] · x[c, i·s + p − top, j·s + q − left], zeros outside.
 * It is the cross-correlation that every deep learning library calls convolution.
 */
export function convolution(x: Tensor, layer: Layer & { type: 'conv' }, scope: Scope): Step {
  const [channels] = x.shape;
  const pairs: Pair[] = [];
  for (let o = 0; o < layer.filters; o++) {
    for (let c = 0; c < channels; c++) pairs.push({ output: o, input: c, weight: o * channels + c });
  }
  return correlate(x, layer, pairs, scope);
}

/** y[c, i, j] = bias[c] + Σ p,q  weight[c, p, q] · x[c, i·s + p − top, j·s + q − left]. */
export function depthwise(x: Tensor, layer: Layer & { type: 'depthwise' }, scope: Scope): Step {
  const pairs = Array.from({ length: x.shape[0] }, (_, c) => ({ output: c, input: c, weight: c }));
  return correlate(x, layer, pairs, scope);
}

/** One k × k filter: from which input channel to which output channel. */
interface Pair {
  readonly output: number;
  readonly input: number;
  readonly weight: number;
}

function correlate(
  x: Tensor,
  layer: Layer & { type: 'conv' | 'depthwise' },
  pairs: readonly Pair[],
  scope: Scope,
): Step {
  const window = slide(x.shape, layer.kernel, layer.stride ?? 1, layer.padding ?? 'valid');
  const output = zeros(x.n, outputShape(layer, x.shape));
  const [filters, height, width] = output.shape;
  const plane = height * width;
  const weight = scope.parameter('weight', pairs.length * layer.kernel ** 2);
  const bias = layer.bias === false ? undefined : scope.parameter('bias', filters);
  if (bias) {
    for (let i = 0; i < output.data.length; i++) output.data[i] = bias[Math.floor(i / plane) % filters]!;
  }
  visit(x, output, pairs, window, (w, from, to) => {
    output.data[to]! += weight[w]! * x.data[from]!;
  });
  return {
    output,
    backward(gradient) {
      const byInput = zeros(x.n, x.shape);
      const byWeight = new Float64Array(weight.length);
      visit(x, output, pairs, window, (w, from, to) => {
        byInput.data[from]! += weight[w]! * gradient.data[to]!;
        byWeight[w]! += x.data[from]! * gradient.data[to]!;
      });
      scope.accumulate('weight', byWeight);
      if (bias) {
        const byBias = new Float64Array(filters);
        gradient.data.forEach((g, i) => {
          byBias[Math.floor(i / plane) % filters]! += g;
        });
        scope.accumulate('bias', byBias);
      }
      return byInput;
    },
  };
}

/** Calls f with the indices of every product that a convolution sums: weight, input, output. */
function visit(
  x: Tensor,
  y: Tensor,
  pairs: readonly Pair[],
  { kernel, stride, before: [top, left] }: Window,
  f: (weight: number, from: number, to: number) => void,
): void {
  const [channels, rows, columns] = x.shape;
  const [filters, height, width] = y.shape;
  for (let n = 0; n < x.n; n++) {
    for (const pair of pairs) {
      const from = (n * channels + pair.input) * rows * columns;
      const to = (n * filters + pair.output) * height * width;
      for (let i = 0; i < height; i++) {
        for (let j = 0; j < width; j++) {
          for (let p = 0; p < kernel; p++) {
            const row = i * stride + p - top;
            if (row < 0 || row >= rows) continue;
            for (let q = 0; q < kernel; q++) {
              const column = j * stride + q - left;
              if (column < 0 || column >= columns) continue;
              f((pair.weight * kernel + p) * kernel + q, from + row * columns + column, to + i * width + j);
            }
          }
        }
      }
    }
  }
}
