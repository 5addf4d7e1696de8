/** Finds the data sets of a run: the recipe's own, or those given on the command line. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { type Dataset, openDataset } from '../../datasets/index.js';
import { type OpenedFonts, openFonts } from '../../fonts/platform/node/open-fonts.js';
import {
  type AnyRecipe,
  isLineRecipe,
  isPrint,
  type LineRecipe,
  type Source,
  sourcesOf,
} from '../../recipe.js';

/** What stands between a data set and the file of its writers. */
const WRITERS = '#writers-file=';

/**
 * The recipe with the data sets given instead of its own. One that is named as one of the recipe's (its last path part)
 * keeps what the recipe says of it: repeats, held-out writers, that it is of letters or a font. Any other is digits, or for print a font. `SET#writers-file=FILE` says where the file with
 * the writer of each sample lies.
 */
export function withData<R extends AnyRecipe>(recipe: R, given: readonly string[]): R {
  if (given.length === 0) return recipe;
  const known = sourcesOf(recipe);
  const sources = given.map((text): { source: Source; own: Source | undefined } => {
    const [data, writersFile] = text.split(WRITERS) as [string, string?];
    const own = known.find((source) => source.data === data || basename(source.data) === basename(data));
    return { own, source: { ...own, data, ...(writersFile === undefined ? {} : { writersFile }) } };
  });
  const all = sources.map(({ source }) => source);
  if (!isLineRecipe(recipe)) return { ...recipe, sources: all };
  const kindOf = ({ own, source }: (typeof sources)[number]): 'sources' | 'letters' | 'fonts' => {
    if (own && recipe.letters.includes(own)) return 'letters';
    if (isPrint(recipe.lines) || /\.[ot]tf$/i.test(source.data)) return 'fonts';
    return own && recipe.fonts?.includes(own) ? 'fonts' : 'sources';
  };
  const of = (kind: string): Source[] =>
    sources.filter((each) => kindOf(each) === kind).map(({ source }) => source);
  const fonts = of('fonts');
  return {
    ...recipe,
    sources: of('sources'),
    letters: of('letters'),
    ...(fonts.length > 0 || recipe.fonts ? { fonts } : {}),
  };
}

/** @throws Error that says how to give a data set that is not there. */
export function checkSources(recipe: AnyRecipe): void {
  const isFile = (data: string): boolean => /[./\\]/.test(data);
  const sources = sourcesOf(recipe);
  const missing = sources.find(({ data }) => isFile(data) && !existsSync(data));
  if (missing) {
    const { data } = missing;
    const others = sources.filter((source) => !isFile(source.data));
    const alone = others.map((source) => `--data ${source.data}`).join(' ');
    throw new Error(
      `Expected the data set ${data} of recipe ${recipe.name} but it is missing; give its path with --data …/${basename(data)} (and the others with --data as well)${alone ? `, or ${alone} to do without it` : ''}.`,
    );
  }
  const anonymous = sources.find(({ writersFile }) => writersFile !== undefined && !existsSync(writersFile));
  if (!anonymous) return;
  const { data, writersFile } = anonymous;
  throw new Error(
    `Expected the writers of ${data} in ${writersFile} but it is missing; give its path with --data '${data}${WRITERS}…/${basename(writersFile!)}' (and the others with --data as well).`,
  );
}

/** One after the other: each may be large. @throws DatasetError for one that cannot be used. */
export function openSources({ sources }: Pick<AnyRecipe, 'sources'>): Promise<Dataset[]> {
  return openAll(sources, 'digit');
}

/** Sets of characters that are no digits. @throws DatasetError for one that cannot be used. */
export function openLetters(letters: readonly Source[]): Promise<Dataset[]> {
  return openAll(letters, 'text');
}

/** The fonts of each source. @throws Error for a path without a font. */
export async function openFontsOf({ fonts = [] }: Pick<LineRecipe, 'fonts'>): Promise<OpenedFonts[]> {
  const opened: OpenedFonts[] = [];
  for (const { data } of fonts) opened.push(await openFonts([data]));
  return opened;
}

async function openAll(sources: readonly Source[], kind: 'digit' | 'text'): Promise<Dataset[]> {
  const opened: Dataset[] = [];
  for (const { data, writersFile: writers } of sources)
    opened.push(await openDataset(data, { kind, ...(writers === undefined ? {} : { writers }) }));
  return opened;
}
