/** Images of a data set as a recipe wants them: through the reader's preparation, or as they are in the file. */
import type { GrayImage } from '@digitry/reader';
import { type Dataset, DatasetError } from '../datasets/types.js';
import type { Recipe } from '../recipe.js';
import type { WorkerPool } from './pool.js';
import { prepareImages } from './prepare.js';
import { NO_INK } from './tasks.js';

export interface InkImages {
  readonly images: readonly GrayImage[];
  /** Class of each. */
  readonly labels: readonly number[];
  /** File and row of each. */
  readonly sources: readonly number[];
  /** What was left out, in sentences. */
  readonly notes: readonly string[];
}

/** What is shown to augmentation: ink as it is where a set has it, else what the preparation finds. */
export async function inkOf(dataset: Dataset, recipe: Recipe, pool: WorkerPool): Promise<InkImages> {
  const isAsItIs = recipe.preparation === 'none' || (dataset.ink && recipe.augment !== null);
  return isAsItIs ? fileImages(dataset, recipe) : preparedImages(dataset, recipe, pool);
}

/** What the network sees of each image, 28×28. */
export async function seenOf(dataset: Dataset, recipe: Recipe, pool: WorkerPool): Promise<InkImages> {
  return recipe.preparation === 'none' ? fileImages(dataset, recipe) : preparedImages(dataset, recipe, pool);
}

function fileImages(dataset: Dataset, recipe: Recipe): InkImages {
  const labels = classesOf(dataset, recipe.labels);
  return {
    images: labels.map((_, i) => fileImage(dataset, i, recipe)),
    labels,
    sources: labels.map((_, i) => i),
    notes: [],
  };
}

async function preparedImages(dataset: Dataset, recipe: Recipe, pool: WorkerPool): Promise<InkImages> {
  const labels = classesOf(dataset, recipe.labels);
  const { seen, states } = await prepareImages(pool, dataset.length, (i) => dataset.image(i));
  // What shows nothing has nothing to teach, unless nothing is what it shows.
  const isKept = (i: number): boolean => states[i] !== NO_INK || recipe.labels[labels[i]!] === '';
  const kept = labels.map((_, i) => i).filter(isKept);
  const first = labels.findIndex((_, i) => !isKept(i));
  const lost = labels.length - kept.length;
  return {
    images: kept.map((i) => ({ width: 28, height: 28, data: seen.subarray(i * 784, (i + 1) * 784) })),
    labels: kept.map((i) => labels[i]!),
    sources: kept,
    notes:
      lost === 0
        ? []
        : [
            `${dataset.name}: ${lost} images show no ink and are left out, the first is ${dataset.source(first)}`,
          ],
  };
}

const classesOf = (dataset: Dataset, labels: readonly string[]): number[] =>
  Array.from({ length: dataset.length }, (_, i) => labels.indexOf(dataset.label(i)));

function fileImage(dataset: Dataset, index: number, recipe: Recipe): GrayImage {
  const { width, height, data } = dataset.image(index);
  const isFit = recipe.preparation === 'digit' || (width === 28 && height === 28);
  if (data.length === width * height && isFit && data instanceof Uint8Array) return { width, height, data };
  const channels = data.length / (width * height);
  throw new DatasetError(
    'image-size',
    dataset.source(index),
    `Expected a gray 28×28 image for a recipe without preparation but received ${width}×${height} with ${channels} channels; --set preparation=digit reads any`,
  );
}
