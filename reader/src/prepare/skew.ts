/** How much a line of writing rises or falls, and the picture with that taken out. */
import type { Component } from '../image/components.js';
import type { GrayImage } from '../image/types.js';

/** Largest slope that is taken out: the tangent of 14°. */
const STEEPEST = 0.25;
/** Slopes that move less than this share of the line's height along the whole line are left. */
const NEGLIGIBLE = 0.15;

/**
 * Slope of the middles of a line's parts, pixels down for one to the right: the median of the slopes between pairs that stand apart (Theil 1950, Sen
 * 1968), 0 where the line is short.
 */
export function slopeOf(parts: readonly Component[]): number {
  const tall = Math.max(0, ...parts.map(({ box }) => box.height));
  const points = parts
    .filter(({ box }) => box.height >= 0.5 * tall)
    .map(({ box }) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 }));
  const slopes: number[] = [];
  for (const [i, a] of points.entries()) {
    for (const b of points.slice(i + 1))
      if (Math.abs(b.x - a.x) >= 1.5 * tall) slopes.push((b.y - a.y) / (b.x - a.x));
  }
  if (slopes.length < 3) return 0;
  slopes.sort((a, b) => a - b);
  const slope = slopes[slopes.length >> 1]!;
  const span = Math.max(...points.map(({ x }) => x)) - Math.min(...points.map(({ x }) => x));
  if (Math.abs(slope) * span < NEGLIGIBLE * tall) return 0;
  return Math.min(STEEPEST, Math.max(-STEEPEST, slope));
}

/** Each column moved up by `slope` · (its distance from the middle), between pixels by linear interpolation; 0 comes in from outside. */
export function sheared(image: GrayImage, slope: number): GrayImage {
  if (slope === 0) return image;
  const { width, height, data } = image;
  const out = new Uint8Array(data.length);
  for (let x = 0; x < width; x++) {
    const shift = slope * (x - width / 2);
    const whole = Math.floor(shift);
    const part = shift - whole;
    for (let y = 0; y < height; y++) {
      const from = y + whole;
      const upper = from >= 0 && from < height ? data[from * width + x]! : 0;
      const lower = from + 1 >= 0 && from + 1 < height ? data[(from + 1) * width + x]! : 0;
      out[y * width + x] = Math.round(upper + part * (lower - upper));
    }
  }
  return { width, height, data: out };
}
