/** The fully connected layer: y = W·x + b, with x flattened in C·H·W order. */
import type { Layer } from '../types.js';
import { type Scope, type Step, sizeOf, type Tensor, zeros } from './tensor.js';

/** y[u] = bias[u] + Σ f  weight[u, f] · x[f]. */
export function dense(x: Tensor, layer: Layer & { type: 'dense' }, scope: Scope): Step {
  const { units } = layer;
  const features = sizeOf(x.shape);
  const weight = scope.parameter('weight', units * features);
  const bias = layer.bias === false ? undefined : scope.parameter('bias', units);
  const output = zeros(x.n, [units, 1, 1]);
  for (let n = 0; n < x.n; n++) {
    for (let u = 0; u < units; u++) {
      let sum = bias?.[u] ?? 0;
      for (let f = 0; f < features; f++) sum += weight[u * features + f]! * x.data[n * features + f]!;
      output.data[n * units + u] = sum;
    }
  }
  return {
    output,
    backward(gradient) {
      const byInput = zeros(x.n, x.shape);
      const byWeight = new Float64Array(units * features);
      const byBias = new Float64Array(units);
      for (let n = 0; n < x.n; n++) {
        for (let u = 0; u < units; u++) {
          const g = gradient.data[n * units + u]!;
          byBias[u]! += g;
          for (let f = 0; f < features; f++) {
            byInput.data[n * features + f]! += weight[u * features + f]! * g;
            byWeight[u * features + f]! += x.data[n * features + f]! * g;
          }
        }
      }
      scope.accumulate('weight', byWeight);
      if (bias) scope.accumulate('bias', byBias);
      return byInput;
    },
  };
}
