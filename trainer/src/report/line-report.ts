/** A run of a line network as one HTML page: figures, curves, calibration, misread characters, the worst lines as pictures. */
import type { LineEvaluation } from '../evaluate/line-evaluation.js';
import type { LineMisreading } from '../evaluate/line-misreadings.js';
import type { LineRecipe } from '../recipe.js';
import { curves, trustCharts } from './curves.js';
import { count, duration, percent } from './format.js';
import {
  type CommonReport,
  chartsHtml,
  type Figure,
  figuresHtml,
  pageHtml,
  UNVALIDATED,
  writersHtml,
} from './page.js';
import { lineMisreadingList, misreadsTable } from './tables.js';

export interface LineReport extends CommonReport {
  readonly recipe: LineRecipe;
  /** On the validation lines. */
  readonly evaluation: LineEvaluation | null;
  readonly misreadings: readonly LineMisreading[];
}

export function lineReportHtml(report: LineReport): string {
  const { evaluation, misreadings } = report;
  return pageHtml(report, [
    figuresHtml(figures(report)),
    chartsHtml(curves(report)),
    evaluation ? chartsHtml(trustCharts(evaluation)) : '',
    misreadings.length > 0
      ? `<h2>Worst misread lines</h2><p>What the network saw, what it says, what it was read as and how sure the network was. Point at one for where it is from.</p>${lineMisreadingList(misreadings)}`
      : '',
    evaluation
      ? `<h2>Misread characters</h2>${misreadsTable(evaluation.misreads)}${writersHtml(evaluation.writers)}`
      : UNVALIDATED,
  ]);
}

function figures({ evaluation, history, parameters, seconds, recipe }: LineReport): Figure[] {
  const last = history.at(-1);
  const shown: Figure[] = [];
  if (evaluation) {
    const { n, right, exact, interval, cer, ece, readRate } = evaluation;
    shown.push(
      ['Lines read exactly', percent(exact), `${percent(interval.low)} to ${percent(interval.high)}`],
      [
        'Character errors',
        percent(cer),
        last?.validation?.cer === undefined ? undefined : `${percent(last.validation.cer)} by best path`,
      ],
      ['Misread', count(n - right), `of ${count(n)}`],
      ['Read at 0.1 % error', percent(readRate.at01Percent, 1), `${percent(readRate.at1Percent, 1)} at 1 %`],
      ['Calibration error', percent(ece)],
    );
  } else if (last) shown.push(['Training lines read exactly', percent(last.accuracy)]);
  shown.push(
    [
      'Training time',
      duration(seconds),
      `${count(recipe.epochs)} epochs of ${count(recipe.linesPerEpoch)} lines${recipe.passes > 1 ? `, each shown ${recipe.passes} times` : ''}`,
    ],
    ['Parameters', count(parameters)],
  );
  return shown;
}
