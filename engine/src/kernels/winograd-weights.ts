/** Weights of a Winograd convolution: to the planes U[plane][out][in] before a step, and their gradient back after it. */
import {
  type FunctionRef,
  f32x4,
  type I32,
  i32,
  type ModuleBuilder,
  type V128,
  v128,
} from '../assembler/index.js';
import { emitSandwich, hoistConstants } from './linear-transform.js';
import type { Slices } from './slices.js';
import { gatherLanes, transposedSum } from './sums.js';
import type { Plane } from './tiles.js';
import { weightTransform, weightTransformTransposed } from './winograd-matrices.js';

export interface WinogradWeights {
  readonly filters: number;
  /** A multiple of 4: they are in the lanes. */
  readonly channels: number;
  readonly order: readonly Plane[];
}

export const weightPlaneBytes = (w: WinogradWeights): number => w.filters * w.channels * 4;

const TAPS = 9;
const lanes = [0, 1, 2, 3] as const;

/** U = G·g·Gᵀ for filters first ≤ o < end. (w: [filters][channels][9], u, first, end) */
export function defineWeightTransform(m: ModuleBuilder, w: WinogradWeights): FunctionRef {
  return m.define('winograd weights', w, (f, weights, u, first, end) => {
    const constant = hoistConstants(f, [weightTransform]);
    const from = f.let(i32.add(weights, i32.mul(first, w.channels * TAPS * 4)));
    const to = f.let(i32.add(u, i32.mul(first, w.channels * 4)));
    f.repeat(i32.mul(i32.sub(end, first), w.channels / 4), () => {
      const flat = Array.from({ length: TAPS }, (_, i) => f.let(v128.load(from, i * 16)));
      // The taps of four channels lie one behind the other: tap k of channel c is float 9c + k.
      const tap = Array.from({ length: TAPS }, (_, k) =>
        f.let(
          gatherLanes(
            flat,
            lanes.map((c) => split(c * TAPS + k)),
          ),
        ),
      );
      emitSandwich(f, constant, [weightTransform, weightTransform], rowsOf(tap, 3), (row, column, value) => {
        const plane = w.order.findIndex((p) => p.row === row && p.column === column);
        if (plane >= 0) f.storeVector(to, value, plane * weightPlaneBytes(w));
      });
      f.advance(from, TAPS * 16);
      f.advance(to, 16);
    });
  });
}

/**
 * dw = Gᵀ·(Σ slices of dU)·G for filters first ≤ o < end; the slices are zeroed for the next step.
 * (du, dw, first, end)
 */
export function defineWeightGradientFinish(
  m: ModuleBuilder,
  w: WinogradWeights,
  slices: Slices,
): FunctionRef {
  return m.define('winograd weights finish', [w, slices], (f, du, dw, first, end) => {
    const constant = hoistConstants(f, [weightTransformTransposed]);
    const zero = f.let(v128.zero());
    const from = f.let(i32.add(du, i32.mul(first, w.channels * 4)));
    const to = f.let(i32.add(dw, i32.mul(first, w.channels * TAPS * 4)));
    f.repeat(i32.mul(i32.sub(end, first), w.channels / 4), () => {
      const planes = Array.from({ length: 36 }, () => f.local('v128'));
      for (let row = 0; row < 6; row++) {
        for (let column = 0; column < 6; column++) {
          const plane = w.order.findIndex((p) => p.row === row && p.column === column);
          let sum: V128 = zero;
          for (let s = 0; s < slices.count && plane >= 0; s++) {
            const value = v128.load(from, s * slices.bytes + plane * weightPlaneBytes(w));
            sum = s === 0 ? value : f32x4.add(sum, value);
          }
          f.set(planes[row * 6 + column]!, sum);
        }
      }
      w.order.forEach((_, plane) => {
        for (let s = 0; s < slices.count; s++)
          f.storeVector(from, zero, s * slices.bytes + plane * weightPlaneBytes(w));
      });
      const tap = f.locals('v128', TAPS);
      emitSandwich(
        f,
        constant,
        [weightTransformTransposed, weightTransformTransposed],
        rowsOf(planes, 6),
        (row, column, value) => f.set(tap[row * 3 + column]!, value),
      );
      for (let i = 0; i < TAPS; i++) {
        const picks = lanes.map((lane): [number, number] => {
          const flat = i * 4 + lane;
          return [flat % TAPS, Math.floor(flat / TAPS)];
        });
        f.storeVector(to, gatherLanes(tap, picks), i * 16);
      }
      f.advance(from, 16);
      f.advance(to, TAPS * 16);
    });
  });
}

/**
 * dU[plane][o][c] += Σ_n M[o][n]·V[c][n] for the planes of one class, n over tiles and samples in the lanes.
 * (m, v, du); strides in bytes.
 */
export function definePlaneWeightGradient(
  m: ModuleBuilder,
  shape: {
    filters: number;
    channels: number;
    floats: number;
    planes: number;
    mPlane: number;
    vPlane: number;
  },
): FunctionRef {
  const { filters, channels, floats, planes, mPlane, vPlane } = shape;
  const row = floats * 4;
  return m.define('winograd weight gradient', shape, (f, mPlanes, vPlanes, du) => {
    const tile = (mAt: I32, vAt: I32, out: I32, outputs: number) => {
      // 4 channels × 2 filters: the channels end up side by side in one vector.
      const sums = Array.from({ length: outputs }, () => f.locals('v128', 4));
      for (const sum of sums.flat()) f.set(sum, v128.zero());
      const x = f.locals('v128', outputs);
      const y = f.local('v128');
      f.scope(() => {
        const a = f.let(mAt);
        const b = f.let(vAt);
        f.repeat(floats / 4, () => {
          x.forEach((each, i) => f.set(each, v128.load(a, i * row)));
          for (let c = 0; c < 4; c++) {
            f.set(y, v128.load(b, c * row));
            sums.forEach((of, i) => f.set(of[c]!, f.madd(x[i]!, y, of[c]!)));
          }
          f.advance(a, 16);
          f.advance(b, 16);
        });
      });
      sums.forEach((of, i) => {
        const [s0, s1, s2, s3] = of;
        const offset = i * channels * 4;
        f.storeVector(out, f32x4.add(v128.load(out, offset), transposedSum(f, s0!, s1!, s2!, s3!)), offset);
      });
    };
    f.repeat(planes, () => {
      const mRow = f.let(mPlanes);
      const duRow = f.let(du);
      const rows = (outputs: number, times: number) =>
        f.repeat(times, () => {
          const v = f.let(vPlanes);
          const out = f.let(duRow);
          f.repeat(channels / 4, () => {
            tile(mRow, v, out, outputs);
            f.advance(v, 4 * row);
            f.advance(out, 16);
          });
          f.advance(mRow, outputs * row);
          f.advance(duRow, outputs * channels * 4);
        });
      rows(2, Math.floor(filters / 2));
      rows(1, filters % 2);
      f.advance(mPlanes, mPlane);
      f.advance(vPlanes, vPlane);
      f.advance(du, filters * channels * 4);
    });
  });
}

const split = (flat: number): [number, number] => [Math.floor(flat / 4), flat % 4];

const rowsOf = <T>(items: readonly T[], width: number): T[][] =>
  Array.from({ length: items.length / width }, (_, i) => items.slice(i * width, (i + 1) * width));
