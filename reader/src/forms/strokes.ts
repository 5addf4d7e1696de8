/** Whether a stroke runs through print: rays from a point both ways, until they come out of the print. */
import type { GrayImage } from '../image/types.js';

/** Eight directions, as steps along a ray. */
const RAYS = [
  [1, 0],
  [0.92, 0.38],
  [0.71, 0.71],
  [0.38, 0.92],
  [0, 1],
  [-0.38, 0.92],
  [-0.71, 0.71],
  [-0.92, 0.38],
] as const;

/** A stroke crosses print not much farther than straight: else print between two strokes would be taken for one. */
const ASLANT = 1.5;

/**
 * How dark the stroke is that runs through the print at a point: where rays both ways come out of the print into one; else 0.
 * @param strokes the ink without the print; as dark as `least` it is a stroke.
 * @param covered 1 where there is print.
 * @param reach the longest way out, in pixels.
 */
export function strokeThrough(
  strokes: GrayImage,
  covered: Uint8Array,
  x: number,
  y: number,
  reach: number,
  least: number,
): number {
  let thickness = Infinity;
  let shortest = Infinity;
  let darkness = 0;
  for (const [dx, dy] of RAYS) {
    const there = leave(strokes, covered, x, y, dx, dy, reach, least);
    const back = leave(strokes, covered, x, y, -dx, -dy, reach, least);
    const length = (there >> 8) + (back >> 8);
    thickness = Math.min(thickness, length);
    const values = [there & 255, back & 255] as const;
    if (values[0] < least || values[1] < least || length >= shortest) continue;
    shortest = length;
    darkness = Math.max(...values);
  }
  return shortest <= ASLANT * thickness + 1 ? darkness : 0;
}

/** How many steps it is out of the print along a ray, times 256, and how much ink is there. */
function leave(
  { width, height, data }: GrayImage,
  covered: Uint8Array,
  x: number,
  y: number,
  dx: number,
  dy: number,
  reach: number,
  least: number,
): number {
  for (let steps = 1; steps <= reach; steps++) {
    const u = Math.round(x + steps * dx);
    const v = Math.round(y + steps * dy);
    if (u < 0 || v < 0 || u >= width || v >= height) return steps << 8;
    const at = v * width + u;
    if (data[at]! >= least || !covered[at]) return (steps << 8) | data[at]!;
  }
  return reach << 8;
}
