/** The dark border that a scanner leaves around a page smaller than its glass: found from the sides inwards. */
import { histogram, percentile } from '../image/histogram.js';
import type { Box, GrayImage } from '../image/types.js';

/** A row or column is scanner border where all but a tenth of it is darker than this share of the paper. */
const DARK = 0.4;
/** The border's edge is blurred by the scan: so many more pixels go with it. */
const BLUR = 4;

/** What is left of the image without dark borders; all of it where there are none. */
export function withoutScanMargins(gray: GrayImage): Box {
  const { width, height, data } = gray;
  const all: Box = { x: 0, y: 0, width, height };
  const limit = DARK * percentile(histogram(data), 0.95);
  const isDark = (start: number, step: number, length: number): boolean => {
    let light = 0;
    const most = length / 10;
    for (let i = 0, at = start; i < length; i++, at += step)
      if (data[at]! > limit && ++light > most) return false;
    return true;
  };
  const depth = (start: number, inwards: number, step: number, length: number, most: number): number => {
    let n = 0;
    while (n < most && isDark(start + n * inwards, step, length)) n++;
    return n === 0 ? 0 : Math.min(most, n + BLUR);
  };
  const left = depth(0, 1, width, height, width);
  const right = depth(width - 1, -1, width, height, width - left);
  const top = depth(left, width, 1, width - left - right, height);
  const bottom = depth((height - 1) * width + left, -width, 1, width - left - right, height - top);
  const box = { x: left, y: top, width: width - left - right, height: height - top - bottom };
  if (box.width < 1 || box.height < 1) return all;
  // Light ink on dark paper: the paper is no border.
  return percentile(histogram(cut(gray, box).data), 0.5) > limit ? box : all;
}

/** The pixels within a box. */
export function cut(image: GrayImage, box: Box): GrayImage {
  if (box.width === image.width && box.height === image.height) return image;
  const data = new Uint8Array(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    const from = (y + box.y) * image.width + box.x;
    data.set(image.data.subarray(from, from + box.width), y * box.width);
  }
  return { width: box.width, height: box.height, data };
}
