/** exp, log, sigmoid and tanh on vectors: polynomials of the Cephes library (Moshier), relative error below 2e-7. */
import { type FunctionBuilder, f32x4, i32x4, type V128, v128 } from '../assembler/index.js';

const constant = f32x4.const;

function polynomial(f: FunctionBuilder, x: V128, coefficients: readonly number[]): V128 {
  return coefficients
    .slice(1)
    .reduce<V128>((sum, c) => f.madd(sum, x, constant(c)), constant(coefficients[0]!));
}

/** eˣ, with x clamped to [−87, 88]. */
export function exp(f: FunctionBuilder, value: V128): V128 {
  const x = f.let(f32x4.pmin(f32x4.pmax(value, constant(-87)), constant(88)));
  const n = f.let(f32x4.floor(f.madd(x, constant(Math.LOG2E), constant(0.5))));
  // x − n·ln 2 in two parts, so that the difference is exact.
  const r = f.let(
    f32x4.sub(f32x4.sub(x, f32x4.mul(n, constant(0.693359375))), f32x4.mul(n, constant(-2.1219444e-4))),
  );
  const p = polynomial(
    f,
    r,
    [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1],
  );
  const e = f32x4.add(f.madd(p, f32x4.mul(r, r), r), constant(1));
  const power = i32x4.shl(i32x4.add(i32x4.fromF32x4(n), i32x4.splat(127)), 23);
  return f32x4.mul(e, power);
}

/** ln x for x > 0 and normal. */
export function log(f: FunctionBuilder, value: V128): V128 {
  const bits = f.let(value);
  const mantissa = f.let(v128.or(v128.and(bits, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000)));
  const exponent = f.let(f32x4.sub(f32x4.fromI32x4(i32x4.shrU(bits, 23)), constant(126)));
  const small = f.let(f32x4.lt(mantissa, constant(Math.SQRT1_2)));
  // The mantissa is brought to [√½, √2).
  const x = f.let(f32x4.sub(f32x4.add(mantissa, v128.and(mantissa, small)), constant(1)));
  const e = f.let(f32x4.sub(exponent, v128.and(constant(1), small)));
  const z = f.let(f32x4.mul(x, x));
  const p = polynomial(
    f,
    x,
    [
      7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
      2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
    ],
  );
  const tail = f.let(f32x4.mul(f32x4.mul(p, z), x));
  const low = f.madd(e, constant(-2.1219444e-4), f32x4.sub(tail, f32x4.mul(z, constant(0.5))));
  return f.madd(e, constant(0.693359375), f32x4.add(x, low));
}

/** 1 / (1 + e⁻ˣ) */
export function sigmoid(f: FunctionBuilder, x: V128): V128 {
  return f32x4.div(constant(1), f32x4.add(constant(1), exp(f, f32x4.neg(x))));
}

/** 2·sigmoid(2x) − 1 */
export function tanh(f: FunctionBuilder, x: V128): V128 {
  return f32x4.sub(f32x4.mul(constant(2), sigmoid(f, f32x4.add(x, x))), constant(1));
}
