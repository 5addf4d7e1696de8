/** What a network's answers are worth: every figure that `digitry evaluate` and the report show. Knows no engine and no image. */

import {
  expectedCalibrationError,
  type Interval,
  type OperatingPoint,
  type Outcome,
  operatingPoint,
  type ReliabilityBin,
  reliabilityBins,
  riskCoverage,
  wilsonInterval,
} from '@digitry/reader';
import type { Answers } from './answers.js';
import { type ClassScore, type Confusion, classScores, confusionOf } from './confusion.js';

export interface WriterScore {
  readonly writer: string;
  readonly n: number;
  readonly accuracy: number;
}

export interface Evaluation {
  readonly n: number;
  readonly correct: number;
  readonly accuracy: number;
  /** Wilson's 95 % interval of the accuracy. */
  readonly interval: Interval;
  readonly classes: readonly ClassScore[];
  readonly confusion: Confusion;
  /** Expected calibration error of the confidences. */
  readonly ece: number;
  readonly bins: readonly ReliabilityBin[];
  /** Share of all samples that are read if at most 1 %, 0.1 % of what is read may be wrong. */
  readonly readRate: { readonly at1Percent: number; readonly at01Percent: number };
  readonly curve: readonly OperatingPoint[];
  /** Empty where writers are not known; the worst first. */
  readonly writers: readonly WriterScore[];
  readonly worstWriter: WriterScore | null;
  /** Images in which no ink was found: counted, and wrong. */
  readonly unreadable: number;
}

export interface Answered extends Answers {
  readonly labels: readonly string[];
  /** Index of the right label of each sample. */
  readonly truths: ArrayLike<number>;
  readonly writers?: readonly (string | undefined)[];
}

/** @throws Error for no samples. */
export function evaluateAnswers({
  labels,
  truths,
  answers,
  confidences,
  writers = [],
}: Answered): Evaluation {
  const n = truths.length;
  if (n === 0) throw new Error('Expected at least one sample to evaluate but received none.');
  const correct = Array.from(answers, (answer, i) => answer === truths[i]);
  const outcomes = correct.map((isRight, i): Outcome => ({ confidence: confidences[i]!, correct: isRight }));
  const right = correct.filter(Boolean).length;
  const confusion = confusionOf(labels, truths, answers);
  const byWriter = writerScores(writers, correct);
  return {
    n,
    correct: right,
    accuracy: right / n,
    interval: wilsonInterval(right, n),
    classes: classScores(confusion),
    confusion,
    ece: expectedCalibrationError(outcomes),
    bins: reliabilityBins(outcomes),
    readRate: {
      at1Percent: operatingPoint(outcomes, 0.01).readRate,
      at01Percent: operatingPoint(outcomes, 0.001).readRate,
    },
    curve: riskCoverage(outcomes),
    writers: byWriter,
    worstWriter: byWriter[0] ?? null,
    unreadable: answers.filter((answer) => answer < 0).length,
  };
}

/** Accuracy by writer, the worst first; samples without a writer are left aside. */
export function writerScores(
  writers: readonly (string | undefined)[],
  correct: readonly boolean[],
): WriterScore[] {
  const counts = new Map<string, { n: number; right: number }>();
  writers.forEach((writer, i) => {
    if (writer === undefined) return;
    const count = counts.get(writer) ?? { n: 0, right: 0 };
    count.n++;
    if (correct[i]) count.right++;
    counts.set(writer, count);
  });
  return [...counts]
    .map(([writer, { n, right }]) => ({ writer, n, accuracy: right / n }))
    .sort((a, b) => a.accuracy - b.accuracy || b.n - a.n || (a.writer < b.writer ? -1 : 1));
}
