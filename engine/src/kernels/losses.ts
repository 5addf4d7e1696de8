/** Losses on a block of outputs [K][8]: their sum, the gradient of the batch's mean, and how many samples were right. */
import {
  type FunctionBuilder,
  type FunctionRef,
  f32,
  f32x4,
  i32,
  i32x4,
  type Local,
  type ModuleBuilder,
  type V128,
  v128,
} from '../assembler/index.js';
import type { Loss } from '../types.js';
import { BLOCK } from './geometry.js';
import { exp, log, sigmoid } from './math.js';
import { exponentials } from './softmax.js';
import { addSums } from './sums.js';

const ROW = BLOCK * 4;

/** t[K][8] from the labels of 8 samples: one-hot, smoothed. (labels, order, t) */
export function defineLabelTargets(m: ModuleBuilder, outputs: number, smoothing: number): FunctionRef {
  return m.define('label targets', [outputs, smoothing], (f, labels, order, t) => {
    const even = f.let(f32x4.const(smoothing / outputs));
    const at = f.let(t);
    f.repeat(outputs * 2, () => {
      f.storeVector(at, even);
      f.advance(at, 16);
    });
    for (let n = 0; n < BLOCK; n++) {
      const label = i32.load8U(i32.add(labels, i32.load(order, n * 4)));
      f.storeFloat(i32.add(t, i32.mul(label, ROW)), f32.const(1 - smoothing + smoothing / outputs), n * 4);
    }
  });
}

/** t[K][8] from rows of K floats a sample: (1 − s)·row + s/K with smoothing s. (targets, order, t) */
export function defineSoftTargets(m: ModuleBuilder, outputs: number, smoothing: number): FunctionRef {
  return m.define('soft targets', [outputs, smoothing], (f, targets, order, t) => {
    for (let n = 0; n < BLOCK; n++) {
      f.scope(() => {
        const from = f.let(i32.add(targets, i32.mul(i32.load(order, n * 4), outputs * 4)));
        const to = f.let(i32.add(t, n * 4));
        f.repeat(outputs, () => {
          const kept = f32.mul(f32.load(from), f32.const(1 - smoothing));
          f.storeFloat(to, smoothing ? f32.add(kept, f32.const(smoothing / outputs)) : f32.load(from));
          f.advance(from, 4);
          f.advance(to, ROW);
        });
      });
    }
  });
}

/** (x, t, dx, sums): sums[0] += loss, sums[1] += samples whose largest output is where the target is largest. */
export function defineLoss(
  m: ModuleBuilder,
  loss: Exclude<Loss, { type: 'ctc' }>,
  outputs: number,
  batch: number,
): FunctionRef {
  const type = loss.type;
  return m.define('loss', [type, outputs, batch], (f, x, t, dx, sums) => {
    const total = f.let(v128.zero());
    const right = f.let(v128.zero());
    f.repeat(2, () => {
      const rows = { x, t, dx };
      f.set(right, f32x4.add(right, rightOnes(f, outputs, rows)));
      const one = type === 'crossEntropy' ? crossEntropy : type === 'meanSquaredError' ? squared : binary;
      f.set(total, f32x4.add(total, one(f, outputs, batch, rows)));
      for (const pointer of [x, t, dx]) f.advance(pointer, 16);
    });
    addSums(f, sums, [total, right], 4);
  });
}

interface Rows {
  readonly x: Local<'i32'>;
  readonly t: Local<'i32'>;
  readonly dx: Local<'i32'>;
}

/** Calls the body for each output's row of the current four samples. */
function forOutputs(f: FunctionBuilder, outputs: number, rows: Rows, body: (at: Rows) => void): void {
  f.scope(() => {
    const at = { x: f.let(rows.x), t: f.let(rows.t), dx: f.let(rows.dx) };
    f.repeat(outputs, () => {
      body(at);
      for (const pointer of Object.values(at)) f.advance(pointer, ROW);
    });
  });
}

/** −Σ t·log softmax(x); dx = (softmax(x)·Σt − t)/batch. A row of zero targets is a sample without weight. */
function crossEntropy(f: FunctionBuilder, outputs: number, batch: number, rows: Rows): V128 {
  const [weight, dot] = [f.let(v128.zero()), f.let(v128.zero())];
  const { sum } = exponentials(
    f,
    (body) => forOutputs(f, outputs, rows, ({ x, t, dx }) => body([x, dx, t])),
    (shifted, at) => {
      const target = f.let(v128.load(at[2]!));
      f.set(weight, f32x4.add(weight, target));
      f.set(dot, f.madd(target, shifted, dot));
    },
  );
  const factor = f.let(f32x4.div(weight, sum));
  const scale = f.let(f32x4.const(1 / batch));
  forOutputs(f, outputs, rows, ({ t, dx }) => {
    f.storeVector(dx, f32x4.mul(f32x4.sub(f32x4.mul(v128.load(dx), factor), v128.load(t)), scale));
  });
  return f.let(f32x4.sub(f32x4.mul(weight, log(f, sum)), dot));
}

/** Σ (x − t)²/K */
function squared(f: FunctionBuilder, outputs: number, batch: number, rows: Rows): V128 {
  const sum = f.let(v128.zero());
  const scale = f.let(f32x4.const(2 / (outputs * batch)));
  forOutputs(f, outputs, rows, ({ x, t, dx }) => {
    const error = f.let(f32x4.sub(v128.load(x), v128.load(t)));
    f.set(sum, f.madd(error, error, sum));
    f.storeVector(dx, f32x4.mul(error, scale));
  });
  return f32x4.mul(sum, f32x4.const(1 / outputs));
}

/** Σ (max(x, 0) − x·t + log(1 + e^−|x|))/K */
function binary(f: FunctionBuilder, outputs: number, batch: number, rows: Rows): V128 {
  const sum = f.let(v128.zero());
  const scale = f.let(f32x4.const(1 / (outputs * batch)));
  forOutputs(f, outputs, rows, ({ x, t, dx }) => {
    const value = f.let(v128.load(x));
    const target = f.let(v128.load(t));
    const tail = log(f, f.let(f32x4.add(f32x4.const(1), exp(f, f32x4.neg(f32x4.abs(value))))));
    const loss = f32x4.add(f32x4.sub(f32x4.pmax(value, v128.zero()), f32x4.mul(value, target)), tail);
    f.set(sum, f32x4.add(sum, loss));
    f.storeVector(dx, f32x4.mul(f32x4.sub(sigmoid(f, value), target), scale));
  });
  return f32x4.mul(sum, f32x4.const(1 / outputs));
}

/** 1 in each lane whose first largest x and first largest t stand in the same row. */
function rightOnes(f: FunctionBuilder, outputs: number, rows: Rows): V128 {
  const best = [f.let(v128.load(rows.x)), f.let(v128.load(rows.t))];
  const where = [f.let(v128.zero()), f.let(v128.zero())];
  const row = f.let(v128.zero());
  const one = f.let(f32x4.const(1));
  forOutputs(f, outputs, rows, ({ x, t }) => {
    [x, t].forEach((pointer, i) => {
      const value = f.let(v128.load(pointer));
      const better = f.let(f32x4.gt(value, best[i]!));
      f.set(best[i]!, v128.select(value, best[i]!, better));
      f.set(where[i]!, v128.select(row, where[i]!, better));
    });
    f.set(row, f32x4.add(row, one));
  });
  return v128.and(i32x4.eq(where[0]!, where[1]!), one);
}
