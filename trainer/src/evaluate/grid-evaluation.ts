/** A grid of cells side by side with what was read of it. Knows no engine and no image. */

/** What a cell holds: a digit, nothing, or several small digits that somebody considers. */
export type CellTruth =
  | { readonly kind: 'digit'; readonly digit: string }
  | { readonly kind: 'empty' | 'candidates' };

/** What was read of a cell. */
export interface ReadCell {
  readonly row: number;
  readonly column: number;
  /** '' where nothing is written or it was rejected. */
  readonly text: string;
  readonly isEmpty: boolean;
  /** True for a cell that was not accepted as a digit: rejected, or marked as candidates. */
  readonly isRejected: boolean;
}

export interface ReadGrid {
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly ReadCell[];
}

export interface KindScore {
  readonly n: number;
  readonly right: number;
}

export interface GridEvaluation {
  /** Cells. */
  readonly n: number;
  readonly right: number;
  readonly accuracy: number;
  readonly grids: number;
  /** Grids of which every cell is right. */
  readonly perfect: number;
  /** Grids that were not found, or with other rows or columns: all their cells are wrong. */
  readonly lost: number;
  readonly kinds: { readonly [K in CellTruth['kind']]: KindScore };
}

/**
 * Rows separated by `/`, cells by spaces: `0` is empty, `1` to `9` a digit. `candidates`, or any number of two digits or more (grid-photos writes 10),
 * is a cell of several small digits.
 * @throws Error where rows differ in length or a cell is none of these
 */
export function parseGrid(text: string): CellTruth[][] {
  const rows = text.split('/').map((row) => row.trim().split(/\s+/).map(cellOf));
  if (rows.some((row) => row.length !== rows[0]!.length))
    throw new Error(`Expected rows of equal length for a grid but received ${JSON.stringify(text)}`);
  return rows;
}

function cellOf(token: string): CellTruth {
  if (token === '0') return { kind: 'empty' };
  if (/^[1-9]$/.test(token)) return { kind: 'digit', digit: token };
  if (token === 'candidates' || /^[1-9][0-9]+$/.test(token)) return { kind: 'candidates' };
  throw new Error(
    `Expected 0, a digit or candidates for a cell of a grid but received ${JSON.stringify(token)}`,
  );
}

/** Empty cells are right when called so, digits when read, candidates when rejected or marked. */
export function isCellRight(truth: CellTruth, { text, isEmpty, isRejected }: ReadCell): boolean {
  if (truth.kind === 'digit') return !isEmpty && text === truth.digit;
  return truth.kind === 'empty' ? isEmpty : !isEmpty && isRejected;
}

/** @param read null for a grid that was not found */
export function evaluateGrids(
  grids: readonly { readonly truth: readonly (readonly CellTruth[])[]; readonly read: ReadGrid | null }[],
): GridEvaluation {
  const kinds = { digit: { n: 0, right: 0 }, empty: { n: 0, right: 0 }, candidates: { n: 0, right: 0 } };
  let perfect = 0;
  let lost = 0;
  for (const { truth, read } of grids) {
    const isFound = read !== null && read.rows === truth.length && read.columns === truth[0]!.length;
    if (!isFound) lost++;
    const cells = new Map((isFound ? read.cells : []).map((cell) => [`${cell.row} ${cell.column}`, cell]));
    let isPerfect = true;
    truth.forEach((row, y) => {
      row.forEach((cell, x) => {
        const found = cells.get(`${y} ${x}`);
        const isRight = found !== undefined && isCellRight(cell, found);
        kinds[cell.kind].n++;
        if (isRight) kinds[cell.kind].right++;
        else isPerfect = false;
      });
    });
    if (isPerfect) perfect++;
  }
  const all = Object.values(kinds);
  const n = all.reduce((sum, kind) => sum + kind.n, 0);
  const right = all.reduce((sum, kind) => sum + kind.right, 0);
  return { n, right, accuracy: n === 0 ? 0 : right / n, grids: grids.length, perfect, lost, kinds };
}
