/** Batch normalization (Ioffe and Szegedy 2015), with PyTorch's conventions. */
import type { Layer } from '../types.js';
import { map, type Scope, type Step, type Tensor, zeros } from './tensor.js';

export const BATCH_NORM_MOMENTUM = 0.1;
export const BATCH_NORM_EPSILON = 1e-5;

/**
 * y = scale · x̂ + shift with x̂ = (x − mean) / √(variance + ε), per channel over samples and positions.
 *
 * Training: mean and the biased variance are of this batch; running = (1 − m)·running + m·batch, where the
 * running variance takes the unbiased one, n/(n − 1) times as large. Otherwise: the running ones.
 */
export function batchNorm(x: Tensor, layer: Layer & { type: 'batchNorm' }, scope: Scope): Step {
  const [channels, height, width] = x.shape;
  const plane = height * width;
  const count = x.n * plane;
  const channelOf = (index: number) => Math.floor(index / plane) % channels;
  const scale = scope.parameter('scale', channels);
  const shift = scope.parameter('shift', channels);
  const runningMean = scope.parameter('mean', channels);
  const runningVariance = scope.parameter('variance', channels);

  const perChannel = (values: Tensor, f: (value: number, index: number) => number): Float64Array => {
    const sums = new Float64Array(channels);
    values.data.forEach((value, index) => {
      sums[channelOf(index)]! += f(value, index);
    });
    return sums;
  };

  let mean = Float64Array.from(runningMean);
  let variance = Float64Array.from(runningVariance);
  if (scope.training) {
    mean = perChannel(x, (value) => value).map((sum) => sum / count);
    variance = perChannel(x, (value, i) => (value - mean[channelOf(i)]!) ** 2).map((sum) => sum / count);
    const m = layer.momentum ?? BATCH_NORM_MOMENTUM;
    scope.keep(
      'mean',
      mean.map((value, c) => (1 - m) * runningMean[c]! + m * value),
    );
    const unbiased = count / (count - 1);
    scope.keep(
      'variance',
      variance.map((value, c) => (1 - m) * runningVariance[c]! + m * unbiased * value),
    );
  }
  const inverse = variance.map((value) => 1 / Math.sqrt(value + (layer.epsilon ?? BATCH_NORM_EPSILON)));
  const normal = map(x, (value, i) => (value - mean[channelOf(i)]!) * inverse[channelOf(i)]!);

  return {
    output: map(normal, (value, i) => scale[channelOf(i)]! * value + shift[channelOf(i)]!),
    backward(gradient) {
      const byShift = perChannel(gradient, (g) => g);
      const byScale = perChannel(gradient, (g, i) => g * normal.data[i]!);
      scope.accumulate('shift', byShift);
      scope.accumulate('scale', byScale);
      const byInput = zeros(x.n, x.shape);
      gradient.data.forEach((g, i) => {
        const c = channelOf(i);
        // The batch's mean and variance move with x: ∂L/∂x = s/σ · (g − mean(g) − x̂ · mean(g·x̂)).
        const moved = scope.training ? (byShift[c]! + normal.data[i]! * byScale[c]!) / count : 0;
        byInput.data[i] = scale[c]! * inverse[c]! * (g - moved);
      });
      return byInput;
    },
  };
}
