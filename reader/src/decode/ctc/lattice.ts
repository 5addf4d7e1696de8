/** What the line network says, step by step along the line: log probabilities of its labels. */
import { BLANK } from '../labels.js';

/** Kept beside a reading, so that the same line can be read again under another rule without the network. */
export interface Lattice {
  /** Columns of the network's output, left to right; 0 or more. */
  readonly steps: number;
  /** Label 0 is the blank. */
  readonly labels: readonly string[];
  /** Natural logarithms, `logProbs[step · labels.length + label]`, −Infinity … 0; each step's probabilities sum to 1. */
  readonly logProbs: Float32Array;
  /** What the network says of the same line drawn at other sizes; it counts as much as this lattice does. */
  readonly views?: readonly Lattice[];
}

/** This lattice and its views, each by itself. */
export function viewsOf({ views = [], ...own }: Lattice): Lattice[] {
  return [own, ...views];
}

export interface LatticeOptions {
  /** T > 0 that the logits are divided by: fitted on lines kept out of the training, so that confidences are honest. */
  readonly temperature?: number;
  /** Only the first steps, where the picture was padded on the right; all of them without. */
  readonly steps?: number;
}

/**
 * `log softmax(z / T)` at each step.
 * @param logits class-major, `logits[label · steps + step]`, as the network gives them; −Infinity is allowed, for labels that cannot be.
 * @throws RangeError where the sizes do not match, a logit is NaN or +Infinity, or a step has no possible label.
 */
export function latticeOf(
  logits: Float32Array,
  labels: readonly string[],
  { temperature = 1, steps }: LatticeOptions = {},
): Lattice {
  const classes = labels.length;
  const all = logits.length / classes;
  const areCharacters = labels.every((label) => Array.from(label).length === 1);
  if (classes < 2 || labels[0] !== BLANK || new Set(labels).size !== classes || !areCharacters) {
    throw new RangeError(
      `Expected different characters, ${BLANK} first, for labels but received ${JSON.stringify(labels)}`,
    );
  }
  if (!Number.isInteger(all)) {
    throw new RangeError(
      `Expected as many values for each of ${classes} labels for logits but received ${logits.length}`,
    );
  }
  if (!(temperature > 0 && temperature < Infinity))
    throw new RangeError(`Expected a number above 0 for temperature but received ${temperature}`);
  const count = steps ?? all;
  if (!Number.isInteger(count) || count < 0 || count > all)
    throw new RangeError(`Expected 0 to ${all} for steps but received ${count}`);

  const logProbs = new Float32Array(count * classes);
  for (let step = 0; step < count; step++) {
    let largest = -Infinity;
    for (let c = 0; c < classes; c++) largest = Math.max(largest, logits[c * all + step]!);
    if (!Number.isFinite(largest)) {
      throw new RangeError(
        `Expected numbers below Infinity for logits but received ${largest} at step ${step}`,
      );
    }
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += Math.exp((logits[c * all + step]! - largest) / temperature);
    const logSum = Math.log(sum);
    for (let c = 0; c < classes; c++)
      logProbs[step * classes + c] = (logits[c * all + step]! - largest) / temperature - logSum;
  }
  return { steps: count, labels, logProbs };
}
