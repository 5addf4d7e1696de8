/** An evaluation of lines or grids as text and as one JSON object. */
import type { EvaluatedGrids, EvaluatedLines } from '@digitry/trainer';
import { count, percent, table } from './format.js';

export function lineEvaluationLines(model: string, result: EvaluatedLines): string[] {
  const { data, n, exact, interval, right, cer, ece, readRate, numbers, others } = result;
  const { accepted, acceptedWrong, unreadable, misreads, writers } = result;
  const named = (sign: string): string => (sign === ' ' ? 'space' : sign === '' ? 'nothing' : sign);
  return [
    `${model} on ${data}: ${count(n)} lines`,
    '',
    `exact               ${percent(exact, 2)}  (95 % interval ${percent(interval.low, 2)} to ${percent(interval.high, 2)}), ${count(n - right)} wrong`,
    ...(others.n > 0
      ? [
          `numbers             ${percent(numbers.exact, 2)} of ${count(numbers.n)} read exactly`,
          `what is no number   ${percent(1 - others.accepted / others.n, 2)} of ${count(others.n)} not accepted as one`,
        ]
      : []),
    `character errors    ${percent(cer, 2)}`,
    `calibration error   ${percent(ece, 2)}`,
    `read at 1 % error   ${percent(readRate.at1Percent, 1)}${others.n > 0 ? `; of the numbers alone ${percent(numbers.readRate.at1Percent, 1)}` : ''}`,
    `read at 0.1 % error ${percent(readRate.at01Percent, 1)}${others.n > 0 ? `; of the numbers alone ${percent(numbers.readRate.at01Percent, 1)}` : ''}`,
    `accepted            ${percent(accepted / n)}, of them wrong ${percent(acceptedWrong / Math.max(1, accepted), 2)}`,
    ...(unreadable > 0 ? [`nothing read in     ${count(unreadable)} lines`] : []),
    ...(misreads.length > 0
      ? [
          '',
          'characters misread, the most frequent first',
          ...table(
            ['written', 'read', 'times'],
            misreads
              .slice(0, 15)
              .map(({ written, read, times }) => [named(written), named(read), count(times)]),
          ),
        ]
      : []),
    ...(writers.length > 0
      ? [
          '',
          `${writers.length} writers, the worst first`,
          ...table(
            ['writer', 'lines', 'exact'],
            writers.slice(0, 10).map((w) => [w.writer, count(w.n), percent(w.accuracy, 2)]),
          ),
        ]
      : []),
  ];
}

/** What `--json` prints: every figure, no image. */
export function lineEvaluationSummary(model: string, result: EvaluatedLines): object {
  const { bins, curve, misreadings, ...figures } = result;
  return { kind: 'line', model, ...figures };
}

export function gridEvaluationLines(model: string, result: EvaluatedGrids): string[] {
  const { data, n, right, accuracy, grids, perfect, kinds, lostIn } = result;
  return [
    `${model} on ${data}: ${count(n)} cells of ${count(grids)} grids`,
    '',
    `cells right         ${percent(accuracy, 2)}, ${count(n - right)} wrong`,
    `grids without error ${count(perfect)} of ${count(grids)}`,
    '',
    ...table(
      ['cells', 'number', 'right'],
      Object.entries(kinds).map(([kind, { n: cells, right: good }]) => [
        kind,
        count(cells),
        cells === 0 ? '–' : percent(good / cells, 2),
      ]),
    ),
    ...(lostIn.length > 0 ? ['', 'no grid, or another one, found in', ...lostIn.slice(0, 20)] : []),
  ];
}

export const gridEvaluationSummary = (model: string, result: EvaluatedGrids): object => ({
  kind: 'grid',
  model,
  ...result,
});
