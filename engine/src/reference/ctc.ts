/** Connectionist temporal classification in float64 (Graves et al. 2006): probabilities in the log domain, state by state. */
import type { LossValue } from './losses.js';
import { type Tensor, zeros } from './tensor.js';

export interface CtcValue extends LossValue {
  /** Targets that do not fit the steps: no loss, no gradient. */
  readonly impossible: number;
}

/**
 * −log p(target), mean over the batch. By a logit: (softmax − p(class at this step | target))/n.
 * @param x logits, n × [classes, 1, steps]; class 0 is the blank
 */
export function ctcLoss(x: Tensor, targets: readonly ArrayLike<number>[]): CtcValue {
  const [classes, , steps] = x.shape;
  const gradient = zeros(x.n, x.shape);
  let [loss, correct, impossible] = [0, 0, 0];
  for (let n = 0; n < x.n; n++) {
    const target = Array.from(targets[n]!);
    const logits = Array.from({ length: steps }, (_, t) =>
      Array.from({ length: classes }, (_, c) => x.data[(n * classes + c) * steps + t]!),
    );
    if (String(bestPath(logits)) === String(target)) correct++;
    const logP = logits.map((row) => row.map((logit) => logit - logSum(row)));
    const { logTotal, posteriors } = align(logP, target);
    if (logTotal === Number.NEGATIVE_INFINITY) {
      impossible++;
      continue;
    }
    loss -= logTotal / x.n;
    posteriors.forEach((row, t) => {
      row.forEach((posterior, c) => {
        const at = (n * classes + c) * steps + t;
        gradient.data[at] = (Math.exp(logP[t]![c]!) - posterior) / x.n;
      });
    });
  }
  return { loss, gradient, correct, impossible };
}

/** The likeliest class of every step, repeats merged and blanks dropped. */
function bestPath(rows: readonly (readonly number[])[]): number[] {
  const path = rows.map((row) => row.indexOf(Math.max(...row)));
  return path.filter((label, t) => label !== 0 && label !== path[t - 1]);
}

/** log p(target) over all alignments, and at each step the share of every class among them. */
function align(
  logP: readonly (readonly number[])[],
  target: readonly number[],
): { logTotal: number; posteriors: number[][] } {
  const states = [0, ...target.flatMap((label) => [label, 0])];
  const sources = states.map((label, s) => [s, s - 1, ...(label && label !== states[s - 2] ? [s - 2] : [])]);
  const last = states.length - 1;
  const forward: number[][] = [];
  for (const [t, row] of logP.entries()) {
    forward.push(
      states.map((label, s) => {
        const before = t ? sources[s]!.map((from) => forward[t - 1]![from]) : [s < 2 ? 0 : undefined];
        return row[label]! + logSum(before);
      }),
    );
  }
  // Without the step's own emission.
  const backward: number[][] = [];
  for (let t = logP.length - 1; t >= 0; t--) {
    backward[t] = states.map((_, s) => {
      if (t === logP.length - 1) return s >= last - 1 ? 0 : Number.NEGATIVE_INFINITY;
      const after = states.map((label, to) =>
        sources[to]!.includes(s) ? logP[t + 1]![label]! + backward[t + 1]![to]! : undefined,
      );
      return logSum(after);
    });
  }
  const logTotal = logSum([forward.at(-1)![last], forward.at(-1)![last - 1]]);
  const posteriors = logP.map((row, t) =>
    row.map((_, c) =>
      states.reduce(
        (sum, label, s) =>
          label === c ? sum + Math.exp(forward[t]![s]! + backward[t]![s]! - logTotal) : sum,
        0,
      ),
    ),
  );
  return { logTotal, posteriors };
}

/** log Σ eᵛ over the values that there are. */
function logSum(values: readonly (number | undefined)[]): number {
  const present = values.filter((value) => value !== undefined);
  const top = Math.max(...present);
  if (!Number.isFinite(top)) return Number.NEGATIVE_INFINITY;
  return top + Math.log(present.reduce((sum, value) => sum + Math.exp(value - top), 0));
}
