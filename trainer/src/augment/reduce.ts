/** Ink images of any size cut to their ink and reduced to what the warp takes. */
import type { GrayImage } from '@digitry/reader';

/** Longer side that large ink is reduced to: enough to be sampled at {@link DIGIT} pixels, little enough to be kept in memory. */
export const KEPT = 40;

/**
 * Cut to its ink; where that is longer than {@link KEPT} pixels, reduced to it by area averages.
 * @returns an empty image of 1×1 where there is no ink
 */
export function reduceInk(ink: GrayImage): GrayImage {
  const box = boxOf(ink);
  if (!box) return { width: 1, height: 1, data: new Uint8Array(1) };
  const step = Math.max(1, Math.max(box.width, box.height) / KEPT);
  const width = Math.max(1, Math.round(box.width / step));
  const height = Math.max(1, Math.round(box.height / step));
  const data = new Uint8Array(width * height);
  const stepX = box.width / width;
  const stepY = box.height / height;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data[y * width + x] = cellMean(ink, box.x + x * stepX, box.y + y * stepY, stepX, stepY);
    }
  }
  return { width, height, data };
}

/** Mean of the image over a rectangle of real coordinates, rounded. */
function cellMean(ink: GrayImage, left: number, top: number, width: number, height: number): number {
  let sum = 0;
  const bottom = Math.min(ink.height, top + height);
  const right = Math.min(ink.width, left + width);
  for (let y = Math.floor(top); y < bottom; y++) {
    const tall = Math.min(y + 1, bottom) - Math.max(y, top);
    for (let x = Math.floor(left); x < right; x++) {
      sum += ink.data[y * ink.width + x]! * tall * (Math.min(x + 1, right) - Math.max(x, left));
    }
  }
  return Math.round(sum / (width * height));
}

function boxOf({
  width,
  height,
  data,
}: GrayImage): { x: number; y: number; width: number; height: number } | null {
  let left = width;
  let right = -1;
  let top = -1;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] === 0) continue;
      if (top < 0) top = y;
      bottom = y;
      if (x < left) left = x;
      if (x > right) right = x;
    }
  }
  return top < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
