/** A data set as the network sees it, made once for as many models as are measured on it. Knows no model. */
import { subset } from '../datasets/memory.js';
import { type Dataset, DIGITS } from '../datasets/types.js';
import type { WorkerPool } from '../fit/pool.js';
import { prepareImages } from '../fit/prepare.js';
import type { Prepared } from '../fit/tasks.js';

export interface PrepareOptions {
  readonly pool: WorkerPool;
  readonly onProgress?: (done: number, of: number) => void;
}

/** `seen` and `states` as the workers give them, one a sample of `dataset`. */
export interface PreparedSet extends Prepared {
  readonly dataset: Dataset;
  /** Samples of the set as it was given that were left out. */
  readonly skipped: number;
}

/** The digits of a set. @throws Error where it has none. */
export function prepareDigits(dataset: Dataset, options: PrepareOptions): Promise<PreparedSet> {
  return prepareOnly(dataset, (label) => DIGITS.includes(label), 'labeled 0 to 9', options);
}

/** The samples that are no digit. @throws Error where there is none. */
export function prepareNonDigits(dataset: Dataset, options: PrepareOptions): Promise<PreparedSet> {
  return prepareOnly(dataset, (label) => !DIGITS.includes(label), 'that are no digit', options);
}

async function prepareOnly(
  dataset: Dataset,
  isWanted: (label: string) => boolean,
  which: string,
  { pool, onProgress }: PrepareOptions,
): Promise<PreparedSet> {
  const wanted = Array.from({ length: dataset.length }, (_, i) => i).filter((i) =>
    isWanted(dataset.label(i)),
  );
  if (wanted.length === 0) throw new Error(`Expected samples ${which} in ${dataset.name} but received none.`);
  const set = wanted.length === dataset.length ? dataset : subset(dataset, wanted);
  const prepared = await prepareImages(
    pool,
    set.length,
    (i) => set.image(i),
    (done) => onProgress?.(done, set.length),
  );
  return { ...prepared, dataset: set, skipped: dataset.length - set.length };
}
