/** An evaluation as text and as one JSON object. */
import type { EvaluatedSet, Rejection } from '@digitry/trainer';
import { count, percent, table } from './format.js';

export function evaluationLines(result: EvaluatedSet): string[] {
  const {
    model,
    data,
    n,
    accuracy,
    interval,
    correct,
    ece,
    readRate,
    classes,
    confusion,
    writers,
    unreadable,
    skipped,
  } = result;
  const digits = classes.filter(({ label, n: samples }) => label !== '' && samples > 0);
  const columns = confusion.labels.map((label, c) => ({ label, c })).filter(({ label }) => label !== '');
  const rowOf = (label: string): number[] => confusion.counts[confusion.labels.indexOf(label)] as number[];
  return [
    `${model} on ${data}: ${count(n)} digits`,
    '',
    `accuracy            ${percent(accuracy, 2)}  (95 % interval ${percent(interval.low, 2)} to ${percent(interval.high, 2)}), ${count(n - correct)} misread`,
    `calibration error   ${percent(ece, 2)}`,
    `read at 1 % error   ${percent(readRate.at1Percent, 1)}`,
    `read at 0.1 % error ${percent(readRate.at01Percent, 1)}`,
    ...(unreadable > 0 ? [`nothing found in    ${count(unreadable)} images`] : []),
    ...(skipped > 0 ? [`left out            ${count(skipped)} samples that are no digit`] : []),
    '',
    ...table(
      ['digit', 'samples', 'precision', 'recall', 'F1'],
      digits.map((c) => [
        c.label,
        count(c.n),
        percent(c.precision, 2),
        percent(c.recall, 2),
        percent(c.f1, 2),
      ]),
    ),
    '',
    'confusion (rows: written, columns: read)',
    ...table(
      ['', ...columns.map(({ label }) => label), 'none'],
      digits.map(({ label }) => {
        const row = rowOf(label);
        return [label, ...columns.map(({ c }) => String(row[c] || '·')), String(row.at(-1) || '·')];
      }),
    ),
    ...(writers.length > 0
      ? [
          '',
          `${writers.length} writers, the worst first`,
          ...table(
            ['writer', 'samples', 'accuracy'],
            writers.slice(0, 10).map((w) => [w.writer, count(w.n), percent(w.accuracy, 2)]),
          ),
        ]
      : []),
  ];
}

/** What `--json` prints: every figure, no image. */
export function evaluationSummary(result: EvaluatedSet): object {
  const { bins, curve, misreadings, ...figures } = result;
  return { kind: 'digit', ...figures };
}

export function rejectionLines({ model, data, n, accepted, review, rejected, labels }: Rejection): string[] {
  const some = labels.filter((label) => label.accepted > 0);
  return [
    `${model} on ${data}: ${count(n)} samples that are no digit`,
    '',
    `rejected            ${percent(rejected / n)}`,
    `for review          ${percent(review / n)}`,
    `accepted as a digit ${percent(accepted / n)}`,
    ...(some.length > 0
      ? [
          '',
          ...table(
            ['label', 'samples', 'accepted'],
            some.slice(0, 20).map((label) => [label.label, count(label.n), count(label.accepted)]),
          ),
        ]
      : []),
  ];
}
