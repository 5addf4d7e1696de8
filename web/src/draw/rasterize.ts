/** Strokes → gray image, dark ink on white paper, without a canvas: the same bytes in every browser and in Node. */
import type { Stroke } from './drawing.js';

/**
 * Side of the pad in the image (eight times what the network sees of it is plenty), and the paper around it so that ink at the
 * pad's edge is not "cut off".
 */
const PAD_PIXELS = 160;
const MARGIN_PIXELS = 16;

export interface GrayPixels {
  readonly width: number;
  readonly height: number;
  /** One byte a pixel, 255 is paper. */
  readonly data: Uint8Array;
}

/** Each segment is a capsule whose radius runs from one end's to the other's; coverage = clamp(radius − distance + ½). */
export function rasterize(strokes: readonly Stroke[]): GrayPixels {
  const side = PAD_PIXELS + 2 * MARGIN_PIXELS;
  const data = new Uint8Array(side * side).fill(255);
  for (const stroke of strokes) {
    const last = stroke.length - 3;
    for (let i = 0; i <= last; i += 3) {
      const next = Math.min(i + 3, last);
      if (next === i && last > 0) break;
      drawCapsule(data, side, stroke, i, next);
    }
  }
  return { width: side, height: side, data };
}

function drawCapsule(data: Uint8Array, side: number, stroke: Stroke, from: number, to: number): void {
  const at = (index: number): number => (stroke[index] ?? 0) * PAD_PIXELS;
  const ax = at(from) + MARGIN_PIXELS;
  const ay = at(from + 1) + MARGIN_PIXELS;
  const ar = at(from + 2) / 2;
  const dx = at(to) + MARGIN_PIXELS - ax;
  const dy = at(to + 1) + MARGIN_PIXELS - ay;
  const dr = at(to + 2) / 2 - ar;
  const reach = Math.max(ar, ar + dr) + 1;
  const left = Math.max(0, Math.floor(Math.min(ax, ax + dx) - reach));
  const right = Math.min(side - 1, Math.ceil(Math.max(ax, ax + dx) + reach));
  const top = Math.max(0, Math.floor(Math.min(ay, ay + dy) - reach));
  const bottom = Math.min(side - 1, Math.ceil(Math.max(ay, ay + dy) + reach));
  const lengthSquared = dx * dx + dy * dy;
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const px = x + 0.5 - ax;
      const py = y + 0.5 - ay;
      const t = lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / lengthSquared));
      const ex = px - t * dx;
      const ey = py - t * dy;
      const coverage = ar + t * dr - Math.sqrt(ex * ex + ey * ey) + 0.5;
      if (coverage <= 0) continue;
      const value = coverage >= 1 ? 0 : Math.round(255 * (1 - coverage));
      const index = y * side + x;
      if (value < (data[index] ?? 0)) data[index] = value;
    }
  }
}
