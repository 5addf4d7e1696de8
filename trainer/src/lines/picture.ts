/** The picture of a line: how much paper is seen around it, and where the line lies on it. */
import type { Random } from '@digitry/engine';
import type { Conditions } from './conditions.js';
import type { Extent } from './hand/layout.js';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Added to a layout's columns and rows to get the picture's. */
  readonly dx: number;
  readonly dy: number;
  /** Height of a digit, pixels. */
  readonly scale: number;
  /** Rows and columns of paper around the ink. */
  readonly above: number;
  readonly below: number;
  readonly before: number;
  readonly behind: number;
}

/** @param layout with nothing placed, the line says nothing */
export function frameLine(
  layout: Extent & { readonly placed: readonly unknown[] },
  scale: number,
  conditions: Conditions,
  random: Random,
): Picture {
  const { isLoose, isClose } = conditions;
  const room = (least: number, most: number): number => Math.round(scale * random.between(least, most));
  const isBoxed = layout.boxes.length > 0;
  // An empty line is as long as some number.
  const isEmpty = layout.placed.length === 0;
  const [before, behind] = isLoose
    ? [room(0.3, 2.6), room(0.3, 2.6)]
    : isClose
      ? [room(-0.06, 0.15), room(-0.06, 0.15)]
      : [room(0.1, 1.3), room(0.1, 1.3)];
  const [above, below] = isLoose
    ? [room(0.4, 2.6), room(0.4, 2.6)]
    : isClose
      ? [room(-0.05, 0.12), room(-0.05, 0.12)]
      : [room(0.08, 0.65), room(0.08, 0.65)];
  const extra = isEmpty ? room(0.5, 6) : 0;
  // Boxes are seen whole, or nearly so.
  const more = isBoxed ? Math.round(0.3 * scale) : 0;
  const inkWidth = layout.right - layout.left + extra;
  const inkHeight = layout.bottom - layout.top;
  return {
    width: Math.max(8, inkWidth + before + behind + more),
    height: Math.max(8, inkHeight + above + below),
    dx: before + (more >> 1) - layout.left,
    dy: above - layout.top,
    scale,
    above,
    below,
    before,
    behind,
  };
}
