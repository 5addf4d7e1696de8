/** Lowers batch normalization with the relu and pooling behind it; it makes the threads meet to share statistics. */
import { i32 } from '../assembler/index.js';
import {
  type BatchNormShape,
  COEFFICIENTS,
  defineBatchCoefficients,
  defineBatchNorm,
  defineBatchNormApplyGradient,
  defineBatchNormGradientCoefficients,
  defineBatchNormReduce,
  defineBatchStatistics,
} from '../kernels/batch-norm.js';
import { defineScaleShift, defineZero } from '../kernels/elementwise.js';
import { ceilTo } from '../kernels/geometry.js';
import type { LayerInfo } from '../network.js';
import type { Buffer, Emitter, Field } from '../plan/program.js';
import { type Builder, inFirstThread, type Tensor } from './builder.js';
import { only } from './linear.js';

export interface NormOptions {
  readonly relu: boolean;
  readonly pool: boolean;
}

export interface LoweredNorm {
  readonly a: Tensor;
  /** Σ and Σ² a channel, to be filled with y. */
  readonly statistics: Buffer;
  readonly coefficients: Buffer;
  /** After the statistics are full: meets, then a = pool(relu(norm(y))). */
  forward(): void;
  /** g, the gradient behind the normalization, complete over all blocks when this returns. */
  backward(): Field;
}

/** Running statistics by layer path, [mean][variance] each. */
export type RunningStatistics = Map<string, Buffer>;

export function lowerNorm(
  b: Builder,
  info: LayerInfo,
  y: Field,
  running: RunningStatistics,
  options: NormOptions,
): LoweredNorm {
  const { layer, path, input } = info;
  const { momentum = 0.1, epsilon = 1e-5 } = only(layer, 'batchNorm');
  const [channels, height, width] = input;
  const bytes = ceilTo(channels * 8, 64);
  const statistics = statisticsBuffer(b, bytes);
  const gradientStatistics = statisticsBuffer(b, bytes);
  const coefficients = b.perThread(channels * 4 * COEFFICIENTS);
  const runningBuffer = b.shared(channels * 8);
  running.set(path, runningBuffer);
  const gamma = b.parameter(`${path}.scale`);
  const beta = b.parameter(`${path}.shift`);
  const count = b.options.batch * height * width;
  const a = b.tensor(
    b.field(options.pool ? [channels, Math.floor(height / 2), Math.floor(width / 2)] : input),
  );
  const shape = (): BatchNormShape => ({ ...options, input: y.geometry, output: a.field.geometry });
  const isFirst = (e: Emitter) => i32.eqz(e.thread);

  return {
    a,
    statistics,
    coefficients,
    forward() {
      b.barrier();
      b.each((e) => {
        const kernel = defineBatchCoefficients(e.m, channels, count, e.slices, { momentum, epsilon });
        const scaleAndShift = [b.valueAt(e, gamma), b.valueAt(e, beta)];
        e.call(kernel, statistics, coefficients, ...scaleAndShift, runningBuffer, isFirst(e));
      });
      const again = true;
      b.task([y], [a.field], (e) => e.call(defineBatchNorm(e.m, shape()), y, a.field, coefficients), again);
    },
    backward() {
      const da = a.gradient!;
      const rewritten = options.relu || options.pool;
      const g = rewritten ? y.twin() : da;
      if (options.pool && (height % 2 || width % 2)) b.zero(g);
      b.task([y, da], rewritten ? [g] : [], (e) => {
        const kernel = defineBatchNormReduce(e.m, shape(), da.geometry);
        e.call(kernel, y, da, g, coefficients, gradientStatistics);
      });
      b.barrier();
      b.each((e) => {
        const kernel = defineBatchNormGradientCoefficients(e.m, channels, count, e.slices);
        const [dgamma, dbeta] = [b.gradientAt(e, gamma), b.gradientAt(e, beta)];
        e.call(kernel, gradientStatistics, coefficients, dgamma, dbeta, isFirst(e));
      });
      return g;
    },
  };
}

/** dy = k0·g + k1·y + k2 as a field of its own, for layers that have it not built in. */
export function applyNormGradient(b: Builder, g: Field, y: Field, coefficients: Buffer): Field {
  const dy = y.twin();
  b.task([g, y], [dy], (e) => {
    const kernel = defineBatchNormApplyGradient(e.m, g.geometry, y.geometry, dy.geometry);
    e.call(kernel, g, y, dy, coefficients);
  });
  return dy;
}

export function addStatistics(b: Builder, y: Field, statistics: Buffer): void {
  b.run([y], [statistics], (m) => defineBatchStatistics(m, y.geometry));
}

/** For inference: scale and shift hold the folded values. */
export function lowerScaleShift(b: Builder, info: LayerInfo, x: Tensor, relu: boolean): Tensor {
  const y = b.tensor(b.field(info.output));
  const [scale, shift] = ['scale', 'shift'].map((name) => b.parameter(`${info.path}.${name}`));
  b.task([x.field], [y.field], (e) => {
    const kernel = defineScaleShift(e.m, x.field.geometry, y.field.geometry, relu);
    e.call(kernel, x.field, y.field, b.valueAt(e, scale!), b.valueAt(e, shift!));
  });
  return y;
}

/** Sums of every slice, cleared at the start of each step. */
function statisticsBuffer(b: Builder, bytes: number): Buffer {
  const buffer = b.perSlice(bytes);
  b.atSetup((e) => {
    inFirstThread(e, (f) => {
      const zero = defineZero(e.m);
      for (let s = 0; s < e.slices.count; s++) f.call(zero, i32.add(e.at(buffer), s * e.slices.bytes), bytes);
    });
  });
  return buffer;
}
