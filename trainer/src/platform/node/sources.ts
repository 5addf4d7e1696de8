/** Finds the data sets of a run: the recipe's own, or those given on the command line. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { type Dataset, openDataset } from '../../datasets/index.js';
import type { Recipe, Source } from '../../recipe.js';

/**
 * The recipe with the data sets given instead of its own. One that is named as one of the recipe's (its last path part)
 * keeps what the recipe says of it: repeats, held-out writers.
 */
export function withData(recipe: Recipe, given: readonly string[]): Recipe {
  if (given.length === 0) return recipe;
  const sources = given.map((data): Source => {
    const known = recipe.sources.find(
      (source) => source.data === data || basename(source.data) === basename(data),
    );
    return { ...known, data };
  });
  return { ...recipe, sources };
}

/** @throws Error that says how to give a data set that is not there. */
export function checkSources(recipe: Recipe): void {
  const isFile = (data: string): boolean => /[./\\]/.test(data);
  const missing = recipe.sources.find(({ data }) => isFile(data) && !existsSync(data));
  if (!missing) return;
  const { data } = missing;
  const others = recipe.sources.filter((source) => !isFile(source.data));
  const alone = others.map((source) => `--data ${source.data}`).join(' ');
  throw new Error(
    `Expected the data set ${data} of recipe ${recipe.name} but it is missing; give its path with --data …/${basename(data)} (and the others with --data as well)${alone ? `, or ${alone} to do without it` : ''}.`,
  );
}

/** One after the other: each may be large. @throws DatasetError for one that cannot be used. */
export async function openSources(recipe: Recipe): Promise<Dataset[]> {
  const opened: Dataset[] = [];
  for (const { data } of recipe.sources) opened.push(await openDataset(data));
  return opened;
}
