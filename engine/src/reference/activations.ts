/** Layers without parameters that keep every value in its place: activations, softmax, flatten, dropout. */
import { map, type Scope, type Step, sizeOf, type Tensor, zeros } from './tensor.js';

/** y = max(x, 0); the gradient at 0 is 0. */
export function relu(x: Tensor): Step {
  return {
    output: map(x, (value) => Math.max(value, 0)),
    backward: (gradient) => map(gradient, (g, i) => (x.data[i]! > 0 ? g : 0)),
  };
}

/** y = 1 / (1 + e⁻ˣ), y′ = y·(1 − y). */
export function sigmoid(x: Tensor): Step {
  const output = map(x, logistic);
  return {
    output,
    backward: (gradient) => map(gradient, (g, i) => g * output.data[i]! * (1 - output.data[i]!)),
  };
}

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** y = tanh x, y′ = 1 − y². */
export function tanh(x: Tensor): Step {
  const output = map(x, Math.tanh);
  return { output, backward: (gradient) => map(gradient, (g, i) => g * (1 - output.data[i]! ** 2)) };
}

/** y[c] = e^x[c] / Σ e^x, over the channels of each position. ∂L/∂x[c] = y[c]·(g[c] − Σ g·y). */
export function softmax(x: Tensor): Step {
  const [channels, height, width] = x.shape;
  const plane = height * width;
  const output = zeros(x.n, x.shape);
  const overChannels = (f: (indices: number[]) => void): void => {
    for (let n = 0; n < x.n; n++) {
      for (let p = 0; p < plane; p++) {
        f(Array.from({ length: channels }, (_, c) => (n * channels + c) * plane + p));
      }
    }
  };
  overChannels((indices) => {
    const largest = Math.max(...indices.map((i) => x.data[i]!));
    const total = indices.reduce((sum, i) => sum + Math.exp(x.data[i]! - largest), 0);
    for (const i of indices) output.data[i] = Math.exp(x.data[i]! - largest) / total;
  });
  return {
    output,
    backward(gradient) {
      const byInput = zeros(x.n, x.shape);
      overChannels((indices) => {
        const dot = indices.reduce((sum, i) => sum + gradient.data[i]! * output.data[i]!, 0);
        for (const i of indices) byInput.data[i] = output.data[i]! * (gradient.data[i]! - dot);
      });
      return byInput;
    },
  };
}

/** The same values as one vector, channel after channel, row after row. */
export function flatten(x: Tensor): Step {
  return {
    output: { ...x, shape: [sizeOf(x.shape), 1, 1] },
    backward: (gradient) => ({ ...gradient, shape: x.shape }),
  };
}

/** Inverted dropout (Srivastava et al. 2014): y = x · mask, mask being 0 or 1/(1 − rate). Without a mask: y = x. */
export function dropout(x: Tensor, scope: Scope): Step {
  const { mask } = scope;
  if (!scope.training || !mask) return { output: x, backward: (gradient) => gradient };
  return {
    output: map(x, (value, i) => value * mask[i]!),
    backward: (gradient) => map(gradient, (g, i) => g * mask[i]!),
  };
}
