/** `metrics.json` of a released model: every figure, no image, no folder of this machine. Knows no file. */
import type { ClassScore } from '../evaluate/confusion.js';
import type { EvaluatedSet } from '../evaluate/evaluate.js';
import type { WriterScore } from '../evaluate/evaluation.js';
import type { Rejection, Verdicts } from '../evaluate/verdicts.js';
import type { Beginning } from '../recipe.js';
import type { Spread } from './statistics.js';

/** Digits that were measured. Readers of metrics.json find these by `n` and `accuracy`; nothing else has both. */
export interface MeasuredSet {
  /** How tables call it. */
  readonly data: string;
  /** As it was named for `--measure`, without folders. */
  readonly set: string;
  /** `validation`: calibration and the choice among the runs have seen it, training has not. */
  readonly role: 'unseen' | 'validation';
  readonly n: number;
  readonly accuracy: number;
  /** Wilson's 95 % interval. */
  readonly interval: { readonly low: number; readonly high: number };
  readonly misread: number;
  /** Images in which nothing was found. */
  readonly unreadable: number;
  readonly ece: number;
  readonly readRate: { readonly at1Percent: number; readonly at01Percent: number };
  /** What a reader does at its usual budget of 1 %. */
  readonly verdicts: Omit<Verdicts, 'n'>;
  readonly worstWriter: WriterScore | null;
  readonly writers: number;
  readonly classes: readonly Pick<ClassScore, 'label' | 'n' | 'precision' | 'recall'>[];
  /** `counts[truth][answer]` in the order of `labels`; the last column is "no answer". */
  readonly confusion: { readonly labels: readonly string[]; readonly counts: readonly (readonly number[])[] };
  /** Accuracy of the models of all runs. */
  readonly overRuns: Spread;
}

/** Non-digits: what a reader accepts of them is wrong. */
export interface MeasuredRejection extends Omit<Verdicts, 'acceptedWrong'> {
  readonly data: string;
  readonly set: string;
  /** Labels of which some were accepted, with how many, the worst first. */
  readonly acceptedLabels: readonly {
    readonly label: string;
    readonly accepted: number;
    readonly n: number;
  }[];
}

export interface RunFigures {
  readonly seed: number;
  readonly isReleased: boolean;
  readonly started: string;
  /** Spent on training. */
  readonly seconds: number;
  /** Null for all that the machine had. */
  readonly threads: number | null;
  readonly validationSamples: number | null;
  /** Mean cross-entropy in nats at the run's end, before quantization. */
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
  /** The model whose weights the run began with. */
  readonly from?: Beginning;
}

/** What is told of any released model. */
export interface CommonMetrics {
  readonly name: string;
  readonly recipe: string;
  /** ISO, of the release. */
  readonly date: string;
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly bytes: number;
  readonly gzipBytes: number;
  /** Bits a weight; null for 32-bit floating point. */
  readonly bits: number | null;
  readonly temperature: number | null;
  readonly thresholds: Readonly<Record<string, number>>;
  /** What temperature and thresholds were fitted on: the weights of the file, or those before quantization. */
  readonly calibratedOn: 'released weights' | 'weights of the run';
  readonly preparation: string;
  /** Version of the preparation that the images of the training went through. */
  readonly trainedPreparation: string;
  readonly engine: string;
  readonly hardware: string;
  readonly runs: readonly RunFigures[];
}

/** Of a network that reads digits. */
export interface Metrics extends CommonMetrics {
  readonly sets: readonly MeasuredSet[];
  readonly rejection: readonly MeasuredRejection[];
}

export function measuredSet(
  names: Pick<MeasuredSet, 'data' | 'set' | 'role'>,
  result: EvaluatedSet,
  { n: _, ...verdicts }: Verdicts,
  overRuns: Spread,
): MeasuredSet {
  const { n, correct, accuracy, interval, unreadable, ece, readRate, worstWriter, writers } = result;
  return {
    ...names,
    n,
    accuracy,
    interval: { low: interval.low, high: interval.high },
    misread: n - correct,
    unreadable,
    ece,
    readRate,
    verdicts,
    worstWriter,
    writers: writers.length,
    classes: result.classes
      .filter(({ label, n: samples }) => label !== '' && samples > 0)
      .map(({ label, n: samples, precision, recall }) => ({ label, n: samples, precision, recall })),
    confusion: result.confusion,
    overRuns,
  };
}

export function measuredRejection(
  names: Pick<MeasuredRejection, 'data' | 'set'>,
  { n, accepted, review, rejected, labels }: Rejection,
): MeasuredRejection {
  return {
    ...names,
    n,
    accepted,
    review,
    rejected,
    acceptedLabels: labels
      .filter((label) => label.accepted > 0)
      .map(({ label, accepted: some, n: of }) => ({ label, accepted: some, n: of })),
  };
}

/** Indented, with lists of numbers on one line each and shares to six digits. */
export function metricsJson(metrics: CommonMetrics): string {
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
  const text = JSON.stringify(metrics, rounded, 2);
  return `${text.replaceAll(/\[\s+([\d.,\s-]+?)\s+\]/g, (_, list: string) => `[${list.replaceAll(/\s+/g, ' ')}]`)}\n`;
}
