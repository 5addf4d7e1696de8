/** What a training run is made of, as plain data. Knows no file, no thread and no kernel. */
import type { Loss, Network, Optimizer } from '@digitry/engine';
import type { AugmentConfig } from './augment/index.js';
import { DIGITS } from './datasets/types.js';
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
}

export interface Recipe {
  readonly name: string;
  /** One sentence: what it is for. */
  readonly description: string;
  readonly network: Network;
  /** One a class, in the order of the outputs; '' is "not a digit". */
  readonly labels: readonly string[];
  readonly sources: readonly Source[];
  /** `digit`: through the preparation that `read` uses. `none`: 28×28 samples as they are in the file. */
  readonly preparation: 'digit' | 'none';
  /** Null shows the same images in every epoch. */
  readonly augment: AugmentConfig | null;
  /** Digits drawn by the program (style variants), as a share of an epoch's images, 0 … 0.9. */
  readonly drawnShare: number;
  /** Drawn non-digits, as a share of an epoch's images, 0 … 0.9; needs the label ''. */
  readonly nonDigitShare: number;
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
}

const isShare = (x: number, most: number): boolean => x >= 0 && x <= most;

/** Throws where the parts of a recipe do not fit each other. Ranges of single values are the overrides' matter. */
export function checkRecipe(recipe: Recipe): Recipe {
  const fail = (rule: string, name: string, value: unknown): never => {
    throw new Error(`Expected ${rule} for ${name} of recipe ${recipe.name} but received ${value}`);
  };
  if (!Number.isInteger(recipe.batch) || recipe.batch < 8 || recipe.batch % 8 !== 0)
    fail('a multiple of 8', 'batch', recipe.batch);
  if (!Number.isInteger(recipe.epochs) || recipe.epochs < 1)
    fail('a whole number of 1 or more', 'epochs', recipe.epochs);
  if (!isShare(recipe.drawnShare + recipe.nonDigitShare, 0.9))
    fail('at most 0.9', 'drawnShare + nonDigitShare', recipe.drawnShare + recipe.nonDigitShare);
  if (recipe.nonDigitShare > 0 && !recipe.labels.includes(''))
    fail("0 (the network has no output for '')", 'nonDigitShare', recipe.nonDigitShare);
  if (recipe.labels.length < 2 || recipe.labels.length > 255)
    fail('2 to 255 labels', 'labels', recipe.labels.length);
  if (new Set(recipe.labels).size !== recipe.labels.length)
    fail('labels that differ', 'labels', recipe.labels.join(' '));
  if (recipe.sources.length === 0) fail('at least one data set', 'sources', 'none');
  const rest = recipe.labels.filter((label) => !DIGITS_AND_NONE.includes(label));
  if (recipe.drawnShare > 0 && rest.length > 0)
    fail('0 (only digits are drawn)', 'drawnShare', recipe.drawnShare);
  return recipe;
}
