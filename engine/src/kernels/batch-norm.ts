/**
 * Batch normalization over the whole batch (Ioffe and Szegedy 2015), with relu and 2×2 max pooling in the same pass.
 * Coefficients of a layer, one float a channel each: scale, shift, mean, 1/deviation, and k0, k1, k2 of the gradient
 *   dy = k0·g + k1·y + k2.
 * The variance is E[y²] − E[y]² in floats: good while a channel's mean is below about 30 deviations, as behind a
 * linear layer without bias it is.
 */
import {
  type F32,
  type FunctionRef,
  f32,
  f32x4,
  i32,
  type Local,
  type ModuleBuilder,
  type V128,
  v128,
} from '../assembler/index.js';
import { type Geometry, positionBytes, rowBytes } from './geometry.js';
import type { Slices } from './slices.js';
import { addSums, once } from './sums.js';
import { channelAt, walk } from './walk.js';

export const COEFFICIENTS = 7;
/** Rows of the coefficients. */
export const SCALE = 0;
export const SHIFT = 1;
const MEAN = 2;
const INVERSE = 3;
export const K0 = 4;

export interface BatchNormShape {
  /** Of the normalized values y. */
  readonly input: Geometry;
  /** Of the result, pooled or not. */
  readonly output: Geometry;
  readonly relu: boolean;
  readonly pool: boolean;
}

/** statistics += [Σ y by channel, Σ y² by channel] (y, statistics) */
export function defineBatchStatistics(m: ModuleBuilder, g: Geometry): FunctionRef {
  return m.define('batch statistics', g, (f, y, statistics) => {
    const sums = f.locals('v128', 2);
    const begin = () => sums.forEach((sum) => f.set(sum, v128.zero()));
    const end = (channel: Local<'i32'>) => addSums(f, channelAt(statistics, channel), sums, g.channels * 4);
    walk(f, { fields: [{ geometry: g, address: y }], begin, end }, ([at]) => {
      const value = f.let(v128.load(at!));
      f.set(sums[0]!, f32x4.add(sums[0]!, value));
      f.set(sums[1]!, f.madd(value, value, sums[1]!));
    });
  });
}

/**
 * Statistics of all slices → coefficients; thread 0 also moves the running statistics.
 * (statistics, coefficients, gamma, beta, running, first): running is [mean][variance], `first` is 1 in thread 0.
 */
export function defineBatchCoefficients(
  m: ModuleBuilder,
  channels: number,
  count: number,
  slices: Slices,
  options: { readonly momentum: number; readonly epsilon: number },
): FunctionRef {
  const { momentum, epsilon } = options;
  return m.define(
    'batch coefficients',
    [channels, count, slices, options],
    (f, statistics, coefficients, gamma, beta, running, first) => {
      const row = channels * 4;
      const c = f.let(i32.const(0));
      f.repeat(channels, () => {
        const sums = f.let(i32.add(statistics, c));
        const out = f.let(i32.add(coefficients, c));
        const mean = f.let(f32.mul(sliceSum(sums, 0, slices), f32.const(1 / count)));
        const square = f32.mul(sliceSum(sums, row, slices), f32.const(1 / count));
        const variance = f.let(f32.max(f32.sub(square, f32.mul(mean, mean)), f32.const(0)));
        const inverse = f.let(f32.div(f32.const(1), f32.sqrt(f32.add(variance, f32.const(epsilon)))));
        const scale = f.let(f32.mul(inverse, f32.load(i32.add(gamma, c))));
        f.storeFloat(out, scale, SCALE * row);
        f.storeFloat(out, f32.sub(f32.load(i32.add(beta, c)), f32.mul(mean, scale)), SHIFT * row);
        f.storeFloat(out, mean, MEAN * row);
        f.storeFloat(out, inverse, INVERSE * row);
        f.when(first, () => {
          const kept = f.let(i32.add(running, c));
          const move = (offset: number, target: F32) => {
            const old = f.let(f32.load(kept, offset));
            f.storeFloat(kept, f32.add(old, f32.mul(f32.sub(target, old), f32.const(momentum))), offset);
          };
          move(0, mean);
          move(row, f32.mul(variance, f32.const(count / Math.max(count - 1, 1))));
        });
        f.advance(c, 4);
      });
    },
  );
}

/** a = pool(relu(scale·y + shift)) (y, a, coefficients) */
export function defineBatchNorm(m: ModuleBuilder, s: BatchNormShape): FunctionRef {
  return m.define('batch norm', s, (f, y, a, coefficients) => {
    const fields = [
      { geometry: s.output, address: a },
      { geometry: s.input, address: y, stride: strideOf(s) },
    ];
    walk(
      f,
      { fields, channelArrays: arrays(coefficients, s, [SCALE, SHIFT]) },
      ([aAt, yAt], [scale, shift]) => {
        const values = quad(s).map((offset) => f.madd(v128.load(yAt!, offset), scale!, shift!));
        const largest = values.reduce((p, q) => f32x4.pmax(p, q));
        f.storeVector(aAt!, s.relu ? f32x4.pmax(largest, v128.zero()) : largest);
      },
    );
  });
}

/**
 * g = da through pool and relu, and statistics += [Σ g, Σ g·y] by channel. (y, da, g, coefficients, statistics)
 * Without relu and pool g is da itself and is not written.
 */
export function defineBatchNormReduce(
  m: ModuleBuilder,
  s: BatchNormShape,
  daGeometry: Geometry,
): FunctionRef {
  return m.define('batch norm reduce', [s, daGeometry], (f, y, da, g, coefficients, statistics) => {
    const stride = strideOf(s);
    const fields = [
      { geometry: daGeometry, address: da },
      { geometry: s.input, address: y, stride },
      { geometry: s.input, address: g, stride },
    ];
    const sums = f.locals('v128', 2);
    const begin = () => sums.forEach((sum) => f.set(sum, v128.zero()));
    const end = (channel: Local<'i32'>) =>
      addSums(f, channelAt(statistics, channel), sums, s.input.channels * 4);
    walk(
      f,
      { fields, channelArrays: arrays(coefficients, s, [SCALE, SHIFT]), begin, end },
      ([daAt, yAt, gAt], [scale, shift]) => {
        const offsets = quad(s);
        const values = offsets.map((offset) => f.let(v128.load(yAt!, offset)));
        const normalized = values.map((value) => f.let(f.madd(value, scale!, shift!)));
        const top = f.let(normalized.reduce<V128>((p, q) => f32x4.pmax(p, q), normalized[0]!));
        const d = f.let(v128.load(daAt!));
        if (s.relu) f.set(d, v128.and(d, f32x4.gt(top, v128.zero())));
        f.set(sums[0]!, f32x4.add(sums[0]!, d));
        if (!s.pool) {
          f.set(sums[1]!, f.madd(d, values[0]!, sums[1]!));
          if (s.relu) f.storeVector(gAt!, d);
          return;
        }
        const first = once(f);
        values.forEach((value, i) => {
          const part = f.let(v128.and(d, first(f32x4.eq(normalized[i]!, top))));
          f.set(sums[1]!, f.madd(part, value, sums[1]!));
          f.storeVector(gAt!, part, offsets[i]!);
        });
      },
    );
  });
}

/**
 * Σ g and Σ g·y of all slices → k0, k1, k2; thread 0 also writes the gradients of scale and shift.
 * (statistics, coefficients, dgamma, dbeta, first)
 */
export function defineBatchNormGradientCoefficients(
  m: ModuleBuilder,
  channels: number,
  count: number,
  slices: Slices,
): FunctionRef {
  return m.define(
    'batch norm gradient coefficients',
    [channels, count, slices],
    (f, statistics, coefficients, dgamma, dbeta, first) => {
      const row = channels * 4;
      const c = f.let(i32.const(0));
      f.repeat(channels, () => {
        const sums = f.let(i32.add(statistics, c));
        const at = f.let(i32.add(coefficients, c));
        const s1 = f.let(sliceSum(sums, 0, slices));
        const s2 = f.let(sliceSum(sums, row, slices));
        const [scale, mean, inverse] = [SCALE, MEAN, INVERSE].map((i) => f.let(f32.load(at, i * row)));
        const byScale = f.let(f32.mul(inverse!, f32.sub(s2, f32.mul(mean!, s1))));
        const share = f.let(f32.mul(f32.mul(inverse!, byScale), f32.const(1 / count)));
        f.storeFloat(at, scale!, K0 * row);
        f.storeFloat(at, f32.mul(scale!, f32.sub(f32.const(0), share)), (K0 + 1) * row);
        const rest = f32.sub(f32.mul(share, mean!), f32.mul(s1, f32.const(1 / count)));
        f.storeFloat(at, f32.mul(scale!, rest), (K0 + 2) * row);
        f.when(first, () => {
          f.storeFloat(i32.add(dgamma, c), byScale);
          f.storeFloat(i32.add(dbeta, c), s1);
        });
        f.advance(c, 4);
      });
    },
  );
}

/** dy = k0·g + k1·y + k2 (g, y, dy, coefficients) */
export function defineBatchNormApplyGradient(
  m: ModuleBuilder,
  gGeometry: Geometry,
  yGeometry: Geometry,
  dyGeometry: Geometry,
): FunctionRef {
  return m.define(
    'batch norm apply gradient',
    [gGeometry, yGeometry, dyGeometry],
    (f, g, y, dy, coefficients) => {
      const fields = [
        { geometry: dyGeometry, address: dy },
        { geometry: gGeometry, address: g },
        { geometry: yGeometry, address: y },
      ];
      const row = dyGeometry.channels * 4;
      const channelArrays = [0, 1, 2].map((i) => i32.add(coefficients, (K0 + i) * row));
      walk(f, { fields, channelArrays }, ([dyAt, gAt, yAt], [k0, k1, k2]) => {
        f.storeVector(dyAt!, f.madd(k0!, v128.load(gAt!), f.madd(k1!, v128.load(yAt!), k2!)));
      });
    },
  );
}

/** Sums one float over the slices in their fixed order and zeroes nothing: the driver clears statistics each step. */
function sliceSum(at: Local<'i32'>, offset: number, slices: Slices): F32 {
  let sum: F32 = f32.load(at, offset);
  for (let s = 1; s < slices.count; s++) sum = f32.add(sum, f32.load(at, offset + s * slices.bytes));
  return sum;
}

const arrays = (coefficients: Local<'i32'>, s: BatchNormShape, rows: readonly number[]) =>
  rows.map((row) => i32.add(coefficients, row * s.input.channels * 4));

const strideOf = (s: BatchNormShape) => (s.pool ? ([2, 2] as const) : ([1, 1] as const));

/** Byte offsets of the values that one result depends on. */
function quad(s: BatchNormShape): number[] {
  if (!s.pool) return [0];
  const [row, column] = [rowBytes(s.input), positionBytes(s.input)];
  return [0, column, row, row + column];
}
