/**
 * Connectionist temporal classification (Graves et al. 2006) on a block of logits [classes][steps][8], in the log domain
 * with four samples in the lanes. A target of L labels has 2L + 1 states: blank 0, label 0, blank 1, …, blank L.
 */
import {
  type FunctionBuilder,
  type FunctionRef,
  f32,
  f32x4,
  type I32,
  i32,
  i32x4,
  type Local,
  type ModuleBuilder,
  type V128,
  v128,
} from '../assembler/index.js';
import { BLOCK } from './geometry.js';
import { exp, log } from './math.js';
import { exponentials } from './softmax.js';
import { addSums, once } from './sums.js';

export interface CtcShape {
  readonly classes: number;
  readonly steps: number;
  readonly maxLabels: number;
  readonly batch: number;
}

/** A logarithm that stands for −∞: sums of it stay finite. */
const IMPOSSIBLE = -1e30;
const IMPOSSIBLE_BITS = new Int32Array(Float32Array.of(IMPOSSIBLE).buffer)[0]!;

/** Bytes from one step's logits of a class to the next one's. */
const STEP = BLOCK * 4;

/** The head: which lanes can be aligned at all, and the address of the entry behind each lane's last label. */
const HEAD = 32;
/** An entry: where the label's logits begin, cost of coming from the label before it, and β of blank and label. */
const ENTRY = 64;
const [SKIP, BLANK_BETA, LABEL_BETA] = [16, 32, 48];
/** A step: its likeliest class, log p(blank), then for each label α of the label before it, α of the blank, log p(label). */
const STATES = 32;
const STATE = 48;
const [BLANK, EMITTED, LABEL] = [16, 32, 48];

/** One entry and state more than labels for the last blank, and one that stays impossible behind it. */
const places = (s: CtcShape): number => s.maxLabels + 2;
const stepBytes = (s: CtcShape): number => STATES + places(s) * STATE;

/** Bytes of work space: head, entries, the state before the first step and that of every step. */
export const ctcWorkBytes = (s: CtcShape): number => HEAD + places(s) * ENTRY + (s.steps + 1) * stepBytes(s);

/**
 * (order, x, dx, sequences, lengths, work, sums): sums[0] −= log p(target), sums[1] += samples whose best path decodes to
 * the target, sums[2] += targets that cannot be aligned; dx = (softmax − posterior)/batch, 0 where there is no alignment.
 */
export function defineCtc(m: ModuleBuilder, s: CtcShape): FunctionRef {
  const next = stepBytes(s);
  return m.define('ctc', s, (f, order, x, dx, sequences, lengths, work, sums) => {
    const impossible = f.let(f32x4.const(IMPOSSIBLE));
    const entries = f.let(i32.add(work, HEAD));
    const rows = f.let(i32.add(entries, places(s) * ENTRY));
    const row = f.let(rows);
    const total = f.let(v128.zero());
    const scale = f.let(total);
    /** The largest α or β of the step before. */
    const peak = f.let(total);
    /** Pairs of blank and label of the longest target. */
    const pairs = f.local('i32');

    const count = (found: Local<'i32'>, offset: number): void =>
      f.storeFloat(sums, f32.add(f32.load(sums, offset), f32.fromI32(found)), offset);

    /** Each pair of states of the current step, with its entry. */
    const forPairs = (body: (state: Local<'i32'>, entry: Local<'i32'>) => void): void =>
      f.scope(() => {
        const entry = f.let(entries);
        const state = f.let(i32.add(row, STATES));
        f.repeat(pairs, () => {
          body(state, entry);
          f.advance(entry, ENTRY);
          f.advance(state, STATE);
        });
      });

    /** Fills head and entries from the targets of the next four samples. */
    const readTargets = (): void => {
      f.set(pairs, i32.const(places(s)));
      forPairs((state, entry) => {
        f.storeVector(entry, v128.zero());
        for (const offset of [SKIP, BLANK_BETA, LABEL_BETA]) f.storeVector(entry, impossible, offset);
        for (const offset of [0, BLANK]) f.storeVector(state, impossible, offset);
      });
      f.storeVector(rows, v128.zero(), STATES + BLANK);
      f.set(pairs, i32.const(1));
      const head = f.let(work);
      f.repeat(4, () => {
        const sample = f.let(i32.load(order));
        const length = f.let(i32.load8U(i32.add(lengths, sample)));
        const needed = f.let(length);
        const from = f.let(i32.add(sequences, i32.mul(sample, s.maxLabels)));
        const entry = f.let(i32.add(head, HEAD));
        const previous = f.let(i32.const(0));
        f.repeat(length, () => {
          const label = f.let(i32.load8U(from));
          const again = f.let(i32.eq(label, previous));
          f.storeInt(entry, i32.mul(label, s.steps * STEP));
          // Equal neighbors need a blank between them.
          f.storeInt(entry, i32.mul(again, IMPOSSIBLE_BITS), SKIP);
          f.advance(needed, again);
          f.set(previous, label);
          f.advance(from, 1);
          f.advance(entry, ENTRY);
        });
        f.storeInt(entry, i32.const(0), BLANK_BETA);
        f.set(pairs, i32.select(pairs, i32.add(length, 1), i32.ltU(length, pairs)));
        const tooLong = f.let(i32.ltU(s.steps, needed));
        count(tooLong, 8);
        f.storeInt(head, i32.sub(tooLong, 1));
        f.storeInt(head, entry, 16);
        f.advance(head, 4);
        f.advance(order, 4);
      });
      f.set(scale, v128.and(v128.load(work), f32x4.const(1 / s.batch)));
    };

    /** dx = softmax·scale of one step. @returns what makes a logit a log probability */
    const softmax = (xAt: Local<'i32'>, dxAt: Local<'i32'>): ((logit: V128) => V128) => {
      const forClasses = (body: (at: readonly Local<'i32'>[]) => void): void =>
        f.scope(() => {
          const at = [f.let(xAt), f.let(dxAt)];
          f.repeat(s.classes, () => {
            body(at);
            for (const pointer of at) f.advance(pointer, s.steps * STEP);
          });
        });
      const best = f.let(v128.zero());
      const here = f.let(v128.zero());
      const first = once(f);
      const { top, sum } = exponentials(f, forClasses, (shifted) => {
        f.set(best, v128.or(best, v128.and(here, first(f32x4.eq(shifted, v128.zero())))));
        f.set(here, i32x4.add(here, i32x4.splat(s.steps * STEP)));
      });
      f.storeVector(row, best, next);
      const factor = f.let(f32x4.div(scale, sum));
      forClasses(([, at]) => f.storeVector(at!, f32x4.mul(v128.load(at!), factor)));
      const rest = f.let(log(f, sum));
      return (logit) => f32x4.sub(f32x4.sub(logit, top), rest);
    };

    /** α of every step, less the peak of the step before. */
    const forward = (): void => {
      const [xAt, dxAt] = [f.let(x), f.let(dx)];
      f.set(peak, v128.zero());
      f.repeat(s.steps, () => {
        const logarithm = softmax(xAt, dxAt);
        const blank = f.let(logarithm(v128.load(xAt)));
        f.storeVector(row, blank, next + 16);
        f.storeVector(row, impossible, next + STATES);
        const shift = f.let(peak);
        f.set(peak, impossible);
        forPairs((state, entry) => {
          const logits = [0, 1, 2, 3].reduce<V128>(
            (all, n) => i32x4.withLane(all, n, i32.load(i32.add(xAt, i32.load(entry, n * 4)), n * 4)),
            impossible,
          );
          const emitted = f.let(logarithm(logits));
          const [before, here, label] = vectors(f, state, [0, BLANK, LABEL]);
          const skipped = f.let(f32x4.add(before, v128.load(entry, SKIP)));
          const toBlank = f.let(f32x4.add(logSum(f, here, before), f32x4.sub(blank, shift)));
          const toLabel = f.let(f32x4.add(logSum(f, label, here, skipped), f32x4.sub(emitted, shift)));
          f.storeVector(state, toBlank, next + BLANK);
          f.storeVector(state, emitted, next + EMITTED);
          f.storeVector(state, toLabel, next + LABEL);
          f.set(peak, f32x4.pmax(peak, f32x4.pmax(toBlank, toLabel)));
        });
        f.advance(row, next);
        for (const pointer of [xAt, dxAt]) f.advance(pointer, STEP);
      });
    };

    /** β from the last step to the first, less the peak of the step behind; takes the posteriors from dx. */
    const backward = (): void => {
      const dxAt = f.let(i32.add(dx, s.steps * STEP));
      const logP = f.let(v128.zero());
      f.set(peak, logP);
      f.repeat(s.steps, () => {
        f.advance(dxAt, -STEP);
        f.set(logP, f32x4.add(logP, peak));
        const shift = f.let(peak);
        const top = f.let(impossible);
        f.set(peak, impossible);
        const blank = f.let(v128.load(row, 16));
        forPairs((state, entry) => {
          const [here, label, after, behind] = vectors(f, entry, [
            BLANK_BETA,
            LABEL_BETA,
            ENTRY + BLANK_BETA,
            ENTRY + LABEL_BETA,
          ]);
          const skipped = f.let(f32x4.add(behind, v128.load(entry, ENTRY + SKIP)));
          const fromBlank = logSum(f, here, label);
          const fromLabel = logSum(f, label, after, skipped);
          const follow = (value: V128, alpha: number, emitted: V128, beta: number): void => {
            const sum = f.let(value);
            // α is not needed any more: here comes log α·β.
            const both = f.let(f32x4.add(sum, v128.load(state, alpha)));
            f.storeVector(state, both, alpha);
            f.set(top, f32x4.pmax(top, both));
            f.set(sum, f32x4.add(sum, f32x4.sub(emitted, shift)));
            f.storeVector(entry, sum, beta);
            f.set(peak, f32x4.pmax(peak, sum));
          };
          follow(fromBlank, BLANK, blank, BLANK_BETA);
          follow(fromLabel, LABEL, v128.load(state, EMITTED), LABEL_BETA);
        });
        const [blanks, labels] = [f.let(v128.zero()), f.let(v128.zero())];
        const share = (state: I32, offset: number, sum: Local<'v128'>): void => {
          const value = f.let(exp(f, f32x4.sub(v128.load(state, offset), top)));
          f.set(sum, f32x4.add(sum, value));
          f.storeVector(state, value, offset);
        };
        forPairs((state) => {
          share(state, BLANK, blanks);
          share(state, LABEL, labels);
        });
        const factor = f.let(f32x4.div(scale, f32x4.add(blanks, labels)));
        f.storeVector(dxAt, f32x4.sub(v128.load(dxAt), f32x4.mul(blanks, factor)));
        forPairs((state, entry) => {
          const posterior = f.let(f32x4.mul(v128.load(state, LABEL), factor));
          for (let n = 0; n < 4; n++) {
            const at = f.let(i32.add(dxAt, i32.load(entry, n * 4)));
            f.storeFloat(at, f32.sub(f32.load(at, n * 4), f32x4.lane(posterior, n)), n * 4);
          }
        });
        f.advance(row, -next);
      });
      const [blank, label] = vectors(f, entries, [BLANK_BETA, LABEL_BETA]);
      const target = f32x4.add(logP, logSum(f, blank, label));
      f.set(total, f32x4.sub(total, v128.and(v128.load(work), target)));
    };

    /** Compares the likeliest class of every step, without repeats and blanks, with the target. */
    const countRight = (): void => {
      const lane = f.let(i32.const(0));
      f.repeat(4, () => {
        const entry = f.let(i32.add(entries, lane));
        const best = f.let(i32.add(rows, lane));
        const previous = f.let(i32.const(0));
        const wrong = f.let(i32.const(0));
        f.repeat(s.steps, () => {
          f.advance(best, next);
          const found = f.let(i32.load(best));
          f.when(i32.and(i32.ne(found, previous), i32.ne(found, 0)), () => {
            const hit = f.let(i32.eq(found, i32.load(entry)));
            f.advance(wrong, i32.eqz(hit));
            f.advance(entry, i32.mul(hit, ENTRY));
          });
          f.set(previous, found);
        });
        const end = i32.load(i32.add(work, lane), 16);
        count(f.let(i32.and(i32.eqz(wrong), i32.eq(entry, end))), 4);
        f.advance(lane, 4);
      });
    };

    f.repeat(2, () => {
      readTargets();
      forward();
      backward();
      countRight();
      for (const pointer of [x, dx]) f.advance(pointer, 16);
    });
    addSums(f, sums, [total], 4);
  });
}

/** log Σ eᵛ */
function logSum(f: FunctionBuilder, ...values: Local<'v128'>[]): V128 {
  const top = f.let(values.reduce<V128>((a, b) => f32x4.pmax(a, b), values[0]!));
  const sum = values.map((value) => exp(f, f32x4.sub(value, top))).reduce((a, b) => f32x4.add(a, b));
  return f32x4.add(top, log(f, sum));
}

/** Vectors in memory, each in a variable. */
const vectors = (f: FunctionBuilder, at: I32, offsets: readonly number[]) =>
  offsets.map((offset) => f.let(v128.load(at, offset))) as [
    Local<'v128'>,
    Local<'v128'>,
    Local<'v128'>,
    Local<'v128'>,
  ];
