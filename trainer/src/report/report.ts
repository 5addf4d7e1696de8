/** A training run as one HTML page that needs nothing else: figures, curves, confusion, calibration, misreadings. */
import type { Evaluation } from '../evaluate/evaluation.js';
import type { Misreading } from '../evaluate/misreadings.js';
import type { EpochRecord } from '../fit/events.js';
import type { Recipe } from '../recipe.js';
import { type Chart, lineChart, type Series } from './chart.js';
import { escapeHtml } from './escape.js';
import { STYLE } from './style.js';
import { classTable, confusionTable, misreadingList } from './tables.js';

export interface ProgressPoint {
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly learningRate: number;
}

export interface Report {
  readonly recipe: Recipe;
  readonly started: string;
  readonly parameters: number;
  readonly samples: number;
  readonly seconds: number;
  readonly progress: readonly ProgressPoint[];
  readonly history: readonly EpochRecord[];
  /** On the validation data. */
  readonly evaluation: Evaluation | null;
  readonly misreadings: readonly Misreading[];
  /** Its configuration, as stored. */
  readonly config: unknown;
}

const percent = (share: number, digits = 2): string => `${(100 * share).toFixed(digits)} %`;
const shortPercent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;
const count = (n: number): string => n.toLocaleString('en-US');

export function reportHtml(report: Report): string {
  const { recipe, evaluation, misreadings } = report;
  const charts = (of: readonly Chart[]): string =>
    `<div class="charts">${of.map(lineChart).join('\n')}</div>`;
  const body = [
    `<h1>${escapeHtml(recipe.name)}</h1><p>${escapeHtml(recipe.description)}</p><p>Started ${escapeHtml(report.started.slice(0, 16).replace('T', ' '))} UTC, seed ${recipe.seed}.</p>`,
    `<dl class="figures">${figures(report)
      .map(
        ([name, value, more]) =>
          `<div><dt>${name}</dt><dd>${value}${more ? `<small>${more}</small>` : ''}</dd></div>`,
      )
      .join('')}</dl>`,
    charts(curves(report)),
    evaluation ? charts(trustCharts(evaluation)) : '',
    evaluation
      ? evaluated(evaluation)
      : '<p>The recipe keeps no validation data: <code>digitry evaluate</code> measures the model on other data.</p>',
    misreadings.length > 0
      ? `<h2>Worst misreadings</h2><p>What the network saw, what it is, what it was read as and how sure the network was. Point at one for its file.</p>${misreadingList(misreadings)}`
      : '',
    `<details><summary>Configuration</summary><pre>${escapeHtml(JSON.stringify(report.config, null, 2))}</pre></details>`,
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(recipe.name)} · digitry</title><style>${STYLE}</style></head>
<body>
${body.join('\n')}
</body></html>
`;
}

function figures({
  evaluation,
  history,
  samples,
  parameters,
  seconds,
  recipe,
}: Report): [string, string, string?][] {
  const last = history.at(-1);
  const shown: [string, string, string?][] = [];
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
    [
      'Training time',
      seconds < 100 ? `${seconds.toFixed(1)} s` : `${(seconds / 60).toFixed(1)} min`,
      `${recipe.epochs} epochs of ${count(samples)}`,
    ],
    ['Parameters', count(parameters)],
  );
  return shown;
}

function curves({ progress, history }: Report): Chart[] {
  const thin = thinned(progress);
  const line = (name: string, tone: Series['tone'], points: Series['points'], dots = false): Series => ({
    name,
    tone,
    points,
    dots,
  });
  const looked = history.filter((record) => record.validation);
  const wrong = (accuracy: number): number => 1 - accuracy;
  const optional = (series: Series): Series[] => (series.points.length > 0 ? [series] : []);
  const steps = { isNarrow: true, x: 'step', formatX: (x: number) => count(Math.round(x)) };
  return [
    {
      title: 'Loss',
      ...steps,
      scale: 'log',
      series: [
        line(
          'training',
          'first',
          thin.map((p) => [p.step, p.loss]),
        ),
        ...optional(
          line(
            'validation',
            'second',
            looked.map((r) => [r.step, r.validation!.loss]),
            true,
          ),
        ),
      ],
    },
    {
      title: 'Errors',
      ...steps,
      scale: 'log',
      format: shortPercent,
      series: [
        line(
          'training',
          'first',
          thin.map((p) => [p.step, wrong(p.accuracy)]),
        ),
        ...optional(
          line(
            'validation',
            'second',
            looked.map((r) => [r.step, wrong(r.validation!.accuracy)]),
            true,
          ),
        ),
      ],
    },
    {
      title: 'Learning rate',
      ...steps,
      yRange: [0, Math.max(...thin.map((p) => p.learningRate))],
      series: [
        line(
          'learning rate',
          'second',
          thin.map((p) => [p.step, p.learningRate]),
        ),
      ],
    },
  ];
}

/** At most about 300 points, each the mean of its neighbors: the shape of a curve without its noise. */
function thinned(points: readonly ProgressPoint[]): ProgressPoint[] {
  const size = Math.ceil(points.length / 300);
  const means: ProgressPoint[] = [];
  for (let i = 0; i < points.length; i += size) {
    const part = points.slice(i, i + size);
    const mean = (of: (p: ProgressPoint) => number): number =>
      part.reduce((sum, p) => sum + of(p), 0) / part.length;
    means.push({
      step: part.at(-1)!.step,
      loss: mean((p) => p.loss),
      accuracy: mean((p) => p.accuracy),
      learningRate: part.at(-1)!.learningRate,
    });
  }
  return means;
}

function trustCharts({ bins, curve }: Evaluation): Chart[] {
  const filled = bins.filter((bin) => bin.count > 0);
  return [
    {
      title: 'Calibration',
      x: 'confidence',
      formatX: (x) => percent(x, 0),
      format: (y) => percent(y, 0),
      xRange: [0, 1],
      yRange: [0, 1],
      series: [
        {
          name: 'as it should be',
          tone: 'ideal',
          points: [
            [0, 0],
            [1, 1],
          ],
        },
        {
          name: 'share that is right',
          tone: 'second',
          points: filled.map((bin) => [bin.confidence, bin.accuracy]),
          dots: true,
        },
      ],
    },
    {
      title: 'Errors among what is read',
      x: 'share that is read',
      formatX: (x) => percent(x, 0),
      format: shortPercent,
      series: [
        {
          name: 'errors',
          tone: 'second',
          points: sampled(curve.map((point) => [point.readRate, point.errorRate])),
        },
      ],
    },
  ];
}

const sampled = (points: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] => {
  const step = Math.max(1, Math.floor(points.length / 400));
  return points.filter((_, i) => i % step === 0 || i === points.length - 1);
};

function evaluated({ confusion, classes, unreadable, writers }: Evaluation): string {
  const nothing = unreadable > 0 ? ` In ${unreadable} of them no ink was found.` : '';
  const byWriter = writers
    .slice(0, 10)
    .map(
      ({ writer, n, accuracy }) =>
        `<tr><td>${escapeHtml(writer)}</td><td>${n}</td><td>${percent(accuracy)}</td></tr>`,
    );
  return `<div class="pair"><section><h2>Confusion</h2><p>Rows: what was written. Columns: what was read.${nothing}</p>${confusionTable(confusion)}</section>
<section><h2>By digit</h2>${classTable(classes)}</section></div>
${byWriter.length > 0 ? `<h2>Writers, the worst first</h2><table><thead><tr><th>writer</th><th>samples</th><th>accuracy</th></tr></thead><tbody>${byWriter.join('')}</tbody></table>` : ''}`;
}
