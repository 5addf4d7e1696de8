/** What does not belong to the digit: specks, bits of a printed box, a side that is cut off. */
import type { Random } from '@digitry/engine';
import { drawLine } from '../glyphs/line.js';
import { CANVAS, type Extent } from './canvas.js';

/** Draws up to `count` soft specks, of radius 0.5 to 1.6 pixels, around and in the digit. */
export function addSpecks(canvas: Uint8Array, count: number, extent: Extent, random: Random): void {
  for (let n = 1 + random.int(count); n > 0; n--) {
    const x = random.between(extent.left - 3, extent.right + 3);
    const y = random.between(extent.top - 3, extent.bottom + 3);
    const radius = random.between(0.5, 1.6) * random.between(0.6, 1);
    drawLine(canvas, CANVAS, CANVAS, x, y, x, y, radius, random.between(0.3, 1));
  }
}

/**
 * Bits of a box's lines near the digit: one side or two that meet, seldom whole, at most a few pixels off.
 * @param gap least and most distance of the line outwards from the extent, pixels
 */
export function addFrame(
  pixels: Uint8Array,
  side: number,
  extent: Extent,
  gap: readonly [number, number],
  random: Random,
): void {
  const first = random.int(4);
  const sides = random.chance(0.3) ? [first, (first + 1) % 4] : [first];
  const strength = random.between(0.35, 1);
  const radius = random.between(0.3, 1);
  for (const which of sides) {
    const off = random.between(gap[0], gap[1]);
    const tilt = random.between(-1, 1);
    const flat = which % 2 === 0;
    const low = flat ? extent.left : extent.top;
    const high = flat ? extent.right : extent.bottom;
    const length = high - low;
    const part = random.chance(0.25) ? 1 : random.between(0.15, 0.7);
    const from = low - 2 + random.next() * (1 - part) * (length + 4);
    const to = from + part * (length + 4);
    const at =
      which === 0
        ? extent.top - off
        : which === 1
          ? extent.left - off
          : which === 2
            ? extent.bottom + off
            : extent.right + off;
    if (flat) drawLine(pixels, side, side, from, at, to, at + tilt, radius, strength);
    else drawLine(pixels, side, side, at, from, at + tilt, to, radius, strength);
  }
}

/** Cuts up to `depth` of the digit's width or height off one side. */
export function cutSide(canvas: Uint8Array, depth: number, extent: Extent, random: Random): void {
  const { left, top, right, bottom } = extent;
  const which = random.int(4);
  const length = which % 2 === 0 ? bottom - top + 1 : right - left + 1;
  const lost = Math.round(length * depth * random.next());
  const fromX = which === 3 ? right - lost + 1 : left;
  const toX = which === 1 ? left + lost - 1 : right;
  const fromY = which === 2 ? bottom - lost + 1 : top;
  const toY = which === 0 ? top + lost - 1 : bottom;
  for (let y = fromY; y <= toY; y++) canvas.fill(0, y * CANVAS + fromX, y * CANVAS + toX + 1);
}
