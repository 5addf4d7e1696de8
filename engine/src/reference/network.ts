/** A whole network in float64: runs its layers one after the other, and back. */
import type { Layer, Loss, Network } from '../types.js';
import { dropout, flatten, relu, sigmoid, softmax, tanh } from './activations.js';
import { batchNorm } from './batch-norm.js';
import { convolution, depthwise } from './convolution.js';
import { dense } from './dense.js';
import { lossOf, type Targets } from './losses.js';
import { pool } from './pooling.js';
import {
  type Gradients,
  map,
  type Parameters,
  type Scope,
  type Step,
  sizeOf,
  type Tensor,
} from './tensor.js';

export interface ReferenceOptions {
  /** Batch statistics and dropout, as in a training step; default false. */
  readonly training?: boolean;
  /** Factors of dropout layers by the layer's path, for example `3` or `3.layers.1`: n × C·H·W values each. */
  readonly masks?: ReadonlyMap<string, ArrayLike<number>>;
}

export interface ReferenceResult {
  /** n × outputs. */
  readonly outputs: Float64Array;
  /** Mean and variance of batch norm after the step, by name. */
  readonly running: Gradients;
}

export interface ReferenceGradients extends ReferenceResult {
  readonly loss: number;
  readonly correct: number;
  /** ∂loss/∂parameter by name. */
  readonly gradients: Gradients;
  /** ∂loss/∂input, n × C·H·W. */
  readonly inputGradient: Float64Array;
}

/** @param inputs n × C·H·W values. */
export function referenceForward(
  network: Network,
  weights: Parameters,
  inputs: ArrayLike<number>,
  options: ReferenceOptions = {},
): ReferenceResult {
  const run = runNetwork(network, weights, inputs, options);
  return { outputs: run.step.output.data, running: run.running };
}

/** A training step's forward and backward pass. */
export function referenceGradients(
  network: Network,
  weights: Parameters,
  inputs: ArrayLike<number>,
  targets: Targets,
  loss: Loss,
  options: ReferenceOptions = {},
): ReferenceGradients {
  const run = runNetwork(network, weights, inputs, { training: true, ...options });
  const value = lossOf(run.step.output, targets, loss);
  const byInput = run.step.backward(value.gradient);
  return {
    outputs: run.step.output.data,
    running: run.running,
    loss: value.loss,
    correct: value.correct,
    gradients: run.gradients,
    inputGradient: byInput.data,
  };
}

function runNetwork(
  network: Network,
  weights: Parameters,
  inputs: ArrayLike<number>,
  options: ReferenceOptions,
): { step: Step; gradients: Gradients; running: Gradients } {
  const gradients: Gradients = new Map();
  const running: Gradients = new Map();
  const scopeAt = (path: string): Scope => ({
    training: options.training ?? false,
    mask: options.masks?.get(path),
    parameter(name, length) {
      const values = weights.get(`${path}.${name}`);
      if (values?.length === length) return values;
      throw new RangeError(
        `Expected ${length} values for ${path}.${name} but received ${values?.length ?? 'none'}.`,
      );
    },
    accumulate: (name, gradient) => gradients.set(`${path}.${name}`, gradient),
    keep: (name, values) => running.set(`${path}.${name}`, values),
  });
  const x: Tensor = {
    n: inputs.length / sizeOf(network.input),
    shape: network.input,
    data: Float64Array.from(inputs),
  };
  return { step: sequence(network.layers, x, '', scopeAt), gradients, running };
}

type ScopeAt = (path: string) => Scope;

function sequence(layers: readonly Layer[], x: Tensor, prefix: string, scopeAt: ScopeAt): Step {
  const steps: Step[] = [];
  let output = x;
  layers.forEach((layer, index) => {
    const step = apply(layer, output, `${prefix}${index}`, scopeAt);
    steps.push(step);
    output = step.output;
  });
  return {
    output,
    backward: (gradient) => steps.reduceRight((g, step) => step.backward(g), gradient),
  };
}

function apply(layer: Layer, x: Tensor, path: string, scopeAt: ScopeAt): Step {
  switch (layer.type) {
    case 'conv':
      return convolution(x, layer, scopeAt(path));
    case 'depthwise':
      return depthwise(x, layer, scopeAt(path));
    case 'dense':
      return dense(x, layer, scopeAt(path));
    case 'maxPool':
    case 'averagePool':
    case 'globalAveragePool':
    case 'globalMaxPool':
      return pool(x, layer);
    case 'batchNorm':
      return batchNorm(x, layer, scopeAt(path));
    case 'relu':
      return relu(x);
    case 'sigmoid':
      return sigmoid(x);
    case 'tanh':
      return tanh(x);
    case 'softmax':
      return softmax(x);
    case 'flatten':
      return flatten(x);
    case 'dropout':
      return dropout(x, scopeAt(path));
    case 'residual':
      return residual(layer, x, path, scopeAt);
  }
}

/** y = layers(x) + shortcut(x), the shortcut being x itself where there is none (He et al. 2015). */
function residual(layer: Layer & { type: 'residual' }, x: Tensor, path: string, scopeAt: ScopeAt): Step {
  const main = sequence(layer.layers, x, `${path}.layers.`, scopeAt);
  const shortcut = sequence(layer.shortcut ?? [], x, `${path}.shortcut.`, scopeAt);
  const sum = (a: Tensor, b: Tensor) => map(a, (value, i) => value + b.data[i]!);
  return {
    output: sum(main.output, shortcut.output),
    backward: (gradient) => sum(main.backward(gradient), shortcut.backward(gradient)),
  };
}
