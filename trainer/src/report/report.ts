/** A training run as one HTML page that needs nothing else: figures, curves, confusion, calibration, misreadings. */
import type { Evaluation } from '../evaluate/evaluation.js';
import type { Misreading } from '../evaluate/misreadings.js';
import type { Recipe } from '../recipe.js';
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
import { classTable, confusionTable, misreadingList } from './tables.js';

export interface Report extends CommonReport {
  readonly recipe: Recipe;
  readonly samples: number;
  /** On the validation data. */
  readonly evaluation: Evaluation | null;
  readonly misreadings: readonly Misreading[];
}

export function reportHtml(report: Report): string {
  const { evaluation, misreadings } = report;
  return pageHtml(report, [
    figuresHtml(figures(report)),
    chartsHtml(curves(report)),
    evaluation ? chartsHtml(trustCharts(evaluation)) : '',
    evaluation ? evaluated(evaluation) : UNVALIDATED,
    misreadings.length > 0
      ? `<h2>Worst misreadings</h2><p>What the network saw, what it is, what it was read as and how sure the network was. Point at one for its file.</p>${misreadingList(misreadings)}`
      : '',
  ]);
}

function figures({ evaluation, history, samples, parameters, seconds, recipe }: Report): Figure[] {
  const last = history.at(-1);
  const shown: Figure[] = [];
  if (evaluation) {
    const { accuracy, interval, correct, n, ece, readRate } = evaluation;
    shown.push(
      ['Validation accuracy', percent(accuracy), `${percent(interval.low)} to ${percent(interval.high)}`],
      ['Misread', count(n - correct), `of ${count(n)}`],
      ['Read at 0.1 % error', percent(readRate.at01Percent, 1), `${percent(readRate.at1Percent, 1)} at 1 %`],
      ['Calibration error', percent(ece)],
    );
  } else if (last) shown.push(['Training accuracy', percent(last.accuracy)]);
  shown.push(
    ['Training time', duration(seconds), `${recipe.epochs} epochs of ${count(samples)}`],
    ['Parameters', count(parameters)],
  );
  return shown;
}

function evaluated({ confusion, classes, unreadable, writers }: Evaluation): string {
  const nothing = unreadable > 0 ? ` In ${unreadable} of them no ink was found.` : '';
  return `<div class="pair"><section><h2>Confusion</h2><p>Rows: what was written. Columns: what was read.${nothing}</p>${confusionTable(confusion)}</section>
<section><h2>By digit</h2>${classTable(classes)}</section></div>
${writersHtml(writers)}`;
}
