/** The released models and what was measured on them, from models/<name>/metrics.json as far as it is understood. */
import { kibibytes, number, percent, table } from './lib/markdown.mjs';

/**
 * Models that read digits.
 * @param models `{ name, metrics, bytes }`. Every object in the metrics with a number `n` and an `accuracy` is a row, under
 *   its `data`, `set` or `name`, or the key that leads to it; `overRuns`, `worstWriter` and `ece` stand beside it where they are given.
 */
export function modelsTable(models) {
  const cells = [
    [
      'model',
      'parameters',
      'file',
      'measured on',
      'samples',
      'accuracy',
      'mean of the seeds',
      'worst writer',
      'calibration error',
    ],
  ];
  for (const { name, metrics, bytes } of models.filter((model) => !readsLines(model))) {
    let head = [name, number(metrics.parameters), kibibytes(bytes)];
    for (const each of evaluations(metrics, name)) {
      const worst = each.worstWriter?.accuracy ?? each.worstWriter;
      cells.push([
        ...head,
        each.set,
        number(each.n),
        percent(each.accuracy),
        meanOf(each.overRuns),
        typeof worst === 'number' ? percent(worst) : '',
        typeof each.ece === 'number' ? percent(each.ece) : '',
      ]);
      head = ['', '', ''];
    }
  }
  return table(cells);
}

/** Models that read lines: what they read right of each set, and how much they read where few readings may be wrong. */
export function lineModelsTable(models) {
  const cells = [
    [
      'model',
      'parameters',
      'file',
      'measured on',
      'lines',
      'exact',
      'mean of the seeds',
      'character errors',
      'read at 1 % error',
      'read at 0.1 % error',
    ],
  ];
  for (const { name, metrics, bytes } of models.filter(readsLines)) {
    let head = [name, number(metrics.parameters), kibibytes(bytes)];
    for (const each of metrics.sets ?? []) {
      cells.push([
        ...head,
        each.data,
        number(each.n),
        percent(each.exact),
        meanOf(each.overRuns),
        percent(each.cer),
        percent(each.readRate.at1Percent),
        percent(each.readRate.at01Percent),
      ]);
      head = ['', '', ''];
    }
  }
  return table(cells);
}

const readsLines = ({ metrics }) => metrics.kind === 'line';

/** `99.71 % (3)`: over the models of all runs, where there were several. */
const meanOf = (spread) => (spread?.runs > 1 ? `${percent(spread.mean)} (${spread.runs})` : '');

function evaluations(value, key) {
  if (Array.isArray(value)) return value.flatMap((each) => evaluations(each, key));
  if (typeof value !== 'object' || value === null) return [];
  if (typeof value.n === 'number' && typeof value.accuracy === 'number') {
    return [{ ...value, set: value.data ?? value.set ?? value.name ?? key }];
  }
  return Object.entries(value).flatMap(([name, each]) => evaluations(each, name));
}
