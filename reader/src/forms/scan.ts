/** A picture of a filled-in page, made ready once: gray, small, and how bright its paper is. */
import { toGray } from '../image/gray.js';
import { contrast, paperLevel } from '../image/illumination.js';
import type { GrayImage, Pixels } from '../image/types.js';
import { bilinear, type Homography, multiply, scaleAndShift } from '../image/warp.js';
import type { Level } from './anchors.js';

export interface Scan {
  readonly gray: GrayImage;
  /** Reduced to 768 … 1535 pixels in the longer side, if it is larger. */
  readonly rough: Level;
  /** The level of the paper, as large as `rough`. */
  readonly paper: GrayImage;
}

/** Pixels along the longer side that the rough picture has at least. */
const ROUGH = 768;

/** @throws RangeError where `pixels` are not decoded pixels. */
export function openScan(pixels: Pixels): Scan {
  const gray = toGray(pixels);
  const factor = Math.max(1, Math.floor(Math.max(gray.width, gray.height) / ROUGH));
  const rough = levelOf(gray, factor);
  return { gray, rough, paper: paperLevel(rough.image) };
}

export const levelOf = (gray: GrayImage, factor: number): Level => ({
  image: factor === 1 ? gray : toGray(gray, factor),
  factor,
});

/** The ink of the rough picture: how much darker than the paper it is. */
export const roughInk = ({ rough, paper }: Scan): GrayImage => contrast(rough.image, paper);

/** The ink of a part of the picture, drawn through a map from its pixels to those of the picture; beyond the picture there is none. */
export function inkOf(
  { gray, rough, paper }: Scan,
  toPicture: Homography,
  width: number,
  height: number,
): GrayImage {
  const { factor } = rough;
  const seen = bilinear(gray, toPicture, width, height, 255);
  const toPaper = multiply(scaleAndShift(1 / factor, 1 / factor, 0, 0), toPicture);
  return contrast(seen, bilinear(paper, toPaper, width, height, 255));
}
