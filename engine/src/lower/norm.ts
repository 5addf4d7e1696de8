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
  if (layer.type !== 'batchNorm') throw new Error('Expected batch normalization.');
  const { momentum = 0.1, epsilon = 1e-5 } = layer;
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
  const slices = (e: Emitter) => ({ count: b.options.slices, bytes: e.sliceBytes });
  const isFirst = (e: Emitter) => i32.eqz(e.thread);

  return {
    a,
    statistics,
    coefficients,
    forward() {
      b.barrier();
      b.each((e) => {
        const kernel = defineBatchCoefficients(e.m, channels, count, slices(e), { momentum, epsilon });
        const [gammaAt, betaAt] = [b.valueAt(e, gamma), b.valueAt(e, beta)];
        e.f.call(
          kernel,
          e.at(statistics),
          e.at(coefficients),
          gammaAt,
          betaAt,
          e.at(runningBuffer),
          isFirst(e),
        );
      });
      const again = true;
      b.task(
        [y.buffer],
        [a.field.buffer],
        (e) => {
          e.f.call(defineBatchNorm(e.m, shape()), e.at(y.buffer), e.at(a.field.buffer), e.at(coefficients));
        },
        again,
      );
    },
    backward() {
      const da = a.gradient!;
      const rewritten = options.relu || options.pool;
      const g = rewritten ? y.twin() : da;
      if (options.pool && (height % 2 || width % 2)) b.zero(g);
      b.task([y.buffer, da.buffer], rewritten ? [g.buffer] : [], (e) => {
        const kernel = defineBatchNormReduce(e.m, shape(), da.geometry);
        e.f.call(
          kernel,
          e.at(y.buffer),
          e.at(da.buffer),
          e.at(g.buffer),
          e.at(coefficients),
          e.at(gradientStatistics),
        );
      });
      b.barrier();
      b.each((e) => {
        const kernel = defineBatchNormGradientCoefficients(e.m, channels, count, slices(e));
        const [dgamma, dbeta] = [b.gradientAt(e, gamma), b.gradientAt(e, beta)];
        e.f.call(kernel, e.at(gradientStatistics), e.at(coefficients), dgamma, dbeta, isFirst(e));
      });
      return g;
    },
  };
}

/** dy = k0·g + k1·y + k2 as a field of its own, for layers that have it not built in. */
export function applyNormGradient(b: Builder, g: Field, y: Field, coefficients: Buffer): Field {
  const dy = y.twin();
  b.task([g.buffer, y.buffer], [dy.buffer], (e) => {
    const kernel = defineBatchNormApplyGradient(e.m, g.geometry, y.geometry, dy.geometry);
    e.f.call(kernel, e.at(g.buffer), e.at(y.buffer), e.at(dy.buffer), e.at(coefficients));
  });
  return dy;
}

export function addStatistics(b: Builder, y: Field, statistics: Buffer): void {
  b.task([y.buffer], [statistics], (e) => {
    e.f.call(defineBatchStatistics(e.m, y.geometry), e.at(y.buffer), e.at(statistics));
  });
}

/** For inference: scale and shift hold the folded values. */
export function lowerScaleShift(b: Builder, info: LayerInfo, x: Tensor, relu: boolean): Tensor {
  const y = b.tensor(b.field(info.output));
  const [scale, shift] = ['scale', 'shift'].map((name) => b.parameter(`${info.path}.${name}`));
  b.task([x.field.buffer], [y.field.buffer], (e) => {
    const kernel = defineScaleShift(e.m, x.field.geometry, y.field.geometry, relu);
    e.f.call(kernel, e.at(x.field.buffer), e.at(y.field.buffer), b.valueAt(e, scale!), b.valueAt(e, shift!));
  });
  return y;
}

/** Sums of every slice, cleared at the start of each step. */
function statisticsBuffer(b: Builder, bytes: number): Buffer {
  const buffer = b.perSlice(bytes);
  b.atSetup((e) => {
    inFirstThread(e, (f) => {
      const zero = defineZero(e.m);
      for (let s = 0; s < b.options.slices; s++) f.call(zero, i32.add(e.at(buffer), s * e.sliceBytes), bytes);
    });
  });
  return buffer;
}
