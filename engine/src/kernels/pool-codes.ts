/** 2×2 max pooling of vectors after bias and relu, with codes that tell the backward pass where each maximum stood. */
import { type FunctionBuilder, f32x4, i32x4, type V128, v128 } from '../assembler/index.js';

export interface PoolCodes {
  /** 0 … 3 for the first of the quad that is its largest; −1 in every bit where relu cut it. */
  encode(quad: readonly V128[], biased: V128): V128;
  is(code: V128, position: number): V128;
  isCut(code: V128): V128;
}

/** Call outside the loops: it keeps the constants in variables. */
export function poolCodes(f: FunctionBuilder): PoolCodes {
  const numbers = [0, 1, 2, 3].map((n) => f.let(i32x4.splat(n)));
  const cut = f.let(i32x4.splat(-1));
  return {
    encode: (quad, biased) => {
      const [q0, q1, q2, q3] = quad as [V128, V128, V128, V128];
      const top = f.let(f32x4.pmax(f32x4.pmax(q0, q1), f32x4.pmax(q2, q3)));
      const late = v128.select(numbers[2]!, numbers[3]!, f32x4.eq(q2, top));
      const middle = v128.select(numbers[1]!, late, f32x4.eq(q1, top));
      const first = v128.andNot(middle, f32x4.eq(q0, top));
      return v128.or(first, v128.not(f32x4.gt(biased, v128.zero())));
    },
    is: (code, position) => i32x4.eq(code, numbers[position]!),
    isCut: (code) => i32x4.eq(code, cut),
  };
}

/** [max(relu(quad + bias)), the same before relu] */
export function poolQuad(
  f: FunctionBuilder,
  quad: readonly V128[],
  withBias: (value: V128) => V128,
): [V128, V128] {
  const [q0, q1, q2, q3] = quad as [V128, V128, V128, V128];
  const biased = f.let(withBias(f32x4.pmax(f32x4.pmax(q0, q1), f32x4.pmax(q2, q3))));
  return [f32x4.pmax(biased, v128.zero()), biased];
}
