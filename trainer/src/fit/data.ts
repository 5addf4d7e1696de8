/** From a recipe's data sets to what a run trains on and what it is validated on. Knows no file. */
import { createRandom } from '@digitry/engine';
import type { GrayImage } from '@digitry/reader';
import { subset } from '../datasets/memory.js';
import { holdOutWriters, type Split, splitDataset } from '../datasets/split.js';
import type { Dataset } from '../datasets/types.js';
import type { CommonRecipe, Recipe, Source } from '../recipe.js';
import { inkOf, seenOf } from './ink.js';
import { createImageMaker } from './make-images.js';
import { type PackedImages, packImages } from './pack.js';
import type { Segment } from './plan.js';
import type { WorkerPool } from './pool.js';

export interface LabeledImages {
  /** count × 784: what the network sees. */
  readonly images: Uint8Array;
  /** Class of each. */
  readonly labels: Uint8Array;
  /** File and row of each, for people. */
  readonly source: (index: number) => string;
}

export interface TrainingData {
  /** Ink images of any size. */
  readonly images: PackedImages;
  /** Class of each. */
  readonly labels: Uint8Array;
  readonly segments: readonly Segment[];
  readonly validation: LabeledImages;
  /** What was left out, in sentences. */
  readonly notes: readonly string[];
}

/** Random streams of the split and of drawings for validation; the feed has those of the epochs. */
const SPLIT = 4;
const DRAWN = 5;

/** Letters that many people write as they write a digit: never shown as "not a digit". */
export const LOOKALIKES: ReadonlySet<string> = new Set([...'OoQDIilJjZzSsBbGgqTAtYy|']);

/**
 * @param datasets one for each of the recipe's sources, in their order
 * @throws Error where nothing is left to train on; DatasetError where an image does not fit the recipe
 */
export async function gatherData(
  recipe: Recipe,
  datasets: readonly Dataset[],
  pool: WorkerPool,
): Promise<TrainingData> {
  const notes: string[] = [];
  const images: GrayImage[] = [];
  const labels: number[] = [];
  const segments: Segment[] = [];
  const held: Held[] = [];
  for (const [i, source] of recipe.sources.entries()) {
    const { train, validation } = cutForValidation(
      ofKnownClasses(datasets[i]!, recipe.labels, source, notes),
      recipe,
      source,
      i,
    );
    const ink = await inkOf(train, recipe, pool);
    notes.push(...ink.notes);
    segments.push({
      name: train.name,
      first: labels.length,
      count: ink.images.length,
      repeat: source.repeat ?? 1,
    });
    for (const image of ink.images) images.push(image);
    for (const label of ink.labels) labels.push(label);
    if (!validation) continue;
    const seen = await seenOf(validation, recipe, pool);
    notes.push(...seen.notes);
    seen.images.forEach((image, n) => {
      held.push({ image, label: seen.labels[n]!, source: validation.source(seen.sources[n]!) });
    });
  }
  held.push(...drawnNonDigits(recipe, held.length));
  if (labels.length === 0) {
    const names = datasets.map((dataset) => dataset.name).join(', ');
    throw new Error(`Expected at least one sample to train on but received none from ${names}.`);
  }
  const validation = new Uint8Array(held.length * 784);
  held.forEach(({ image }, i) => {
    validation.set(image.data, i * 784);
  });
  return {
    images: packImages(images),
    labels: Uint8Array.from(labels),
    segments,
    validation: {
      images: validation,
      labels: Uint8Array.from(held, ({ label }) => label),
      source: (i) => held[i]!.source,
    },
    notes,
  };
}

/** A source's part to train on and its part to look at, cut by writers where they are known. */
export function cutForValidation(
  dataset: Dataset,
  recipe: Pick<CommonRecipe, 'seed' | 'validation'>,
  source: Source,
  index: number,
): { train: Dataset; validation: Dataset | null } {
  if (source.holdoutWriters?.length) return holdOutWriters(dataset, source.holdoutWriters);
  // A set of which nothing would be held is trained on whole.
  if (Math.round(dataset.length * recipe.validation) === 0) return { train: dataset, validation: null };
  const seed = createRandom(recipe.seed).fork(SPLIT).fork(index).uint32();
  const split: Split = splitDataset(dataset, { validation: recipe.validation, seed });
  return split;
}

interface Held {
  readonly image: GrayImage;
  readonly label: number;
  readonly source: string;
}

/** Non-digits beside the digits held for validation, in the recipe's share: confidence has to be honest about them too. */
function drawnNonDigits(recipe: Recipe, digits: number): Held[] {
  const noneClass = recipe.labels.indexOf('');
  const entries = new Int32Array(Math.round(digits * recipe.nonDigitShare)).fill(-1 - noneClass);
  const make = createImageMaker({ images: packImages([]), labels: recipe.labels, augment: null });
  const images = make(entries, 0, createRandom(recipe.seed).fork(DRAWN).state);
  return Array.from(entries, (_, i) => ({
    image: { width: 28, height: 28, data: images.subarray(i * 784, (i + 1) * 784) },
    label: noneClass,
    source: `drawn non-digit ${i + 1}`,
  }));
}

/** The samples whose label the network has; others are left out or become '', as the source says. */
function ofKnownClasses(
  dataset: Dataset,
  labels: readonly string[],
  source: Source,
  notes: string[],
): Dataset {
  if (dataset.classes.every((label) => labels.includes(label))) return dataset;
  const reject = source.others === 'reject' && labels.includes('');
  const isKept = (label: string): boolean => labels.includes(label) || (reject && !LOOKALIKES.has(label));
  const kept = Array.from({ length: dataset.length }, (_, i) => i).filter((i) => isKept(dataset.label(i)));
  const lost = dataset.length - kept.length;
  if (lost > 0)
    notes.push(
      `${dataset.name}: ${lost} samples have a label that the network does not have and are left out`,
    );
  const chosen = subset(dataset, kept);
  return { ...chosen, label: (i) => (labels.includes(chosen.label(i)) ? chosen.label(i) : '') };
}
