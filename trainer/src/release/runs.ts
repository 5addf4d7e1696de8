/** The runs of one recipe that a release is made from: that they belong together, and which is the best. Knows no file. */
import type { Model } from '@digitry/engine';
import { type AnyRecipe, type Beginning, isLineRecipe, type Source, sourcesOf } from '../recipe.js';
import { baseName, type SetSpec } from './set-spec.js';

export interface FinishedRun<R extends AnyRecipe = AnyRecipe> {
  /** Its folder. */
  readonly path: string;
  readonly recipe: R;
  /** When it was started, ISO. */
  readonly started: string;
  /** Spent on training. */
  readonly seconds: number;
  /** Threads it was given; undefined for all. */
  readonly threads?: number;
  /** Version of digitry that trained it. */
  readonly version: string;
  /** Processor and Node, where the run tells. */
  readonly hardware?: string;
  readonly model: Model;
}

export interface ValidationFigures {
  readonly n: number;
  readonly loss: number;
  readonly accuracy: number;
}

/** Undefined for a run that began with random weights. */
export const beginningOf = ({ model }: FinishedRun): Beginning | undefined =>
  model.metadata.from as Beginning | undefined;

/** What the run measured on its validation data at its end, or null where it had none. */
export function validationOf({ model }: FinishedRun): ValidationFigures | null {
  const value = model.metadata.validation as Partial<ValidationFigures> | undefined;
  return typeof value?.loss === 'number' ? (value as ValidationFigures) : null;
}

/**
 * Index of the run with the least validation loss; test figures never choose.
 * @throws Error where the runs are not of one recipe with different seeds, or one of several has no validation data.
 */
export function chooseRun(runs: readonly FinishedRun[]): number {
  const [first] = runs;
  if (!first) throw new Error('Expected at least one run but received none.');
  for (const run of runs) {
    if (settingsOf(run.recipe) !== settingsOf(first.recipe))
      throw new Error(
        `Expected runs of one recipe that differ in nothing but the seed but received ${first.path} and ${run.path}.`,
      );
  }
  if (new Set(runs.map(({ recipe }) => recipe.seed)).size !== runs.length)
    throw new Error(
      `Expected runs of different seeds but received ${runs.map(({ recipe }) => recipe.seed)}.`,
    );
  if (runs.length === 1) return 0;
  const losses = runs.map((run) => {
    const found = validationOf(run);
    if (found) return found.loss;
    throw new Error(`Expected runs with validation data to choose among but ${run.path} has none.`);
  });
  return losses.indexOf(Math.min(...losses));
}

/** All that makes a run but its seed and the folders of its data. */
const settingsOf = (recipe: AnyRecipe): string => JSON.stringify({ ...publicRecipe(recipe), seed: 0 });

/** The recipe without the folders of this machine. */
export function publicRecipe<R extends AnyRecipe>(recipe: R): R {
  const sources = recipe.sources.map(publicSource);
  if (!isLineRecipe(recipe)) return { ...recipe, sources };
  const { fonts } = recipe;
  const letters = recipe.letters.map(publicSource);
  return { ...recipe, sources, letters, ...(fonts ? { fonts: fonts.map(publicSource) } : {}) };
}

const publicSource = ({ data, writersFile, ...source }: Source): Source => ({
  data: baseName(data),
  ...source,
  ...(writersFile === undefined ? {} : { writersFile: baseName(writersFile) }),
});

/**
 * `unseen`: nothing of it had a part in the training. `validation`: its writers were held out of training, but calibration
 * and the choice among runs looked at them.
 * @throws Error for a set that the runs were trained on.
 */
export function roleOf(recipe: AnyRecipe, spec: SetSpec): 'unseen' | 'validation' {
  // Of mnist it is the other part that is measured on.
  const measured = spec.data === 'mnist' ? 'mnist-test' : baseName(spec.data);
  const source = sourcesOf(recipe).find(({ data }) => baseName(data) === measured);
  if (!source) return 'unseen';
  const held = source.holdoutWriters ?? [];
  if (spec.writers.length > 0 && spec.writers.every((writer) => held.includes(writer))) return 'validation';
  throw new Error(
    `Expected a set that was not trained on but received ${spec.data}${held.length > 0 ? `; measure on its held-out writers: ${spec.data}#writers=${held.join(',')}` : ''}.`,
  );
}
