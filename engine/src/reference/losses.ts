/** The losses and their gradients, as means over the batch. */
import type { Loss } from '../types.js';
import { logistic } from './activations.js';
import { ctcLoss } from './ctc.js';
import { map, sizeOf, type Tensor, zeros } from './tensor.js';

export interface LossValue {
  readonly loss: number;
  /** ∂loss/∂output. */
  readonly gradient: Tensor;
  /** Samples whose largest output is the (largest) target. */
  readonly correct: number;
}

/** One label a sample, n × outputs soft targets, or for ctc one sequence of labels a sample. */
export type Targets = ArrayLike<number> | readonly ArrayLike<number>[];

export function lossOf(output: Tensor, targets: Targets, loss: Loss): LossValue {
  if (loss.type === 'ctc') return ctcLoss(output, targets as readonly ArrayLike<number>[]);
  const wanted = asTargets(output, targets as ArrayLike<number>);
  return { ...measure(output, wanted, loss), correct: countCorrect(output, wanted) };
}

/** Labels as one-hot rows; soft targets as they are. */
function asTargets(output: Tensor, targets: ArrayLike<number>): Float64Array {
  const outputs = sizeOf(output.shape);
  if (targets.length === output.data.length && outputs > 1) return Float64Array.from(targets);
  if (outputs === 1 && targets.length === output.n) return Float64Array.from(targets);
  if (targets.length !== output.n) {
    throw new RangeError(
      `Expected ${output.n} labels or ${output.data.length} values for targets but received ${targets.length}.`,
    );
  }
  const oneHot = zeros(output.n, output.shape).data;
  for (let n = 0; n < output.n; n++) oneHot[n * outputs + targets[n]!] = 1;
  return oneHot;
}

type PointwiseLoss = Exclude<Loss, { type: 'ctc' }>;

function measure(x: Tensor, targets: Float64Array, loss: PointwiseLoss): { loss: number; gradient: Tensor } {
  switch (loss.type) {
    case 'crossEntropy':
      return crossEntropy(x, targets, loss.smoothing ?? 0);
    case 'meanSquaredError':
      return meanOver(x, (value, i) => [(value - targets[i]!) ** 2, 2 * (value - targets[i]!)]);
    case 'binaryCrossEntropy':
      // −t·log σ(x) − (1 − t)·log(1 − σ(x)), written so that no exponential overflows.
      return meanOver(x, (value, i) => [
        Math.max(value, 0) - value * targets[i]! + Math.log1p(Math.exp(-Math.abs(value))),
        logistic(value) - targets[i]!,
      ]);
  }
}

/** −Σ t·log softmax(x) with t = (1 − s)·target + s/K; its gradient is softmax(x)·Σt − t. */
function crossEntropy(
  x: Tensor,
  targets: Float64Array,
  smoothing: number,
): { loss: number; gradient: Tensor } {
  const outputs = sizeOf(x.shape);
  const gradient = zeros(x.n, x.shape);
  let total = 0;
  for (let n = 0; n < x.n; n++) {
    const row = x.data.subarray(n * outputs, (n + 1) * outputs);
    const largest = Math.max(...row);
    const logSum = largest + Math.log(row.reduce((sum, value) => sum + Math.exp(value - largest), 0));
    const smoothed = targets
      .subarray(n * outputs, (n + 1) * outputs)
      .map((t) => (1 - smoothing) * t + smoothing / outputs);
    const mass = smoothed.reduce((sum, t) => sum + t, 0);
    row.forEach((value, k) => {
      total -= smoothed[k]! * (value - logSum);
      gradient.data[n * outputs + k] = (mass * Math.exp(value - logSum) - smoothed[k]!) / x.n;
    });
  }
  return { loss: total / x.n, gradient };
}

/** The mean over batch and outputs of a loss that is a sum over single values. */
function meanOver(
  x: Tensor,
  f: (value: number, index: number) => [loss: number, slope: number],
): { loss: number; gradient: Tensor } {
  const count = x.data.length;
  let total = 0;
  const gradient = map(x, (value, i) => {
    const [loss, slope] = f(value, i);
    total += loss;
    return slope / count;
  });
  return { loss: total / count, gradient };
}

function countCorrect(output: Tensor, targets: Float64Array): number {
  const outputs = sizeOf(output.shape);
  const largest = (values: Float64Array) => values.indexOf(Math.max(...values));
  let correct = 0;
  for (let n = 0; n < output.n; n++) {
    const from = n * outputs;
    const answer = largest(output.data.subarray(from, from + outputs));
    if (answer === largest(targets.subarray(from, from + outputs))) correct++;
  }
  return correct;
}
