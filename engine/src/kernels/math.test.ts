import { expect, it } from 'vitest';
import { type FunctionBuilder, i32, ModuleBuilder, type V128, v128 } from '../assembler/index.js';
import { exp, log, sigmoid, tanh } from './math.js';

/** The largest relative error of a vector function against a double-precision one. */
function worstError(
  write: (f: FunctionBuilder, x: V128) => V128,
  exact: (x: number) => number,
  inputs: readonly number[],
): number {
  const m = new ModuleBuilder('simd');
  m.define(
    'main',
    null,
    (f, n) => {
      const at = f.let(i32.const(0));
      f.repeat(n, () => {
        f.storeVector(at, write(f, f.let(v128.load(at))));
        f.advance(at, 16);
      });
    },
    { exported: true },
  );
  const memory = new WebAssembly.Memory({ initial: 4 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(m.build(4 * 65536, false)), {
    env: { memory },
  });
  const x = Float32Array.from(inputs);
  const floats = new Float32Array(memory.buffer, 0, x.length);
  floats.set(x);
  (instance.exports.main as (n: number) => void)(x.length / 4);
  return x.reduce(
    (worst, value, i) =>
      Math.max(worst, Math.abs(floats[i]! - exact(value)) / Math.max(Math.abs(exact(value)), 1e-30)),
    0,
  );
}

const range = (low: number, high: number): number[] =>
  Array.from({ length: 4000 }, (_, i) => low + ((high - low) * i) / 3999);

it('computes exp, log, sigmoid and tanh to float precision', () => {
  expect(worstError(exp, Math.exp, range(-80, 80))).toBeLessThan(2e-7);
  expect(worstError(log, Math.log, range(1.5, 1000))).toBeLessThan(2e-7);
  expect(worstError(log, Math.log, range(1e-30, 0.7))).toBeLessThan(3e-7);
  expect(worstError(sigmoid, (x) => 1 / (1 + Math.exp(-x)), range(-30, 30))).toBeLessThan(4e-7);
  expect(worstError(tanh, Math.tanh, range(1, 9))).toBeLessThan(4e-7);
});
