/** Adds what the slices of a batch summed up, in their fixed order, and clears them for the next step. */
import {
  type FunctionRef,
  f32,
  f32x4,
  i32,
  type ModuleBuilder,
  type V128,
  v128,
} from '../assembler/index.js';

/** The copies of what the slices of a batch sum up by themselves, and the bytes from one to the next. */
export interface Slices {
  readonly count: number;
  readonly bytes: number;
}

/** to[i] = Σ slices of from[i] for vectors first ≤ i < end. (from, to, first, end) */
export function defineSliceReduction(m: ModuleBuilder, slices: Slices): FunctionRef {
  return m.define('slice reduction', slices, (f, from, to, first, end) => {
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
  });
}

/** The step's row of results: sum of losses, right answers, impossible targets. (sums, result): three floats each */
export function defineResult(m: ModuleBuilder, slices: Slices): FunctionRef {
  return m.define('result', slices, (f, sums, result) => {
    for (const offset of [0, 4, 8]) {
      const total = f.let(f32.const(0));
      for (let s = 0; s < slices.count; s++) {
        f.set(total, f32.add(total, f32.load(sums, s * slices.bytes + offset)));
        f.storeFloat(sums, f32.const(0), s * slices.bytes + offset);
      }
      f.storeFloat(result, total, offset);
    }
  });
}
