/** Ink of one line → the strip that line networks read: 32 pixels high, its ink 26, its own width. Used in training and reading alike. */
import { resample } from '../image/resample.js';
import { strokeWidth } from '../image/stroke-width.js';
import type { Box, GrayImage } from '../image/types.js';

/** Height of the strip a line network sees. */
export const LINE_HEIGHT = 32;
/** Height of the ink in it. */
export const INK_HEIGHT = 26;
/** Paper on the left and right, in pixels of the strip. */
const MARGIN = 4;
/** Longest strip; longer lines are reduced to it. */
export const LONGEST_LINE = 1024;
/** Stroke width in the strip up to which ink is enlarged, so that a dash or a dot does not fill it. */
const FATTEST = 5.5;

export interface LineInk {
  /** 255 is full ink, 0 is paper; what is not the line must be 0 already. */
  readonly ink: GrayImage;
  /** What is drawn, where that is more than the ink. */
  readonly gray?: GrayImage;
}

export interface FittedLine {
  /** 255 is full ink, height {@link LINE_HEIGHT}. */
  readonly image: GrayImage;
  /** Pixels of the strip for one of the source. */
  readonly scale: number;
  /** The source's x at the left end of the strip, and y at its top. */
  readonly left: number;
  readonly top: number;
}

/** Scales the ink within `box` to {@link INK_HEIGHT} and puts it in the middle of a strip, with what is drawn around it. */
export function fitLine({ ink, gray = ink }: LineInk, box: Box): FittedLine {
  const pen = strokeWidth(ink, box);
  const largest = pen > 0 ? FATTEST / pen : 1;
  const widest = (LONGEST_LINE - 2 * MARGIN) / box.width;
  const scale = Math.min(INK_HEIGHT / box.height, largest, widest);
  const width = Math.min(LONGEST_LINE, Math.max(1, Math.ceil(box.width * scale)) + 2 * MARGIN);
  const left = box.x + box.width / 2 - width / scale / 2;
  const top = box.y + box.height / 2 - LINE_HEIGHT / scale / 2;
  const window = { x: left, y: top, width: width / scale, height: LINE_HEIGHT / scale };
  const values = resample(gray, window, width, LINE_HEIGHT);
  const data = new Uint8Array(values.length);
  for (let i = 0; i < data.length; i++) data[i] = values[i]! + 0.5; // a byte takes the whole part
  return { image: { width, height: LINE_HEIGHT, data }, scale, left, top };
}
