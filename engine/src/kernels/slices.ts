/** Adds what the slices of a batch summed up, in their fixed order, and clears them for the next step. */
import { type FunctionRef, f32x4, i32, type ModuleBuilder, type V128, v128 } from '../assembler/index.js';

/** to[i] = Σ slices of from[i] for vectors first ≤ i < end. (from, to, first, end) */
export function defineSliceReduction(
  m: ModuleBuilder,
  slices: { readonly count: number; readonly bytes: number },
): FunctionRef {
  return m.define(
    `slice reduction ${slices.count}x${slices.bytes}`,
    { from: 'i32', to: 'i32', first: 'i32', end: 'i32' },
    (f, { from, to, first, end }) => {
      const skip = f.let(i32.mul(first, 16));
      f.advance(from, skip);
      f.advance(to, skip);
      const zero = f.let(v128.zero());
      f.repeat(i32.sub(end, first), () => {
        let sum: V128 = v128.load(from);
        for (let s = 1; s < slices.count; s++) sum = f32x4.add(sum, v128.load(from, s * slices.bytes));
        f.storeVector(to, sum);
        for (let s = 0; s < slices.count; s++) f.storeVector(from, zero, s * slices.bytes);
        f.advance(from, 16);
        f.advance(to, 16);
      });
    },
  );
}
