/** The release of a network that reads lines: calibrated again, measured on its sets as a reader reads them. */
import { encodeModel, type Model } from '@digitry/engine';
import { createReader, LINE_PREPARATION_VERSION } from '@digitry/reader';
import type { Dataset } from '../../../datasets/types.js';
import { type EvaluatedLines, evaluateLineSet } from '../../../evaluate/evaluate-lines.js';
import { readsPrint } from '../../../evaluate/number-text.js';
import { finishLineModel } from '../../../fit/finish-lines.js';
import { gatherLines } from '../../../fit/line-data.js';
import { openFontsOf, openLetters, openSources } from '../../../platform/node/sources.js';
import type { LineRecipe } from '../../../recipe.js';
import { lineCard } from '../../line-card.js';
import { type LineMetrics, type MeasuredLines, measuredLines } from '../../line-metrics.js';
import { type Calibration, type ReleasedForm, releasedForm, trainedOn } from '../../released.js';
import { publicRecipe } from '../../runs.js';
import { publicSpec } from '../../set-spec.js';
import { spreadOf } from '../../statistics.js';
import { allModels, formOf, isDataThere, type Made, type Making, noteWarnings } from './making.js';
import { openSet } from './open-set.js';

export async function releaseLines(making: Making<LineRecipe>): Promise<Made<LineMetrics>> {
  const { options, runs, chosen, sets: asked, commands } = making;
  const run = runs[chosen]!;
  const form = await releasedForm(run, await calibrationOf(making), formOf(options));
  const sets = await measureAll(making, form);
  return {
    form,
    inFile: Object.fromEntries(sets.map(({ data, n, exact, cer }) => [data, { n, exact, cer }])),
    metrics: (common) => ({ ...common, kind: 'line', sets }),
    card: (metrics) =>
      lineCard({
        recipe: publicRecipe(run.recipe),
        metrics,
        data: trainedOn(run.model),
        writersFiles: [
          ...run.recipe.sources.flatMap(({ writersFile }) => writersFile ?? []),
          ...asked.flatMap(({ spec }) => spec.writersFile ?? []),
        ],
        commands,
      }),
    pictures: {},
  };
}

/** From the run's validation lines, made as the run made them. */
async function calibrationOf({ runs, chosen, options, pool }: Making<LineRecipe>): Promise<Calibration> {
  const run = runs[chosen]!;
  const preparation = LINE_PREPARATION_VERSION;
  if (!isDataThere(run, options)) return { preparation, fit: null };
  const { sources, letters } = run.recipe;
  const data = await gatherLines(
    run.recipe,
    await openSources({ sources }),
    await openLetters(letters),
    pool,
    await openFontsOf(run.recipe),
  );
  if (data.validation.texts.length === 0) return { preparation, fit: null };
  const recipe = publicRecipe(run.recipe);
  return {
    preparation,
    fit: async (weights) => (await finishLineModel(recipe, weights, data, options.threads)).model,
  };
}

async function measureAll(making: Making<LineRecipe>, form: ReleasedForm): Promise<MeasuredLines[]> {
  const { options } = making;
  const { onStatus = () => {} } = options;
  const all = allModels(making, form);
  const measured: MeasuredLines[] = [];
  for (const { spec, role } of making.sets) {
    const dataset = await openSet(spec, 'text');
    noteWarnings(dataset, options);
    const onProgress = (done: number, of: number): void =>
      onStatus(`${spec.label}: ${done} of ${of} lines read`);
    const result = await readAll(form.model, dataset, onProgress);
    const exact: number[] = [];
    for (const model of all)
      exact.push(model === form.model ? result.exact : (await readAll(model, dataset, onProgress)).exact);
    measured.push(measuredLines({ data: spec.label, set: publicSpec(spec), role }, result, spreadOf(exact)));
  }
  return measured;
}

/** As `digitry evaluate --kind line` reads. */
async function readAll(
  model: Model,
  dataset: Dataset,
  onProgress: (done: number, of: number) => void,
): Promise<EvaluatedLines> {
  const reader = await createReader({ lineModel: encodeModel(model) });
  try {
    return await evaluateLineSet(reader, dataset, { onProgress, print: readsPrint(model.metadata.labels) });
  } finally {
    await reader.close();
  }
}
