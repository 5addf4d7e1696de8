/** Changes of the ink that leave the strokes where they are: tone, fading, grain, blur, block noise. In place on the canvas. */
import type { Random } from '@digitry/engine';
import { CANVAS, type Extent, pixelNoise } from './canvas.js';

/** Ink fainter than this is paper: what a warp leaves at the edges would widen the box of the digit. */
const PAPER = 14;

/**
 * Tone curve: edges made as sharp again as before enlargement, a bend, a peak.
 * s = clamp(slope · (v − ½) + ½); out = peak · (s + bend · s · (1 − s)), for v = ink 0..1 and bend −1..1
 * @param table 256 bytes of scratch
 */
export function applyTone(
  canvas: Uint8Array,
  table: Uint8Array,
  slope: number,
  bend: number,
  peak: number,
  extent: Extent,
): void {
  for (let v = 0; v < 256; v++) {
    const steep = Math.min(1, Math.max(0, (v / 255 - 0.5) * slope + 0.5));
    const value = 255 * peak * (steep + bend * steep * (1 - steep));
    table[v] = value < PAPER ? 0 : value + 0.5;
  }
  const top = Math.max(0, extent.top - 3);
  const bottom = Math.min(CANVAS - 1, extent.bottom + 3);
  for (let i = top * CANVAS; i < (bottom + 1) * CANVAS; i++) canvas[i] = table[canvas[i]!]!;
}

/** Fades the ink by a smooth field: 4×4 random values, interpolated linearly, cut so that only some parts fade. */
export function fade(canvas: Uint8Array, depth: number, random: Random): void {
  const cells = 3;
  const nodes = new Float64Array((cells + 1) * (cells + 1));
  for (let i = 0; i < nodes.length; i++) {
    const value = random.next() * 1.6 - 0.6;
    nodes[i] = value > 0 ? depth * value : 0;
  }
  const cell = CANVAS / cells;
  for (let cellY = 0; cellY < cells; cellY++) {
    for (let cellX = 0; cellX < cells; cellX++) {
      const at = cellY * (cells + 1) + cellX;
      const a = nodes[at]!;
      const b = nodes[at + 1]!;
      const c = nodes[at + cells + 1]!;
      const d = nodes[at + cells + 2]!;
      if (a + b + c + d === 0) continue;
      for (let y = 0; y < cell; y++) {
        let lost = a + ((c - a) * y) / cell;
        const step = (b + ((d - b) * y) / cell - lost) / cell;
        const start = (cellY * cell + y) * CANVAS + cellX * cell;
        for (let x = 0; x < cell; x++, lost += step) {
          canvas[start + x] = canvas[start + x]! * (1 - lost);
        }
      }
    }
  }
}

/** Takes up to `depth` of the ink at random: half by single pixels, half by grains of 2×2 pixels. */
export function grain(canvas: Uint8Array, depth: number, random: Random): void {
  const noise = pixelNoise(random.uint32());
  const most = depth * random.next();
  for (let y = 0; y < CANVAS; y += 2) {
    for (let x = 0; x < CANVAS; x += 2) {
      const at = y * CANVAS + x;
      if ((canvas[at]! | canvas[at + 1]! | canvas[at + CANVAS]! | canvas[at + CANVAS + 1]!) === 0) continue;
      const coarse = (noise() / 65536) * most * 0.6;
      for (const place of [at, at + 1, at + CANVAS, at + CANVAS + 1]) {
        const lost = coarse + (noise() / 65536) * most * 0.7;
        canvas[place] = canvas[place]! * Math.max(0, 1 - lost);
      }
    }
  }
}

/** Binomial blur ([1 2 1] / 4 both ways) mixed in by `share` 0..1. @param scratch a second canvas */
export function blur(canvas: Uint8Array, scratch: Uint8Array, share: number, extent: Extent): void {
  const top = Math.max(1, extent.top - 2);
  const bottom = Math.min(CANVAS - 2, extent.bottom + 2);
  const left = Math.max(1, extent.left - 2);
  const right = Math.min(CANVAS - 2, extent.right + 2);
  scratch.set(canvas);
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const at = y * CANVAS + x;
      const corners =
        scratch[at - CANVAS - 1]! +
        scratch[at - CANVAS + 1]! +
        scratch[at + CANVAS - 1]! +
        scratch[at + CANVAS + 1]!;
      const sides = scratch[at - CANVAS]! + scratch[at + CANVAS]! + scratch[at - 1]! + scratch[at + 1]!;
      const here = scratch[at]!;
      const soft = (corners + 2 * sides + 4 * here) / 16;
      canvas[at] = here + (soft - here) * share + 0.5;
    }
  }
}

/** JPEG's ringing, cheaply: in each 12×12 block with ink one or two random cosine products of a random amplitude. */
export function blockNoise(canvas: Uint8Array, depth: number, random: Random): void {
  const block = 12;
  for (let top = 0; top < CANVAS; top += block) {
    for (let left = 0; left < CANVAS; left += block) {
      const across = 1 + random.int(4);
      const down = random.int(4);
      const amplitude = depth * (2 * random.next() - 1);
      if (!hasInk(canvas, left, top, block)) continue;
      for (let y = 0; y < block; y++) {
        const rowValue = amplitude * WAVES[down * block + y]!;
        for (let x = 0; x < block; x++) {
          const at = (top + y) * CANVAS + left + x;
          const value = canvas[at]! + rowValue * WAVES[across * block + x]!;
          canvas[at] = value < PAPER ? 0 : value > 255 ? 255 : value;
        }
      }
    }
  }
}

/** cos(π · frequency · (x + ½) / 12) for frequencies 0..4. */
const WAVES = Float64Array.from({ length: 5 * 12 }, (_, i) =>
  Math.cos((Math.PI * Math.floor(i / 12) * ((i % 12) + 0.5)) / 12),
);

function hasInk(canvas: Uint8Array, left: number, top: number, size: number): boolean {
  for (let y = top; y < top + size; y++) {
    for (let x = left; x < left + size; x++) if (canvas[y * CANVAS + x]! > 64) return true;
  }
  return false;
}
