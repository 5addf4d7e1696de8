/** What was read on a page → the one grid that is compared. Knows no engine and no image. */
import type { CellReading, GridReading, PageReading } from '@digitry/reader';
import type { ReadCell, ReadGrid } from './grid-evaluation.js';

/** The grid that covers the most of the picture; null for a page without one. */
export function gridOfPage({ grids }: Pick<PageReading, 'grids'>): ReadGrid | null {
  const [largest] = grids.toSorted((a, b) => areaOf(b) - areaOf(a));
  if (!largest) return null;
  const { rows, columns, cells } = largest;
  return { rows, columns, cells: cells.map(cellOf) };
}

/** What is rejected, or marked as notes, is no entry, whatever the network makes of it. */
function cellOf({ row, column, text, isEmpty, isNote, status }: CellReading): ReadCell {
  const isRejected = !isEmpty && (isNote || status === 'rejected');
  return { row, column, text: isRejected ? '' : text, isEmpty, isRejected };
}

/** Square pixels, by the shoelace formula. */
function areaOf({ quad }: GridReading): number {
  const twice = quad.map(([x, y], i) => x * quad[(i + 1) % 4]![1] - y * quad[(i + 1) % 4]![0]);
  return Math.abs(twice.reduce((sum, part) => sum + part, 0)) / 2;
}
