/** The release of a network that reads digits: calibrated again, measured on its sets. */
import { PREPARATION_VERSION } from '@digitry/reader';
import { gatherData } from '../../../fit/data.js';
import { finishModel } from '../../../fit/finish.js';
import { openSources } from '../../../platform/node/sources.js';
import type { Recipe } from '../../../recipe.js';
import { modelCard } from '../../card.js';
import { misreadingSheet } from '../../gallery.js';
import { measureDigits, measureNonDigits } from '../../measure.js';
import type { MeasuredRejection, MeasuredSet, Metrics } from '../../metrics.js';
import { type Calibration, type ReleasedForm, releasedForm, trainedOn } from '../../released.js';
import { publicRecipe } from '../../runs.js';
import { isMnist } from '../../set-spec.js';
import { allModels, formOf, isDataThere, type Made, type Making, noteWarnings } from './making.js';
import { openSet } from './open-set.js';

export async function releaseDigits(making: Making<Recipe>): Promise<Made<Metrics>> {
  const { options, runs, chosen, sets: asked, commands } = making;
  const run = runs[chosen]!;
  const form = await releasedForm(run, await calibrationOf(making), formOf(options));
  const { sets, rejection, gallery } = await measureAll(making, form);
  return {
    form,
    inFile: Object.fromEntries(sets.map(({ data, n, accuracy, ece }) => [data, { n, accuracy, ece }])),
    metrics: (common) => ({ ...common, sets, rejection }),
    card: (metrics) =>
      modelCard({
        recipe: publicRecipe(run.recipe),
        metrics,
        data: trainedOn(run.model),
        writersFiles: asked.flatMap(({ spec }) => spec.writersFile ?? []),
        gallery: gallery && { file: 'misread.png', of: gallery.of },
        commands,
      }),
    pictures: gallery ? { 'misread.png': gallery.png } : {},
  };
}

/** From the run's data, cut as the run cut it. */
async function calibrationOf({ runs, chosen, options, pool }: Making<Recipe>): Promise<Calibration> {
  const run = runs[chosen]!;
  const preparation = PREPARATION_VERSION;
  if (!isDataThere(run, options)) return { preparation, fit: null };
  const data = await gatherData(run.recipe, await openSources(run.recipe), pool);
  if (data.validation.labels.length === 0) return { preparation, fit: null };
  const recipe = publicRecipe(run.recipe);
  return {
    preparation,
    fit: async (weights) => (await finishModel(recipe, weights, data, options.threads)).model,
  };
}

interface Measured {
  readonly sets: readonly MeasuredSet[];
  readonly rejection: readonly MeasuredRejection[];
  /** PNG of the worst misreadings of MNIST, whose images may be shown. */
  readonly gallery: { readonly png: Uint8Array; readonly of: string } | null;
}

async function measureAll(making: Making<Recipe>, form: ReleasedForm): Promise<Measured> {
  const { options, pool } = making;
  const { threads, onStatus = () => {} } = options;
  const all = allModels(making, form);
  const sets: MeasuredSet[] = [];
  const rejection: MeasuredRejection[] = [];
  let gallery: Measured['gallery'] = null;
  for (const { spec, role } of making.sets) {
    const dataset = await openSet(spec);
    noteWarnings(dataset, options);
    const measure = {
      pool,
      ...(threads === undefined ? {} : { threads }),
      onProgress: (done: number, of: number) => onStatus(`${spec.label}: ${done} of ${of} images prepared`),
    };
    if (spec.nonDigits) {
      rejection.push(await measureNonDigits(form.model, spec, dataset, measure));
      continue;
    }
    const { figures, misreadings } = await measureDigits(form.model, all, { spec, role, dataset }, measure);
    sets.push(figures);
    if (isMnist(spec.data) && misreadings.length > 0)
      gallery = { png: misreadingSheet(misreadings), of: spec.label };
  }
  return { sets, rejection, gallery };
}
