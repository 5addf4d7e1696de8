/** What a training run is made of, as plain data. Knows no file, no thread and no kernel. */
import { describe, type Loss, type Network, type Optimizer } from '@digitry/engine';
import { BLANK } from '@digitry/reader';
import type { AugmentConfig } from './augment/index.js';
import { DIGITS } from './datasets/types.js';
import type { LineConfig } from './lines/index.js';
import type { PrintConfig } from './print/index.js';
import type { Schedule } from './schedule.js';

export { DIGITS };

/** The labels of a network that also knows what is no digit. */
export const DIGITS_AND_NONE: readonly string[] = [...DIGITS, ''];

/** One data set of a recipe. */
export interface Source {
  /** What `openDataset` opens: `mnist`, a folder, a zip, … `--data` with a path that ends so stands in its place. */
  readonly data: string;
  /** How often each sample is seen in an epoch; 0.5 is every second one, drawn anew each time. Default 1. */
  readonly repeat?: number;
  /** Writers that are never trained on: they are the validation data. */
  readonly holdoutWriters?: readonly string[];
  /** Samples whose label the network does not have: left out, or shown as "not a digit". Default `skip`. */
  readonly others?: 'skip' | 'reject';
  /** A file with the writer of each sample, one a line, for sets that do not tell. */
  readonly writersFile?: string;
}

/** What recipes of every kind say. */
export interface CommonRecipe {
  readonly name: string;
  /** One sentence: what it is for. */
  readonly description: string;
  readonly network: Network;
  /** One a class, in the order of the outputs; '' is "not a digit", {@link BLANK} the blank of lines. */
  readonly labels: readonly string[];
  readonly sources: readonly Source[];
  /** Share of each source without held-out writers that is kept for validation, 0 … 0.5. */
  readonly validation: number;
  /** Epochs between two looks at the validation data; the last epoch is always looked at. */
  readonly validateEvery: number;
  readonly epochs: number;
  /** Samples a step; a multiple of 8. */
  readonly batch: number;
  readonly optimizer: Optimizer;
  readonly learningRate: Schedule;
  readonly loss: Loss;
  /** Decay of the moving average of the weights; the average is what is validated and kept. */
  readonly ema?: number;
  /** Largest joint L2 norm of the gradients. */
  readonly clipNorm?: number;
  readonly seed: number;
  /**
   * Runs before this one, each begun with the weights of the last; 0 by default. Every round shows other pictures, with the same samples
   * kept out of them.
   */
  readonly round?: number;
}

/** The model whose weights a run began with. */
export interface Beginning {
  readonly name: string;
  /** Of the copy, hexadecimal. */
  readonly sha256: string;
  /** How it had been trained, where it tells. */
  readonly epochs?: number;
  readonly peakLearningRate?: number;
}

/** A network that reads one digit. */
export interface Recipe extends CommonRecipe {
  readonly kind?: 'digit';
  /** `digit`: through the preparation that `read` uses. `none`: 28×28 samples as they are in the file. */
  readonly preparation: 'digit' | 'none';
  /** Null shows the same images in every epoch. */
  readonly augment: AugmentConfig | null;
  /** Digits drawn by the program (style variants), as a share of an epoch's images, 0 … 0.9. */
  readonly drawnShare: number;
  /** Drawn non-digits, as a share of an epoch's images, 0 … 0.9; needs the label ''. */
  readonly nonDigitShare: number;
}

/**
 * A network that reads lines: input [1, 32, width], output [labels, 1, steps]. Its sources are the digits that lines are written with; print has
 * none.
 */
export interface LineRecipe extends CommonRecipe {
  readonly kind: 'line';
  /** Characters that are no digit, for marks that belong to no number. */
  readonly letters: readonly Source[];
  /** Files and folders of fonts: print is set in them, of written lines a few are (`lines.fontShare`). Default: none. */
  readonly fonts?: readonly Source[];
  /** How the lines are written, or printed, and on what. */
  readonly lines: LineConfig | PrintConfig;
  /** Lines made for each epoch, none of them in another. */
  readonly linesPerEpoch: number;
  /** How often each is shown in its epoch: making a line takes nearly as long as learning from it. */
  readonly passes: number;
  /** What the lines of the validation look like, where not as those of the training: confidence has to be honest on lines that come, not on the hardest that can be made. */
  readonly validationPapers?: LineConfig | PrintConfig;
  /** Lines made once from the hands that are kept for validation. */
  readonly validationLines: number;
}

export type AnyRecipe = Recipe | LineRecipe;

export const isLineRecipe = (recipe: AnyRecipe): recipe is LineRecipe => recipe.kind === 'line';

/** A recipe of printed lines; those that are written have no kind. */
export const isPrint = (lines: LineConfig | PrintConfig): lines is PrintConfig => 'kind' in lines;

/** All data sets of a recipe, whatever they are for. */
export const sourcesOf = (recipe: AnyRecipe): readonly Source[] =>
  isLineRecipe(recipe) ? [...recipe.sources, ...recipe.letters, ...(recipe.fonts ?? [])] : recipe.sources;

const isShare = (x: number, most: number): boolean => x >= 0 && x <= most;

type Fail = (rule: string, name: string, value: unknown) => never;

/** Throws where the parts of a recipe do not fit each other. Ranges of single values are the overrides' matter. */
export function checkRecipe<R extends AnyRecipe>(recipe: R): R {
  const fail: Fail = (rule, name, value) => {
    throw new Error(`Expected ${rule} for ${name} of recipe ${recipe.name} but received ${value}`);
  };
  checkCommon(recipe, fail);
  if (isLineRecipe(recipe)) checkLines(recipe, fail);
  else checkDigits(recipe, fail);
  return recipe;
}

function checkCommon(recipe: CommonRecipe, fail: Fail): void {
  if (!Number.isInteger(recipe.batch) || recipe.batch < 8 || recipe.batch % 8 !== 0)
    fail('a multiple of 8', 'batch', recipe.batch);
  if (!Number.isInteger(recipe.epochs) || recipe.epochs < 1)
    fail('a whole number of 1 or more', 'epochs', recipe.epochs);
  if (recipe.labels.length < 2 || recipe.labels.length > 255)
    fail('2 to 255 labels', 'labels', recipe.labels.length);
  if (new Set(recipe.labels).size !== recipe.labels.length)
    fail('labels that differ', 'labels', recipe.labels.join(' '));
}

function checkDigits(recipe: Recipe, fail: Fail): void {
  if (recipe.sources.length === 0) fail('at least one data set', 'sources', 'none');
  if (!isShare(recipe.drawnShare + recipe.nonDigitShare, 0.9))
    fail('at most 0.9', 'drawnShare + nonDigitShare', recipe.drawnShare + recipe.nonDigitShare);
  if (recipe.nonDigitShare > 0 && !recipe.labels.includes(''))
    fail("0 (the network has no output for '')", 'nonDigitShare', recipe.nonDigitShare);
  const rest = recipe.labels.filter((label) => !DIGITS_AND_NONE.includes(label));
  if (recipe.drawnShare > 0 && rest.length > 0)
    fail('0 (only digits are drawn)', 'drawnShare', recipe.drawnShare);
}

function checkLines({ network, labels, loss, lines, sources, fonts = [] }: LineRecipe, fail: Fail): void {
  if (isPrint(lines) && fonts.length === 0) fail('at least one font', 'fonts', 'none');
  if (!isPrint(lines) && sources.length === 0) fail('at least one data set', 'sources', 'none');
  const [channels, height, width] = network.input;
  if (channels !== 1 || height !== 32 || width % 32 !== 0)
    fail('[1, 32, a multiple of 32]', 'network.input', network.input);
  const { output } = describe(network);
  if (output[0] !== labels.length || output[1] !== 1 || output[2] < 2)
    fail(`an output of [${labels.length}, 1, steps]`, 'network', output);
  if (labels[0] !== BLANK) fail(`${BLANK} first`, 'labels', labels.join(' '));
  if (loss.type !== 'ctc') fail('ctc', 'loss.type', loss.type);
}
