/** One step of the optimizer over a run of parameters, with weight decay, clipping and a moving average in the same pass. */
import {
  type F32,
  type FunctionBuilder,
  type FunctionRef,
  f32,
  f32x4,
  i32,
  type Local,
  type ModuleBuilder,
  type V128,
  v128,
} from '../assembler/index.js';
import type { Optimizer } from '../types.js';
import { hoistConstants } from './linear-transform.js';

export interface OptimizerOptions {
  readonly optimizer: Optimizer;
  /** Whether L1, L2 and decay apply to this run: to weights, not to biases and scales. */
  readonly decayed: boolean;
  readonly clipped: boolean;
  /** Whether a moving average is kept. */
  readonly averaged: boolean;
}

/** Byte distances from the parameters to their other arrays. */
export interface OptimizerArrays {
  readonly gradient: number;
  readonly first: number;
  readonly second: number;
  readonly average: number;
}

/** (p, bytes, schedule, clip): bytes a multiple of 16; `clip` is the address of the factor on the gradients. */
export function defineOptimizer(
  m: ModuleBuilder,
  options: OptimizerOptions,
  arrays: OptimizerArrays,
): FunctionRef {
  const { optimizer, decayed, clipped, averaged } = options;
  return m.define('optimizer', [options, arrays], (f, p, bytes, schedule, clip) => {
    const [rate, step, correction, share] = [0, 4, 8, 12].map((offset) =>
      f.let(v128.loadSplat(schedule, offset)),
    );
    const factor = clipped ? f.let(v128.loadSplat(clip)) : null;
    const constant = hoistConstants(f, [[numbersOf(options)]]);
    const update = optimizer.type === 'adam' ? adam : sgd;
    const at = f.let(p);
    f.repeat(i32.divU(bytes, 16), () => {
      const weight = f.let(v128.load(at));
      const g = f.let(v128.load(at, arrays.gradient));
      if (factor) f.set(g, f32x4.mul(g, factor));
      if (decayed && optimizer.l2) f.set(g, f.madd(constant(optimizer.l2), weight, g));
      if (decayed && optimizer.l1) f.set(g, f32x4.add(g, signed(weight, constant(optimizer.l1))));
      const decay = optimizer.type === 'adam' && decayed ? (optimizer.decay ?? 0) : 0;
      if (decay) f.set(weight, f32x4.sub(weight, f32x4.mul(f32x4.mul(rate!, constant(decay)), weight)));
      const next = f.let(
        update(
          f,
          optimizer,
          arrays,
          { at, weight, g, rate: rate!, step: step!, correction: correction! },
          constant,
        ),
      );
      f.storeVector(at, next);
      if (averaged) {
        const old = f.let(v128.load(at, arrays.average));
        f.storeVector(at, f.madd(share!, f32x4.sub(next, old), old), arrays.average);
      }
      f.advance(at, 16);
    });
  });
}

/** The constants of the update. */
function numbersOf({ optimizer }: OptimizerOptions): number[] {
  const { l1 = 0, l2 = 0 } = optimizer;
  if (optimizer.type === 'sgd') return [l1, l2, optimizer.momentum ?? 0];
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, decay = 0 } = optimizer;
  return [l1, l2, decay, beta1, 1 - beta1, beta2, 1 - beta2, epsilon];
}

interface Step {
  readonly at: Local<'i32'>;
  readonly weight: V128;
  readonly g: V128;
  readonly rate: V128;
  readonly step: V128;
  readonly correction: V128;
}

type Update<O extends Optimizer> = (
  f: FunctionBuilder,
  o: O,
  arrays: OptimizerArrays,
  s: Step,
  constant: (value: number) => V128,
) => V128;

/** m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², w ← w − step·m/(√v·correction + ε) (Kingma and Ba 2015). */
const adam: Update<Optimizer> = (f, optimizer, arrays, s, constant) => {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = optimizer as Extract<Optimizer, { type: 'adam' }>;
  const first = f.let(
    f.madd(constant(1 - beta1), s.g, f32x4.mul(constant(beta1), v128.load(s.at, arrays.first))),
  );
  const second = f.let(
    f.madd(
      constant(1 - beta2),
      f32x4.mul(s.g, s.g),
      f32x4.mul(constant(beta2), v128.load(s.at, arrays.second)),
    ),
  );
  f.storeVector(s.at, first, arrays.first);
  f.storeVector(s.at, second, arrays.second);
  const denominator = f.madd(f32x4.sqrt(second), s.correction, constant(epsilon));
  return f32x4.sub(s.weight, f32x4.div(f32x4.mul(s.step, first), denominator));
};

/** m ← μm + g, w ← w − rate·m, or with Nesterov's look ahead w − rate·(g + μm) (Sutskever et al. 2013). */
const sgd: Update<Optimizer> = (f, optimizer, arrays, s, constant) => {
  const { momentum = 0, nesterov = false } = optimizer as Extract<Optimizer, { type: 'sgd' }>;
  if (momentum === 0) return f32x4.sub(s.weight, f32x4.mul(s.rate, s.g));
  const first = f.let(f.madd(constant(momentum), v128.load(s.at, arrays.first), s.g));
  f.storeVector(s.at, first, arrays.first);
  const direction = nesterov ? f.madd(constant(momentum), first, s.g) : first;
  return f32x4.sub(s.weight, f32x4.mul(s.rate, direction));
};

/** Σ g² of a run of gradients, added to *sum. (g, bytes, sum) */
export function defineSquareSum(m: ModuleBuilder): FunctionRef {
  return m.define('square sum', null, (f, g, bytes, sum) => {
    const total = f.let(v128.zero());
    f.repeat(i32.divU(bytes, 16), () => {
      const value = f.let(v128.load(g));
      f.set(total, f.madd(value, value, total));
      f.advance(g, 16);
    });
    f.storeFloat(sum, horizontal(total));
  });
}

/** *clip = min(1, norm/√Σ parts) (parts, clip): parts in their fixed order. */
export function defineClipFactor(m: ModuleBuilder, parts: number, norm: number): FunctionRef {
  return m.define('clip factor', [parts, norm], (f, from, clip) => {
    const total = f.let(f32.const(1e-12));
    f.repeat(parts, () => {
      f.set(total, f32.add(total, f32.load(from)));
      f.advance(from, 4);
    });
    f.storeFloat(clip, f32.min(f32.const(1), f32.div(f32.const(norm), f32.sqrt(total))));
  });
}

/** `size` with the sign of x, 0 where x is 0. */
function signed(x: V128, size: V128): V128 {
  const positive = v128.and(f32x4.gt(x, v128.zero()), size);
  return f32x4.sub(positive, v128.and(f32x4.lt(x, v128.zero()), size));
}

const horizontal = (v: V128): F32 =>
  f32.add(f32.add(f32x4.lane(v, 0), f32x4.lane(v, 1)), f32.add(f32x4.lane(v, 2), f32x4.lane(v, 3)));
