/** Digits and other marks drawn from strokes: styles that collections lack, and what is no digit. */
export { type DrawOptions, drawDigit, styles } from './draw-digit.js';
export {
  type DigitSource,
  drawNonDigit,
  type NonDigitKind,
  type NonDigitOptions,
  nonDigitKinds,
} from './non-digit.js';
export { drawPen, drawStrokes, type Pen, roundPen } from './pen.js';
export type { Point, Stroke } from './stroke.js';
