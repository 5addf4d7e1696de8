/** Hands the sums of losses and of right answers of all slices to the step's row of results, and clears them. */
import { type FunctionRef, f32, type ModuleBuilder } from '../assembler/index.js';

/** (sums, result): two floats each */
export function defineResult(
  m: ModuleBuilder,
  slices: { readonly count: number; readonly bytes: number },
): FunctionRef {
  return m.define(
    `result ${slices.count}x${slices.bytes}`,
    { sums: 'i32', result: 'i32' },
    (f, { sums, result }) => {
      for (const offset of [0, 4]) {
        const total = f.let(f32.const(0));
        for (let s = 0; s < slices.count; s++) {
          f.set(total, f32.add(total, f32.load(sums, s * slices.bytes + offset)));
          f.storeFloat(sums, f32.const(0), s * slices.bytes + offset);
        }
        f.storeFloat(result, total, offset);
      }
    },
  );
}
