/** Plain float64 tensors of the reference: samples outermost, each in C·H·W order. Knows no layer. */
import type { Shape } from '../types.js';

export interface Tensor {
  /** Samples. */
  readonly n: number;
  /** Channels, height, width of one sample. */
  readonly shape: Shape;
  /** n × C × H × W values. */
  readonly data: Float64Array;
}

/** Weights by name, in whatever precision the caller keeps them. */
export type Parameters = ReadonlyMap<string, ArrayLike<number>>;

export type Gradients = Map<string, Float64Array>;

/** What a layer did: its output, and how a gradient by that output becomes one by its input. */
export interface Step {
  readonly output: Tensor;
  backward(gradient: Tensor): Tensor;
}

/** What a layer may ask for while it runs. Names are relative to the layer: `weight`, `bias`. */
export interface Scope {
  readonly training: boolean;
  parameter(name: string, length: number): ArrayLike<number>;
  /** Adds to ∂loss/∂parameter. */
  accumulate(name: string, gradient: Float64Array): void;
  /** Stores a running statistic after a training step. */
  keep(name: string, values: Float64Array): void;
  /** The factors of a dropout layer, n × C·H·W, or undefined where none are given. */
  readonly mask: ArrayLike<number> | undefined;
}

export const sizeOf = ([channels, height, width]: Shape): number => channels * height * width;

export const zeros = (n: number, shape: Shape): Tensor => ({
  n,
  shape,
  data: new Float64Array(n * sizeOf(shape)),
});

/** The element-wise f of a tensor; f sees the value and its index. */
export const map = (x: Tensor, f: (value: number, index: number) => number): Tensor => ({
  ...x,
  data: x.data.map(f),
});
