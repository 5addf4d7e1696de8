/** From a line recipe's data sets to the hands that write its lines, and the lines it is validated on. Knows no file. */
import { createRandom } from '@digitry/engine';
import type { GrayImage } from '@digitry/reader';
import { subset } from '../datasets/memory.js';
import { type Dataset, DIGITS } from '../datasets/types.js';
import type { Font } from '../fonts/index.js';
import { isPrint, type LineRecipe, type Source } from '../recipe.js';
import { cutForValidation } from './data.js';
import { makeLines, setUpLines } from './line-feed.js';
import { linesOf, type Writing } from './make-lines.js';
import { packImages } from './pack.js';
import type { WorkerPool } from './pool.js';
import { prepareLines } from './prepare-lines.js';

/** Lines as the network sees them. */
export interface SeenLines {
  /** 32 pixels high, each of its own width. */
  readonly strips: readonly GrayImage[];
  readonly texts: readonly string[];
}

export interface LineData {
  /** What the training lines are written with. */
  readonly writing: Writing;
  /** The digits of it by data set, or for print the fonts by source; `repeat` is how often each is in it. */
  readonly segments: readonly { readonly name: string; readonly count: number; readonly repeat: number }[];
  readonly validation: SeenLines;
  /** What was left out, in sentences. */
  readonly notes: readonly string[];
}

/** Random stream of the validation lines; the feed has those of the epochs, the split has its own. */
const VALIDATION = 6;

/**
 * @param datasets one for each of the recipe's sources, in their order
 * @param letters one for each of its letters
 * @param opened the fonts of each of its fonts
 * @throws Error where there is no digit to write with
 */
export async function gatherLines(
  recipe: LineRecipe,
  datasets: readonly Dataset[],
  letters: readonly Dataset[],
  pool: WorkerPool,
  opened: readonly FontsOfSource[] = [],
): Promise<LineData> {
  if (isPrint(recipe.lines)) return gatherPrint(recipe, opened, pool);
  const notes = opened.flatMap((source) => source.notes);
  const fonts = opened.flatMap((source) => source.fonts);
  const hands: Parts = { training: emptyPart(), validation: emptyPart() };
  const segments: LineData['segments'][number][] = [];
  for (const [i, source] of recipe.sources.entries()) {
    const digits = only(datasets[i]!, (label) => DIGITS.includes(label), 'is no digit', notes);
    const count = await share(digits, recipe, source, i, hands, pool, notes);
    segments.push({ name: digits.name, count, repeat: source.repeat ?? 1 });
  }
  if (hands.training.images.length === 0) {
    const names = datasets.map((dataset) => dataset.name).join(', ');
    throw new Error(`Expected at least one digit to write with but received none from ${names}.`);
  }
  const others: Parts = { training: emptyPart(), validation: emptyPart() };
  for (const [i, source] of recipe.letters.entries()) {
    const known = only(letters[i]!, (label) => !DIGITS.includes(label), 'is a digit', []);
    await share(known, recipe, source, recipe.sources.length + i, others, pool, notes);
  }
  const held = hands.validation.images.length > 0 ? hands.validation : null;
  return {
    writing: { ...writingOf(hands.training, others.training), ...(fonts.length > 0 ? { fonts } : {}) },
    segments,
    validation: held
      ? await validationLines(recipe, writingOf(held, others.validation), pool)
      : { strips: [], texts: [] },
    notes,
  };
}

/** What was found in a file or folder of fonts. */
export interface FontsOfSource {
  readonly fonts: readonly Font[];
  readonly notes: readonly string[];
}

/** Random stream of the choice of fonts for validation. */
const FONTS = 7;

/** Whole families are kept for validation: two styles of one are much alike. */
async function gatherPrint(
  recipe: LineRecipe,
  opened: readonly FontsOfSource[],
  pool: WorkerPool,
): Promise<LineData> {
  const fonts = opened.flatMap((source) => source.fonts);
  const random = createRandom(recipe.seed).fork(FONTS);
  const drawn = [...new Set(fonts.map(({ family }) => family))].sort().map((family) => ({
    family,
    place: random.next(),
  }));
  const count = Math.round(recipe.validation * drawn.length);
  const held = new Set([
    ...drawn
      .toSorted((a, b) => a.place - b.place)
      .slice(0, count)
      .map(({ family }) => family),
    ...(recipe.fonts ?? []).flatMap(({ holdoutWriters = [] }) => holdoutWriters),
  ]);
  const isHeld = ({ family }: Font): boolean => held.has(family);
  const nothing = writingOf(emptyPart(), emptyPart());
  const segments = (recipe.fonts ?? []).map(({ data }, i) => ({
    name: data,
    count: opened[i]?.fonts.filter((font) => !isHeld(font)).length ?? 0,
    repeat: 1,
  }));
  const training = fonts.filter((font) => !isHeld(font));
  const validation = fonts.filter(isHeld);
  return {
    writing: { ...nothing, fonts: training },
    segments,
    validation:
      validation.length > 0
        ? await validationLines(recipe, { ...nothing, fonts: validation }, pool)
        : { strips: [], texts: [] },
    notes: [
      ...opened.flatMap((source) => source.notes),
      ...(held.size > 0 ? [`Fonts kept for validation: ${[...held].sort().join(', ')}`] : []),
    ],
  };
}

interface Part {
  readonly images: GrayImage[];
  readonly labels: string[];
  readonly writers: (string | null)[];
}

interface Parts {
  readonly training: Part;
  readonly validation: Part;
}

const emptyPart = (): Part => ({ images: [], labels: [], writers: [] });

function writingOf(digits: Part, letters: Part): Writing {
  return {
    digits: {
      images: packImages(digits.images),
      labels: Uint8Array.from(digits.labels, Number),
      writers: digits.writers,
    },
    letters: { images: packImages(letters.images), labels: letters.labels },
  };
}

/**
 * Puts the ink of a set into what is trained on and what is validated on, the former as often as the source says.
 * @returns how many samples are trained on
 */
async function share(
  dataset: Dataset,
  recipe: LineRecipe,
  source: Source,
  index: number,
  { training, validation }: Parts,
  pool: WorkerPool,
  notes: string[],
): Promise<number> {
  const parts = cutForValidation(dataset, recipe, source, index);
  const ink = await inkOf(parts.train, pool, notes);
  for (let copy = 0; copy < Math.round(source.repeat ?? 1); copy++) append(training, parts.train, ink);
  if (parts.validation) append(validation, parts.validation, await inkOf(parts.validation, pool, notes));
  return ink.filter((image) => image !== null).length;
}

function append(part: Part, dataset: Dataset, ink: readonly (GrayImage | null)[]): void {
  ink.forEach((image, i) => {
    if (!image) return;
    const writer = dataset.writer(i);
    part.images.push(image);
    part.labels.push(dataset.label(i));
    // Two sets may call two people by one name.
    part.writers.push(writer === undefined ? null : `${dataset.name}: ${writer}`);
  });
}

/** Ink as it is where a set has it; of pictures what the preparation of lines finds, null where that is nothing. */
export async function inkOf(
  dataset: Dataset,
  pool: WorkerPool,
  notes: string[],
): Promise<readonly (GrayImage | null)[]> {
  if (dataset.ink) return Array.from({ length: dataset.length }, (_, i) => dataset.image(i) as GrayImage);
  const prepared = await prepareLines(pool, dataset.length, (i) => dataset.image(i));
  const first = prepared.findIndex(({ isUsable }) => !isUsable);
  const lost = prepared.filter(({ isUsable }) => !isUsable).length;
  if (lost > 0)
    notes.push(
      `${dataset.name}: ${lost} images show no ink and are left out, the first is ${dataset.source(first)}`,
    );
  return prepared.map(({ seen, isUsable }) => (isUsable ? seen : null));
}

function only(
  dataset: Dataset,
  isWanted: (label: string) => boolean,
  otherwise: string,
  notes: string[],
): Dataset {
  const kept = Array.from({ length: dataset.length }, (_, i) => i).filter((i) => isWanted(dataset.label(i)));
  if (kept.length === dataset.length) return dataset;
  notes.push(
    `${dataset.name}: ${dataset.length - kept.length} samples whose label ${otherwise} are left out`,
  );
  return subset(dataset, kept);
}

async function validationLines(recipe: LineRecipe, writing: Writing, pool: WorkerPool): Promise<SeenLines> {
  const count = recipe.validationLines;
  const strips = new Array<GrayImage>(count);
  const texts = new Array<string>(count);
  await setUpLines({ ...recipe, lines: recipe.validationPapers ?? recipe.lines }, writing, pool, true);
  const { state } = createRandom(recipe.seed).fork(VALIDATION);
  await makeLines(pool, count, state, (first, made) => {
    for (const [i, { strip, text }] of linesOf(made, recipe.labels).entries()) {
      strips[first + i] = strip;
      texts[first + i] = text;
    }
  });
  return { strips, texts };
}
