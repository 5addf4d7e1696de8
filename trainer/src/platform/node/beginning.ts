/** A run that begins with the weights of a model: which it was, and a copy to begin with again. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { encodeModel, type Model } from '@digitry/engine';
import type { AnyRecipe, Beginning } from '../../recipe.js';
import { loadModel } from './models.js';
import { BEGINNING, type RunFolder } from './run-folder.js';

/** @throws Error where there is no such model, or it has another network or other labels than the recipe */
export async function loadBeginning(recipe: AnyRecipe, nameOrPath: string): Promise<Model> {
  const model = await loadModel(nameOrPath);
  const isAlike =
    JSON.stringify(model.network.layers) === JSON.stringify(recipe.network.layers) &&
    model.metadata.labels.join() === recipe.labels.join();
  if (isAlike) return model;
  throw new Error(
    `Expected a model with the network and the labels of recipe ${recipe.name} for --from but received ${nameOrPath}.`,
  );
}

/** The recipe for a run that begins with this model: what was seen before shall not come again. */
export function nextRound<R extends AnyRecipe>(recipe: R, { metadata }: Model): R {
  const before = metadata.recipe as Partial<AnyRecipe> | undefined;
  return { ...recipe, round: recipe.round ?? (before?.round ?? 0) + 1 };
}

/** What the run's configuration says of it. */
export function beginningOf(model: Model): Beginning {
  const recipe = model.metadata.recipe as Partial<AnyRecipe> | undefined;
  return {
    name: model.metadata.name,
    sha256: createHash('sha256').update(encodeModel(model)).digest('hex'),
    ...(recipe?.epochs === undefined ? {} : { epochs: recipe.epochs }),
    ...(recipe?.learningRate === undefined ? {} : { peakLearningRate: recipe.learningRate.peak }),
  };
}

export const keepBeginning = (folder: RunFolder, model: Model): Promise<string> =>
  folder.write(BEGINNING, encodeModel(model));

/** The copy in the folder of a run that began with a model. */
export const beginningIn = (folder: RunFolder): Promise<Model> => loadModel(join(folder.path, BEGINNING));
