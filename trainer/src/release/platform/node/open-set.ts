/** Opens a set to measure on. */
import { subset } from '../../../datasets/memory.js';
import { openDataset } from '../../../datasets/platform/node/open.js';
import { holdOutWriters } from '../../../datasets/split.js';
import { type Dataset, DIGITS } from '../../../datasets/types.js';
import { LOOKALIKES } from '../../../fit/data.js';
import { onPad, PAD_STROKES } from '../../pad.js';
import type { SetSpec } from '../../set-spec.js';

/** What is read of a set: single digits, or texts of any length. */
export type SetKind = 'digit' | 'text';

/**
 * The test part of sets that have parts; of it what the specification chooses.
 * @throws DatasetError where it cannot be opened or has no such writer; Error where nothing is left or `pad` is asked of pictures.
 */
export async function openSet(
  { data, writers, writersFile, pad, nonDigits }: SetSpec,
  kind: SetKind = nonDigits ? 'text' : 'digit',
): Promise<Dataset> {
  const whole = await openDataset(data, {
    part: 'test',
    ...(writersFile === undefined ? {} : { writers: writersFile }),
    kind,
    ...(pad ? PAD_STROKES : {}),
  });
  if (pad && !/\.json$/i.test(data))
    throw new Error(`Expected pen strokes (.json) for pad but received ${data}.`);
  const chosen = writers.length > 0 ? holdOutWriters(whole, writers).validation : whole;
  return (pad ? onPad : (set: Dataset) => set)(nonDigits ? withoutDigits(chosen) : chosen);
}

function withoutDigits(dataset: Dataset): Dataset {
  const isPlain = (label: string): boolean => !DIGITS.includes(label) && !LOOKALIKES.has(label);
  const indices = Array.from({ length: dataset.length }, (_, i) => i).filter((i) =>
    isPlain(dataset.label(i)),
  );
  if (indices.length === 0)
    throw new Error(`Expected samples that are no digits in ${dataset.name} but received none.`);
  return subset(dataset, indices);
}
