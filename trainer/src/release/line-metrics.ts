/** `metrics.json` of a released model that reads lines. Knows no file. */
import type { EvaluatedLines } from '../evaluate/evaluate-lines.js';
import type { CountedMisread, NumberFigures, ReadRates } from '../evaluate/line-evaluation.js';
import type { CommonMetrics, MeasuredSet } from './metrics.js';
import type { Spread } from './statistics.js';

/** Lines that were measured. Readers of metrics.json find these by `n` and `exact`. */
export interface MeasuredLines extends Pick<MeasuredSet, 'data' | 'set' | 'role' | 'worstWriter'> {
  readonly n: number;
  /** Share that is right: numbers read as written, other lines not accepted as a number. */
  readonly exact: number;
  /** Wilson's 95 % interval of it. */
  readonly interval: { readonly low: number; readonly high: number };
  /** Character error rate of the numbers. */
  readonly cer: number;
  readonly readRate: ReadRates;
  readonly numbers: NumberFigures;
  /** Lines whose text is no number, and how many of them are accepted as one. */
  readonly others: { readonly n: number; readonly accepted: number };
  /** At the reader's usual budget of 1 %. */
  readonly accepted: number;
  readonly acceptedWrong: number;
  readonly ece: number;
  /** Lines in which nothing was read. */
  readonly unreadable: number;
  readonly writers: number;
  /** The most frequent confusions of characters. */
  readonly misreads: readonly CountedMisread[];
  /** `exact` of the models of all runs. */
  readonly overRuns: Spread;
}

export interface LineMetrics extends CommonMetrics {
  readonly kind: 'line';
  readonly sets: readonly MeasuredLines[];
}

const SHOWN = 12;

export function measuredLines(
  names: Pick<MeasuredLines, 'data' | 'set' | 'role'>,
  result: EvaluatedLines,
  overRuns: Spread,
): MeasuredLines {
  const { n, exact, interval, cer, readRate, numbers, others, accepted, acceptedWrong } = result;
  const { ece, unreadable, writers, worstWriter, misreads } = result;
  return {
    ...names,
    n,
    exact,
    interval: { low: interval.low, high: interval.high },
    cer,
    readRate,
    numbers,
    others,
    accepted,
    acceptedWrong,
    ece,
    unreadable,
    writers: writers.length,
    worstWriter,
    misreads: misreads.slice(0, SHOWN),
    overRuns,
  };
}
