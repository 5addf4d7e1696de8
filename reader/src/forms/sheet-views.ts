/** Straight views of a page whose sheet is seen on a darker ground, as in a photo from far aside. */
import type { GrayImage } from '../image/types.js';
import { type Homography, homographyFrom, type Point, warp } from '../image/warp.js';
import { coarseOf } from '../segment/ink-map.js';
import { findSheet } from '../segment/sheet.js';
import type { Scan } from './scan.js';

export interface View {
  readonly image: GrayImage;
  /** From pixels of the view to those of the rough picture. */
  readonly toInk: Homography;
}

/**
 * The sheet drawn as a page of `width` × `height`, its first corner at the top left, then the next one: of these two one has the page
 * upright or upside down. None where no sheet is seen whole.
 * @param ink of the rough picture.
 */
export function sheetViews({ gray, rough }: Scan, ink: GrayImage, width: number, height: number): View[] {
  const { image, factor } = coarseOf(gray);
  const sheet = findSheet(image);
  if (!sheet) return [];
  const corners = sheet.map(([x, y]): Point => [(x * factor) / rough.factor, (y * factor) / rough.factor]);
  const page: readonly Point[] = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  return [0, 1].map((first) => {
    const toInk = homographyFrom(page, [...corners.slice(first), ...corners.slice(0, first)]);
    return { image: warp(ink, toInk, Math.round(width), Math.round(height), 0), toInk };
  });
}
