/** The strokes on the pad, in pad units (0..1, y down). Knows neither canvas nor network. */

/** x, y and pen width, three numbers a point, all as shares of the side of the pad. */
export type Stroke = readonly number[];

/** Points nearer than this to the last one add nothing to the picture. */
const NEAREST = 0.0025;

export interface Drawing {
  readonly strokes: readonly Stroke[];
  /** True between begin and end. */
  readonly isOpen: boolean;
  begin(x: number, y: number, width: number): void;
  extend(x: number, y: number, width: number): void;
  end(): void;
  /** Takes the last stroke away; false if there is none. */
  undo(): boolean;
  clear(): void;
  subscribe(listener: () => void): () => void;
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

export function createDrawing(): Drawing {
  const strokes: number[][] = [];
  const listeners = new Set<() => void>();
  let open: number[] | null = null;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    strokes,
    get isOpen() {
      return open !== null;
    },
    begin(x, y, width) {
      open = [clamp(x), clamp(y), width];
      strokes.push(open);
      changed();
    },
    extend(x, y, width) {
      if (!open) return;
      const [px = 0, py = 0] = open.slice(-3);
      const [nx, ny] = [clamp(x), clamp(y)];
      if (Math.abs(nx - px) < NEAREST && Math.abs(ny - py) < NEAREST) return;
      open.push(nx, ny, width);
      changed();
    },
    end() {
      open = null;
    },
    undo() {
      open = null;
      const removed = strokes.pop() !== undefined;
      if (removed) changed();
      return removed;
    },
    clear() {
      open = null;
      strokes.length = 0;
      changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Width of the line under a pen: 0.55 to 1.3 of the chosen width; mouse and finger have no pressure worth using. */
export function pressureWidth(base: number, pointerType: string, pressure: number): number {
  if (pointerType !== 'pen' || pressure <= 0) return base;
  return base * (0.55 + 0.75 * Math.min(1, pressure));
}
