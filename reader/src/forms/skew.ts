/** The directions in which a page's lines and letters run. */
import type { GrayImage } from '../image/types.js';

/**
 * The cosine and sine of the angle, −45° … 45°, by which the page is turned: the mean over all gradients z = gx + i·gy of z⁴/|z|², in which lines
 * along and across count alike, with gradients that are much the same in all directions (Scharr 2000). [1, 0] where no direction stands out.
 */
export function uprightAxes({ width, height, data }: GrayImage): readonly [cosine: number, sine: number] {
  let real = 0;
  let imaginary = 0;
  let total = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      const a = data[at - width - 1]!;
      const c = data[at - width + 1]!;
      const g = data[at + width - 1]!;
      const i = data[at + width + 1]!;
      const gx = 3 * (c - a + i - g) + 10 * (data[at + 1]! - data[at - 1]!);
      const gy = 3 * (g - a + i - c) + 10 * (data[at + width]! - data[at - width]!);
      const squared = gx * gx + gy * gy;
      if (squared < LEAST) continue;
      const even = gx * gx - gy * gy;
      const odd = 2 * gx * gy;
      real += (even * even - odd * odd) / squared;
      imaginary += (2 * even * odd) / squared;
      total += squared;
    }
  }
  const length = Math.sqrt(real * real + imaginary * imaginary);
  if (length < 0.05 * total || length === 0) return [1, 0];
  return halfAngle(...halfAngle(real / length, imaginary / length));
}

/** Gradients below are noise. */
const LEAST = (16 * 30) ** 2;

const halfAngle = (c: number, s: number): [number, number] => [
  Math.sqrt(Math.max(0, (1 + c) / 2)),
  (s < 0 ? -1 : 1) * Math.sqrt(Math.max(0, (1 - c) / 2)),
];
