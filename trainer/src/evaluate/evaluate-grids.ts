/** A reader on a data set of pictures of grids. Knows no file and no network. */
import type { Pixels } from '@digitry/reader';
import type { Dataset } from '../datasets/types.js';
import { evaluateGrids, type GridEvaluation, parseGrid, type ReadGrid } from './grid-evaluation.js';

/** A reader of grids, as far as it is needed here: null where it finds none in the picture. */
export type GridReader = (image: Pixels) => Promise<ReadGrid | null>;

export interface EvaluatedGrids extends GridEvaluation {
  readonly data: string;
  /** Pictures whose grid was not found, or with another size. */
  readonly lostIn: readonly string[];
}

/** @throws Error for an empty set, or a text that is no grid. */
export async function evaluateGridSet(
  read: GridReader,
  dataset: Dataset,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<EvaluatedGrids> {
  if (dataset.length === 0) throw new Error('Expected at least one grid to evaluate but received none.');
  const truths = Array.from({ length: dataset.length }, (_, i) => {
    try {
      return parseGrid(dataset.label(i));
    } catch (error) {
      throw new Error(`${dataset.source(i)}: ${(error as Error).message}`, { cause: error });
    }
  });
  const grids: { readonly truth: (typeof truths)[number]; readonly read: ReadGrid | null }[] = [];
  const lostIn: string[] = [];
  for (const [i, truth] of truths.entries()) {
    const grid = { truth, read: await read(dataset.image(i)) };
    if (evaluateGrids([grid]).lost > 0) lostIn.push(dataset.source(i));
    grids.push(grid);
    onProgress(i + 1, dataset.length);
  }
  return { data: dataset.name, ...evaluateGrids(grids), lostIn };
}
