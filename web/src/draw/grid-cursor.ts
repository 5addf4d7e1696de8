/** Drawing without a pointer: a pen that keys move over a grid. Pure; the pad does what it says. */

/** The pen stands on the crossings of a grid of this many steps, 1 … GRID_STEPS − 1 from each edge. */
export const GRID_STEPS = 24;

export interface GridCursor {
  readonly column: number;
  readonly row: number;
  readonly isDown: boolean;
}

export type KeyAction =
  | { readonly type: 'move'; readonly cursor: GridCursor }
  | { readonly type: 'toggle'; readonly cursor: GridCursor }
  | { readonly type: 'undo' }
  | { readonly type: 'clear' };

export const START_CURSOR: GridCursor = { column: GRID_STEPS / 2, row: GRID_STEPS / 4, isDown: false };

const MOVES: Readonly<Record<string, readonly [column: number, row: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [-1, -1],
  PageUp: [1, -1],
  End: [-1, 1],
  PageDown: [1, 1],
};

const within = (value: number): number => Math.min(GRID_STEPS - 1, Math.max(1, value));

/** What a key means at this cursor, or null if it means nothing here. */
export function keyAction(cursor: GridCursor, key: string, isShift: boolean): KeyAction | null {
  const move = MOVES[key];
  if (move) {
    const step = isShift ? 4 : 1;
    const column = within(cursor.column + move[0] * step);
    const row = within(cursor.row + move[1] * step);
    return { type: 'move', cursor: { ...cursor, column, row } };
  }
  if (key === ' ' || key === 'Enter')
    return { type: 'toggle', cursor: { ...cursor, isDown: !cursor.isDown } };
  if (key === 'Backspace') return { type: 'undo' };
  if (key === 'Delete') return { type: 'clear' };
  return null;
}
