/** What the reports of all runs have in common: the page around them, its figures, its tables of writers. */
import type { WriterScore } from '../evaluate/evaluation.js';
import type { CommonRecipe } from '../recipe.js';
import { type Chart, lineChart } from './chart.js';
import type { Course } from './curves.js';
import { escapeHtml } from './escape.js';
import { percent } from './format.js';
import { STYLE } from './style.js';

/** What every run tells of itself. */
export interface CommonReport extends Course {
  readonly recipe: CommonRecipe;
  readonly started: string;
  readonly parameters: number;
  readonly seconds: number;
  /** Its configuration, as stored. */
  readonly config: unknown;
}

/** Name, value and what is written small below it. */
export type Figure = readonly [name: string, value: string, more?: string | undefined];

/** One HTML page that needs nothing else. @param parts HTML, one below the other; empty ones are left out */
export function pageHtml({ recipe, started, config }: CommonReport, parts: readonly string[]): string {
  const body = [
    `<h1>${escapeHtml(recipe.name)}</h1><p>${escapeHtml(recipe.description)}</p><p>Started ${escapeHtml(started.slice(0, 16).replace('T', ' '))} UTC, seed ${recipe.seed}.</p>`,
    ...parts.filter((part) => part !== ''),
    `<details><summary>Configuration</summary><pre>${escapeHtml(JSON.stringify(config, null, 2))}</pre></details>`,
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(recipe.name)} · digitry</title><style>${STYLE}</style></head>
<body>
${body.join('\n')}
</body></html>
`;
}

export const figuresHtml = (figures: readonly Figure[]): string =>
  `<dl class="figures">${figures
    .map(
      ([name, value, more]) =>
        `<div><dt>${name}</dt><dd>${value}${more ? `<small>${more}</small>` : ''}</dd></div>`,
    )
    .join('')}</dl>`;

export const chartsHtml = (charts: readonly Chart[]): string =>
  `<div class="charts">${charts.map(lineChart).join('\n')}</div>`;

/** Stands where a recipe keeps nothing to validate on. */
export const UNVALIDATED =
  '<p>The recipe keeps no validation data: <code>digitry evaluate</code> measures the model on other data.</p>';

export function writersHtml(writers: readonly WriterScore[]): string {
  const rows = writers
    .slice(0, 10)
    .map(
      ({ writer, n, accuracy }) =>
        `<tr><td>${escapeHtml(writer)}</td><td>${n}</td><td>${percent(accuracy)}</td></tr>`,
    );
  return rows.length > 0
    ? `<h2>Writers, the worst first</h2><table><thead><tr><th>writer</th><th>samples</th><th>accuracy</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
    : '';
}
