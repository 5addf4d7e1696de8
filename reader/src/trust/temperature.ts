/** Temperature scaling: one number that makes a network's confidence honest. */

/** Logits of n samples, row by row, with the index of the true class of each. */
export interface LabeledLogits {
  readonly logits: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  readonly classes: number;
}

/**
 * Mean negative log-likelihood `−1/n Σ log softmax(z / T)[label]`.
 * @throws RangeError where the sizes do not match.
 */
export function negativeLogLikelihood(data: LabeledLogits, temperature: number): number {
  return evaluate(data, 1 / temperature).loss;
}

/**
 * The temperature with the least negative log-likelihood on held-out samples (Guo, Pleiss, Sun, Weinberger 2017).
 * In β = 1/T the loss is convex with the slope `1/n Σ (Σ pⱼ zⱼ − z[label])`; its zero is found by 60 bisections, so the result
 * depends on nothing but the data. Between 1/20 and 20; where all samples are right or all wrong it is the end of that range.
 * @throws RangeError where the sizes do not match or there is no sample.
 */
export function fitTemperature(data: LabeledLogits): number {
  let low = 1 / 20;
  let high = 20;
  for (let round = 0; round < 60; round++) {
    const beta = (low + high) / 2;
    if (evaluate(data, beta).slope < 0) low = beta;
    else high = beta;
  }
  return 2 / (low + high);
}

function evaluate({ logits, labels, classes }: LabeledLogits, beta: number): { loss: number; slope: number } {
  const n = labels.length;
  if (n === 0 || logits.length !== n * classes) {
    throw new RangeError(
      `Expected ${classes} logits for each of at least one label but received ${logits.length} for ${n}`,
    );
  }
  let loss = 0;
  let slope = 0;
  for (let i = 0; i < n; i++) {
    const row = i * classes;
    let largest = -Infinity;
    for (let j = 0; j < classes; j++) largest = Math.max(largest, logits[row + j]!);
    let sum = 0;
    let weighted = 0;
    for (let j = 0; j < classes; j++) {
      const e = Math.exp(beta * (logits[row + j]! - largest));
      sum += e;
      weighted += e * logits[row + j]!;
    }
    const truth = logits[row + labels[i]!]!;
    loss += Math.log(sum) - beta * (truth - largest);
    slope += weighted / sum - truth;
  }
  return { loss: loss / n, slope: slope / n };
}
