/** Datasets over arrays in memory: made, cut, joined, given writers. Knows no file. */
import type { Pixels } from '@digitry/reader';
import { type Dataset, DatasetError, type DatasetWarning, DIGITS, type Sample } from './types.js';

export interface DatasetParts {
  readonly name: string;
  readonly ink: boolean;
  readonly labels: readonly string[];
  readonly image: (index: number) => Pixels;
  readonly source: (index: number) => string;
  readonly writers?: readonly (string | undefined)[];
  readonly warnings?: readonly DatasetWarning[];
}

/** @returns a dataset over these parts; `image` and `source` are called as they are asked for. */
export function createDataset(parts: DatasetParts): Dataset {
  const { labels, writers } = parts;
  const checked = (index: number): number => {
    if (index >= 0 && index < labels.length && Number.isInteger(index)) return index;
    throw new RangeError(
      `Expected an integer from 0 to ${labels.length - 1} for index but received ${index}`,
    );
  };
  return {
    name: parts.name,
    length: labels.length,
    ink: parts.ink,
    classes: [...new Set(labels)].sort(),
    warnings: parts.warnings ?? [],
    hasWriters: writers?.some((writer) => writer !== undefined) ?? false,
    image: (index) => parts.image(checked(index)),
    label: (index) => labels[checked(index)]!,
    writer: (index) => writers?.[checked(index)],
    source: (index) => parts.source(checked(index)),
  };
}

/**
 * Ink images of one size in one array, as MNIST has them.
 * @param bytes count × width × height, 255 = ink
 * @param labels count class numbers, below `classes.length`
 */
export function datasetOfBytes(
  name: string,
  bytes: Uint8Array,
  labels: Uint8Array,
  {
    width = 28,
    height = 28,
    classes = DIGITS,
    warnings = [] as readonly DatasetWarning[],
    source = (index: number): string => `${name}, row ${index + 1}`,
  } = {},
): Dataset {
  const size = width * height;
  if (bytes.length !== labels.length * size) {
    const message = `Expected ${labels.length} images of ${width}×${height} bytes for images but received ${bytes.length} bytes`;
    throw new DatasetError('count-mismatch', name, message);
  }
  return createDataset({
    name,
    ink: true,
    labels: Array.from(labels, (label) => classes[label] ?? String(label)),
    image: (index) => ({ width, height, data: bytes.subarray(index * size, (index + 1) * size) }),
    source,
    warnings,
  });
}

/** Samples given as objects, as from a page where people draw. */
export function datasetOfSamples(name: string, samples: readonly Sample[], ink = true): Dataset {
  return createDataset({
    name,
    ink,
    labels: samples.map((sample) => sample.label),
    writers: samples.map((sample) => sample.writer),
    image: (index) => samples[index]!.image,
    source: (index) => samples[index]!.source,
  });
}

/** The samples of these numbers, in this order, without copying a pixel. */
export function subset(dataset: Dataset, indices: ArrayLike<number>, name = dataset.name): Dataset {
  const chosen = Array.from(indices);
  return createDataset({
    name,
    ink: dataset.ink,
    labels: chosen.map((index) => dataset.label(index)),
    writers: chosen.map((index) => dataset.writer(index)),
    image: (index) => dataset.image(chosen[index]!),
    source: (index) => dataset.source(chosen[index]!),
    warnings: dataset.warnings,
  });
}

/** Several datasets one after the other. They must agree on whether their images are ink images. */
export function concatenate(datasets: readonly Dataset[], name?: string): Dataset {
  if (datasets.length === 1 && name === undefined) return datasets[0]!;
  const mixed = datasets.find((dataset) => dataset.ink !== datasets[0]?.ink);
  if (mixed) {
    throw new TypeError(
      `Expected datasets all of ink images or all of pictures for datasets but received ${datasets[0]!.name} and ${mixed.name}; prepare the pictures first`,
    );
  }
  const owner: Dataset[] = [];
  const place: number[] = [];
  for (const dataset of datasets) {
    for (let index = 0; index < dataset.length; index++) {
      owner.push(dataset);
      place.push(index);
    }
  }
  return createDataset({
    name: name ?? datasets.map((dataset) => dataset.name).join(' + '),
    ink: datasets[0]?.ink ?? true,
    labels: owner.map((dataset, index) => dataset.label(place[index]!)),
    writers: owner.map((dataset, index) => dataset.writer(place[index]!)),
    image: (index) => owner[index]!.image(place[index]!),
    source: (index) => owner[index]!.source(place[index]!),
    warnings: datasets.flatMap((dataset) => dataset.warnings),
  });
}

/**
 * Class numbers of all samples.
 * @throws DatasetError `label-range` naming the first sample whose label is not in `classes`
 */
export function classIndices(dataset: Dataset, classes: readonly string[] = DIGITS): Uint8Array {
  const numbers = new Map(classes.map((label, index) => [label, index]));
  return Uint8Array.from({ length: dataset.length }, (_, index) => {
    const number = numbers.get(dataset.label(index));
    if (number !== undefined) return number;
    const message = `Expected one of ${JSON.stringify(classes)} for label but received ${JSON.stringify(dataset.label(index))}`;
    throw new DatasetError('label-range', dataset.source(index), message);
  });
}
