/** The commands that make a release again, as a model card shows them. Knows no file. */
import { withOverrides } from '../overrides.js';
import { type AnyRecipe, sourcesOf } from '../recipe.js';
import { allRecipes } from '../recipes/index.js';
import { type FinishedRun, publicRecipe } from './runs.js';
import { publicSpec, type SetSpec } from './set-spec.js';

const run = (text: string): string => `npm run digitry -- ${text}`;
const quoted = (text: string): string => (/^[\w./=,:-]+$/.test(text) ? text : `'${text}'`);
const folderOf = (recipe: AnyRecipe): string => `runs/${recipe.name}-${recipe.seed}`;

/** One a run. */
export function trainCommands(runs: readonly FinishedRun[]): string[] {
  return runs.map(({ recipe, model }) => {
    const own = fontsInPlace(recipe);
    const sources = sourcesOf(publicRecipe(recipe)).filter((_, i) => !own.has(sourcesOf(recipe)[i]!.data));
    const data = sources.map(
      ({ data: set, writersFile }) =>
        `--data ${quoted(writersFile === undefined ? set : `${set}#writers-file=${writersFile}`)}`,
    );
    const changes = changesOf(recipe).map((change) => `--set ${quoted(change)}`);
    const from = model.metadata.from ? [`--from earlier-${recipe.seed}.safetensors`] : [];
    const ends = [`--seed ${recipe.seed}`, `--out ${folderOf(recipe)}`];
    const parts = [recipe.name, ...from, ...data, ...changes, ...ends];
    return run(`train ${parts.join(' ')}`);
  });
}

/** Fonts where the recipe in the repository has them: they need not be named. */
function fontsInPlace({ name }: AnyRecipe): ReadonlySet<string> {
  const known = allRecipes.find((recipe) => recipe.name === name);
  const fonts = known && 'fonts' in known ? (known.fonts ?? []) : [];
  return new Set(fonts.map(({ data }) => data));
}

export function releaseCommand(
  name: string,
  runs: readonly FinishedRun[],
  sets: readonly SetSpec[],
  bits: number | null,
): string {
  const parts = [
    name,
    ...runs.map(({ recipe }) => `--run ${folderOf(recipe)}`),
    ...sets.map((spec) => `--measure ${quoted(publicSpec(spec))}`),
    ...(bits === null ? [] : [`--quantize ${bits}`]),
  ];
  return run(`release ${parts.join(' ')}`);
}

/** `key=value` of what differs from the recipe as it is in the repository, as far as `--set` can say it. */
export function changesOf(recipe: AnyRecipe): string[] {
  const known = allRecipes.find(({ name }) => name === recipe.name);
  if (!known) return [];
  const [was, is] = [leavesOf(known), leavesOf(recipe)];
  const pairs = [...new Set([...was.keys(), ...is.keys()])]
    .filter((key) => key !== 'seed' && was.get(key) !== is.get(key))
    .map((key) => `${key}=${is.get(key) ?? 'none'}`);
  return pairs.filter((pair) => isSettable(known, pair));
}

function isSettable(recipe: AnyRecipe, pair: string): boolean {
  try {
    withOverrides(recipe, [pair]);
    return true;
  } catch {
    return false;
  }
}

/** Numbers, texts and nulls by their path; what is in lists is no setting. */
function leavesOf(value: object, path = ''): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  for (const [key, each] of Object.entries(value)) {
    if (Array.isArray(each) || each === undefined) continue;
    if (typeof each === 'object' && each !== null)
      for (const [inner, leaf] of leavesOf(each, `${path}${key}.`)) leaves.set(inner, leaf);
    else leaves.set(`${path}${key}`, each);
  }
  return leaves;
}
