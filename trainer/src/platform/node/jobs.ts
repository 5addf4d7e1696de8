/** What a run does that depends on the kind of its recipe: opens the data, trains, makes the report. */
import type { Model } from '@digitry/engine';
import { warningLine } from '../../datasets/index.js';
import { gatherData } from '../../fit/data.js';
import type { EpochRecord, TrainingEvent } from '../../fit/events.js';
import type { FinishedModel } from '../../fit/finish.js';
import type { FinishedLineModel } from '../../fit/finish-lines.js';
import { gatherLines } from '../../fit/line-data.js';
import type { WorkerPool } from '../../fit/pool.js';
import { type TrainOptions, train } from '../../fit/train.js';
import { trainLines } from '../../fit/train-lines.js';
import type { LineRecipe, Recipe } from '../../recipe.js';
import type { ProgressPoint } from '../../report/curves.js';
import { lineReportHtml } from '../../report/line-report.js';
import { reportHtml } from '../../report/report.js';
import { openFontsOf, openLetters, openSources } from './sources.js';

/** What a report tells of any run. */
export interface RunFacts {
  readonly started: string;
  readonly parameters: number;
  readonly seconds: number;
  readonly progress: readonly ProgressPoint[];
  readonly history: readonly EpochRecord[];
  readonly config: unknown;
}

export interface Job<Finished extends { readonly model: Model }> {
  /** What is odd about the data, in sentences. */
  readonly notes: readonly string[];
  train(options: TrainOptions): AsyncGenerator<TrainingEvent<Finished>>;
  /** HTML. */
  report(finished: Finished, facts: RunFacts): string;
}

export async function digitJob(recipe: Recipe, pool: WorkerPool): Promise<Job<FinishedModel>> {
  const datasets = await openSources(recipe);
  const data = await gatherData(recipe, datasets, pool);
  return {
    notes: [...warningsOf(datasets), ...data.notes],
    train: (options) => train(recipe, data, options),
    report: ({ evaluation, misreadings }, facts) =>
      reportHtml({ recipe, samples: data.labels.length, evaluation, misreadings, ...facts }),
  };
}

export async function lineJob(recipe: LineRecipe, pool: WorkerPool): Promise<Job<FinishedLineModel>> {
  const datasets = await openSources(recipe);
  const letters = await openLetters(recipe.letters);
  const data = await gatherLines(recipe, datasets, letters, pool, await openFontsOf(recipe));
  return {
    notes: [...warningsOf([...datasets, ...letters]), ...data.notes],
    train: (options) => trainLines(recipe, data, options),
    report: ({ evaluation, misreadings }, facts) =>
      lineReportHtml({ recipe, evaluation, misreadings, ...facts }),
  };
}

const warningsOf = (datasets: Awaited<ReturnType<typeof openSources>>): string[] =>
  datasets.flatMap(({ warnings }) => warnings).map(warningLine);
