/** How far the uprights of a row of print lean, as a camera from aside shows them. */
import type { GrayImage } from '../image/types.js';
import { type Homography, multiply } from '../image/warp.js';

/** Tangents that are tried. */
const MOST = 0.5;
const STEP = 0.05;

/**
 * The lean x += lean · (middle − y) at which columns differ most: uprights that stand straight fill few columns and leave others empty
 * (the greatest sum of squared differences of the levels' sums over neighboring columns). Positive where the tops lean to the right.
 */
export function leanOf({ width, height, data }: GrayImage): number {
  let best = 0;
  let most = 0;
  const sums = new Float64Array(width);
  for (let lean = -MOST; lean < MOST + STEP / 2; lean += STEP) {
    sums.fill(0);
    for (let y = 0; y < height; y++) {
      const shift = Math.round(lean * (height / 2 - y));
      const from = Math.max(0, -shift);
      const to = Math.min(width, width - shift);
      for (let x = from; x < to; x++) sums[x]! += data[y * width + x + shift]!;
    }
    let score = 0;
    // The ends are sheared out of the picture.
    const edge = Math.ceil((MOST * height) / 2) + 1;
    for (let x = edge; x < width - edge; x++) score += (sums[x]! - sums[x - 1]!) ** 2;
    // Straight where nothing says otherwise.
    if (score * (1 - 0.1 * Math.abs(lean)) <= most) continue;
    most = score * (1 - 0.1 * Math.abs(lean));
    best = lean;
  }
  return Math.abs(best) < STEP / 2 ? 0 : best;
}

/** The map from a picture without the lean to one with it, about the middle row. */
export function leaned(toOriginal: Homography, lean: number, height: number): Homography {
  return multiply(toOriginal, [1, -lean, (lean * height) / 2, 0, 1, 0, 0, 0, 1]);
}
