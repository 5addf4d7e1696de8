/** From a network's outputs to answers with a confidence, as the reader gives them. */

export interface Answers {
  /** Index of the digit answered, or −1 where there was nothing to read. */
  readonly answers: Int16Array;
  /** Calibrated probability of the answer among all classes, "not a digit" included; 0 … 1. */
  readonly confidences: Float64Array;
}

export interface AnswerOptions {
  readonly labels: readonly string[];
  /** Divides the outputs before the softmax. */
  readonly temperature?: number;
}

/**
 * The answer is the largest output among the digits: a network that also knows "not a digit" always names the digit it would
 * be, and says how sure it is by the softmax over all outputs. That it would not accept the reading shows in the confidence,
 * so it counts in read rates and not in the accuracy.
 * @param outputs n × labels
 */
export function answersOf(outputs: Float32Array, { labels, temperature = 1 }: AnswerOptions): Answers {
  const width = labels.length;
  const n = outputs.length / width;
  const answers = new Int16Array(n);
  const confidences = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < width; c++) {
      const value = outputs[i * width + c]!;
      most = Math.max(most, value);
      if (labels[c] !== '' && (best < 0 || value > outputs[i * width + best]!)) best = c;
    }
    let sum = 0;
    for (let c = 0; c < width; c++) sum += Math.exp((outputs[i * width + c]! - most) / temperature);
    answers[i] = best;
    confidences[i] = Math.exp((outputs[i * width + best]! - most) / temperature) / sum;
  }
  return { answers, confidences };
}
