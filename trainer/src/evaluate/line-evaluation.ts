/** What readings of lines are worth: every figure that `digitry evaluate --kind line` and the report show. Knows no engine and no image. */
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
import { type Misread, misreadsOf } from './alignment.js';
import { type WriterScore, writerScores } from './evaluation.js';
import { comparable, isNumber, isPrinted } from './number-text.js';

/** One line: what was written and what was read. */
export interface LineOutcome {
  /** '' where nothing is written. */
  readonly truth: string;
  /** '' where nothing was read. */
  readonly text: string;
  /** 0 … 1; 0 where the reading would not be accepted however sure it is. */
  readonly confidence: number;
  readonly isAccepted: boolean;
  readonly writer?: string | undefined;
}

export interface LineRules {
  /** Marks beside the digits count as well. Default false: what is compared is the digits alone. */
  readonly marks?: boolean;
  /** Capitals are read as well as digits: a text of either counts as a number does. Default false. */
  readonly print?: boolean;
}

const saying = ({ print = false }: LineRules): ((text: string) => boolean) => (print ? isPrinted : isNumber);

export interface ReadRates {
  /** Share of all that is read if at most 1 %, 0.1 % of what is read may be wrong. */
  readonly at1Percent: number;
  readonly at01Percent: number;
}

/** Lines that say a number. */
export interface NumberFigures {
  readonly n: number;
  readonly exact: number;
  /** Wilson's 95 % interval of `exact`. */
  readonly interval: Interval;
  readonly readRate: ReadRates;
}

export interface CountedMisread extends Misread {
  readonly times: number;
}

export interface LineEvaluation {
  readonly n: number;
  /** Lines that are right. */
  readonly right: number;
  /** Share of them: numbers that are read as written, and other lines that are not accepted as a number. */
  readonly exact: number;
  /** Wilson's 95 % interval of `exact`. */
  readonly interval: Interval;
  /** Character error rate of the lines that say a number: edits by characters written, 0 … */
  readonly cer: number;
  readonly readRate: ReadRates;
  readonly numbers: NumberFigures;
  /** Lines whose text is no number, and how many of them were accepted as one. */
  readonly others: { readonly n: number; readonly accepted: number };
  /** Of all lines: accepted, and wrong all the same. */
  readonly accepted: number;
  readonly acceptedWrong: number;
  /** Expected calibration error of the confidences of lines that say a number. */
  readonly ece: number;
  readonly bins: readonly ReliabilityBin[];
  readonly curve: readonly OperatingPoint[];
  /** Characters that were read as others, the most frequent first. */
  readonly misreads: readonly CountedMisread[];
  /** Empty where writers are not known; the worst first. */
  readonly writers: readonly WriterScore[];
  readonly worstWriter: WriterScore | null;
  /** Lines in which nothing was found. */
  readonly unreadable: number;
}

/** Whether a line is right: a number read as it was written, anything else not accepted as a number. */
export function isLineRight({ truth, text, isAccepted }: LineOutcome, rules: LineRules = {}): boolean {
  const isSaid = saying(rules);
  if (isSaid(truth)) return comparable(text, rules) === comparable(truth, rules);
  return !(isAccepted && isSaid(text));
}

/** @throws Error for no lines. */
export function evaluateLines(lines: readonly LineOutcome[], rules: LineRules = {}): LineEvaluation {
  const n = lines.length;
  if (n === 0) throw new Error('Expected at least one line to evaluate but received none.');
  const isSaid = saying(rules);
  const isRight = lines.map((line) => isLineRight(line, rules));
  const right = isRight.filter(Boolean).length;
  const says = lines.map(({ truth }) => isSaid(truth));
  // Only numbers are ever accepted; what is read as none is never among what is read.
  const outcomes = lines.map(({ text, confidence }, i): Outcome => {
    const isRead = isSaid(text);
    return { confidence: isRead ? confidence : 0, correct: isRead && says[i]! && isRight[i]! };
  });
  const numbers = outcomes.filter((_, i) => says[i]);
  const edits = lines.flatMap(({ truth, text }, i) =>
    says[i] ? misreadsOf(comparable(truth, rules), comparable(text, rules)) : [],
  );
  const written = lines.reduce(
    (sum, { truth }, i) => sum + (says[i] ? [...comparable(truth, rules)].length : 0),
    0,
  );
  const writers = writerScores(
    lines.map(({ writer }) => writer),
    isRight,
  );
  const numbersRight = isRight.filter((value, i) => value && says[i]).length;
  const isAccepted = (line: LineOutcome): boolean => line.isAccepted && isSaid(line.text);
  return {
    n,
    right,
    exact: right / n,
    interval: wilsonInterval(right, n),
    cer: edits.length / Math.max(1, written),
    readRate: readRates(outcomes),
    numbers: {
      n: numbers.length,
      exact: numbersRight / Math.max(1, numbers.length),
      interval: wilsonInterval(numbersRight, numbers.length),
      readRate: readRates(numbers),
    },
    others: {
      n: n - numbers.length,
      accepted: lines.filter((line, i) => !says[i] && isAccepted(line)).length,
    },
    accepted: lines.filter(isAccepted).length,
    acceptedWrong: lines.filter((line, i) => isAccepted(line) && !isRight[i]).length,
    ece: expectedCalibrationError(numbers),
    bins: reliabilityBins(numbers),
    curve: riskCoverage(outcomes),
    misreads: counted(edits),
    writers,
    worstWriter: writers[0] ?? null,
    unreadable: lines.filter(({ text }) => text === '').length,
  };
}

const readRates = (outcomes: readonly Outcome[]): ReadRates => ({
  at1Percent: operatingPoint(outcomes, 0.01).readRate,
  at01Percent: operatingPoint(outcomes, 0.001).readRate,
});

function counted(misreads: readonly Misread[]): CountedMisread[] {
  const times = new Map<string, CountedMisread>();
  for (const misread of misreads) {
    const key = JSON.stringify([misread.written, misread.read]);
    times.set(key, { ...misread, times: (times.get(key)?.times ?? 0) + 1 });
  }
  return [...times.values()].sort((a, b) => b.times - a.times);
}
