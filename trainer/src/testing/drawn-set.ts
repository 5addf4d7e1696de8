/** Drawn digits as a data set for tests: no file, seeded, easy to learn. */
import { createRandom } from '@digitry/engine';
import { fitDigit } from '@digitry/reader';
import { datasetOfBytes } from '../datasets/memory.js';
import type { Dataset } from '../datasets/types.js';
import { drawDigit } from '../glyphs/index.js';

/** Ink images of 28×28, the digits in turn. */
export function drawnSet(count: number, seed = 1, name = 'drawn'): Dataset {
  const bytes = new Uint8Array(count * 784);
  const random = createRandom(seed);
  for (let i = 0; i < count; i++) bytes.set(fitDigit(drawDigit(i % 10, random.fork(i))), i * 784);
  return datasetOfBytes(
    name,
    bytes,
    Uint8Array.from({ length: count }, (_, i) => i % 10),
  );
}
