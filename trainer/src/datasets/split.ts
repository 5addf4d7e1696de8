/** Cuts a dataset in a part to train on and a part to look at, by sample or by writer. Seeded. */
import { createRandom } from '@digitry/engine';
import { subset } from './memory.js';
import { type Dataset, DatasetError } from './types.js';

export interface SplitOptions {
  /** Share of the samples for validation, 0 to 1 exclusive; by writer it is met to within one writer. */
  readonly validation: number;
  readonly seed: number;
  /** `writer`: nobody is in both parts. Default: by writer where writers are known, else by sample. */
  readonly by?: 'writer' | 'sample';
}

export interface Split {
  readonly train: Dataset;
  readonly validation: Dataset;
}

/**
 * Samples keep their order in both parts.
 * @throws RangeError for a share outside 0..1; DatasetError `unlabeled` where writers are asked for but not known
 */
export function splitDataset(dataset: Dataset, { validation, seed, by }: SplitOptions): Split {
  if (!(validation > 0 && validation < 1)) {
    throw new RangeError(`Expected a share between 0 and 1 for validation but received ${validation}`);
  }
  const wanted = Math.round(dataset.length * validation);
  const random = createRandom(seed);
  const held = new Uint8Array(dataset.length);
  if ((by ?? (dataset.hasWriters ? 'writer' : 'sample')) === 'sample') {
    const order = random.shuffle(Uint32Array.from({ length: dataset.length }, (_, index) => index));
    for (const index of order.subarray(0, wanted)) held[index] = 1;
    return parts(dataset, held);
  }
  const writers = samplesByWriter(dataset);
  let count = 0;
  for (const writer of random.shuffle([...writers.keys()].sort())) {
    const samples = writers.get(writer)!;
    if (count > 0 && count + samples.length / 2 > wanted) break;
    for (const index of samples) held[index] = 1;
    count += samples.length;
  }
  return parts(dataset, held);
}

/** Holds out these writers: they are `validation`, everybody else `train`. */
export function holdOutWriters(dataset: Dataset, writers: readonly string[]): Split {
  const known = samplesByWriter(dataset);
  const held = new Uint8Array(dataset.length);
  for (const writer of writers) {
    const samples = known.get(writer);
    if (!samples) {
      const message = `Expected a writer of this dataset but received ${JSON.stringify(writer)}; known are ${[...known.keys()].sort().slice(0, 12).join(', ')}`;
      throw new DatasetError('unlabeled', dataset.name, message);
    }
    for (const index of samples) held[index] = 1;
  }
  return parts(dataset, held);
}

/** Sample numbers by writer. @throws DatasetError `unlabeled` where a sample has no writer */
export function samplesByWriter(dataset: Dataset): Map<string, number[]> {
  const writers = new Map<string, number[]>();
  for (let index = 0; index < dataset.length; index++) {
    const writer = dataset.writer(index);
    if (writer === undefined) {
      const message = `Expected a writer for each sample but ${dataset.source(index)} has none; give a writers file or split by sample`;
      throw new DatasetError('unlabeled', dataset.name, message);
    }
    const samples = writers.get(writer);
    if (samples) samples.push(index);
    else writers.set(writer, [index]);
  }
  return writers;
}

function parts(dataset: Dataset, held: Uint8Array): Split {
  const numbers = (value: number): number[] => {
    const chosen: number[] = [];
    for (let index = 0; index < held.length; index++) if (held[index] === value) chosen.push(index);
    return chosen;
  };
  return { train: subset(dataset, numbers(0)), validation: subset(dataset, numbers(1)) };
}
