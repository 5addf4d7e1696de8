/** Where two boxes lie against each other. */
import type { Box } from './types.js';

/** Rows that two boxes have in common; negative where there are rows between them. */
export const rowsShared = (a: Box, b: Box): number =>
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);

/** Columns between two boxes; negative where they have columns in common. */
export const columnsBetween = (a: Box, b: Box): number => Math.max(a.x - b.x - b.width, b.x - a.x - a.width);
