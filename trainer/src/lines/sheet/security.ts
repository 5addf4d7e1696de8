/** What is printed under the writing of cheques and certificates: line screens, waves, rosettes, microtext, tints. */
import type { Random } from '@digitry/engine';
import { drawLine } from '../../glyphs/line.js';
import type { Sheet } from './sheet.js';

/** One period of a cosine in 256 steps, 0 … 255. */
const COSINE = Uint8Array.from({ length: 256 }, (_, i) =>
  Math.round(127.5 + 127.5 * Math.cos((i * Math.PI) / 128)),
);

/** A screen of fine parallel lines or of dots over all of the page. @param depth darkness of its darkest, 0 … 1 */
export function screen({ width, height, page }: Sheet, scale: number, depth: number, random: Random): void {
  const period = random.between(0.09, 0.34) * scale;
  const angle = random.chance(0.4) ? (random.int(4) * Math.PI) / 4 : random.between(0, Math.PI);
  const stepX = Math.round((65536 * Math.cos(angle)) / period);
  const stepY = Math.round((65536 * Math.sin(angle)) / period);
  const isDots = random.chance(0.35);
  const sharp = random.chance(0.5);
  const share = Math.round(depth * 256);
  for (let y = 0; y < height; y++) {
    let phase = y * stepY;
    let across = y * stepX;
    for (let x = 0, at = y * width; x < width; x++, at++, phase += stepX, across -= stepY) {
      let wave = COSINE[(phase >> 8) & 255]!;
      if (isDots) wave = (wave * COSINE[(across >> 8) & 255]!) >> 8;
      if (sharp) wave = wave > 190 ? 255 : wave > 140 ? (wave - 140) * 5 : 0;
      page[at] = (page[at]! * (65536 - wave * share)) >> 16;
    }
  }
}

/** A family of sine curves, each a little further in phase: the bands of a guilloche. Drawn on a plane. */
export function waves(plane: Uint8Array, width: number, height: number, scale: number, random: Random): void {
  const count = 3 + random.int(10);
  const shift = random.between(0.15, 0.9);
  const pitch = random.chance(0.4) ? 0 : (random.between(0.06, 0.4) * scale) | 0;
  const middle = random.between(0, height);
  const big = random.between(0.1, 0.8) * height;
  const small = random.between(0, 0.35) * big;
  const long = 6.283 / (random.between(1.2, 7) * scale);
  const short = long * random.between(1.5, 5);
  const tilt = random.between(-0.3, 0.3);
  const phase = random.next() * 6.3;
  const radius = random.between(0.25, 0.2 + 0.022 * scale);
  const step = Math.max(1.5, scale / 12);
  for (let i = 0; i < count; i++) {
    const base = middle + pitch * (i - count / 2);
    const at = phase + i * shift;
    let beforeX = 0;
    let beforeY = 0;
    for (let x = -step; x < width + step; x += step) {
      const y =
        base + tilt * (x - width / 2) + big * Math.sin(long * x + at) + small * Math.sin(short * x - 2 * at);
      if (x >= 0 && (y > -2 || beforeY > -2) && (y < height + 2 || beforeY < height + 2))
        drawLine(plane, width, height, beforeX, beforeY, x, y, radius, 1);
      beforeX = x;
      beforeY = y;
    }
  }
}

/** A rosette: circles whose radius swings, turned against each other. Drawn on a plane. */
export function rosette(
  plane: Uint8Array,
  width: number,
  height: number,
  scale: number,
  random: Random,
): void {
  const size = random.between(0.8, 2.6) * scale;
  const cx = random.between(0, width);
  const cy = random.between(-0.3, 1.3) * height;
  const count = 2 + random.int(5);
  const petals = 3 + random.int(9);
  const swing = random.between(0.1, 0.5);
  const radius = random.between(0.25, 0.2 + 0.02 * scale);
  const steps = Math.ceil(petals * 9);
  for (let i = 0; i < count; i++) {
    const turn = (6.283 * i) / count / petals + random.next() * 0.1;
    const own = size * (1 - (0.5 * i) / count);
    let beforeX = 0;
    let beforeY = 0;
    for (let k = 0; k <= steps; k++) {
      const angle = (6.283185 * k) / steps;
      const r = own * (1 + swing * Math.cos(petals * (angle + turn)));
      const x = cx + r * Math.cos(angle);
      const y = cy + r * Math.sin(angle);
      if (k > 0) drawLine(plane, width, height, beforeX, beforeY, x, y, radius, 1);
      beforeX = x;
      beforeY = y;
    }
  }
}

/** Rows of print too small to be read. Drawn on a plane. */
export function microtext(
  plane: Uint8Array,
  width: number,
  height: number,
  scale: number,
  random: Random,
): void {
  const size = Math.max(2, random.between(0.08, 0.24) * scale);
  const rows = 1 + random.int(random.chance(0.3) ? 12 : 3);
  const first = random.between(-0.5, 1) * height;
  for (let row = 0; row < rows; row++) {
    const y = rows < 4 ? random.between(0, height) : first + row * size * 2;
    if (y < -size || y > height) continue;
    printText(plane, width, height, random.between(-2, 0) * scale, y, width + scale, size, random);
  }
}

/**
 * Something like words in print, `size` pixels high from row `y` down, from one column to another.
 * Uprights, bows and bars at random: the look of letters without any.
 */
export function printText(
  plane: Uint8Array,
  width: number,
  height: number,
  from: number,
  y: number,
  to: number,
  size: number,
  random: Random,
): void {
  const radius = size * random.between(0.06, 0.12);
  let left = 2 + random.int(7);
  for (let x = from; x < to; x += size * random.between(0.5, 0.85)) {
    if (left-- === 0) {
      left = 2 + random.int(7);
      x += size * 0.4;
    }
    if (x < -size || x > width) continue;
    const wide = size * random.between(0.25, 0.5);
    const tall = random.chance(0.25) ? 0 : size * 0.3;
    const bits = random.int(16) | 1;
    if (bits & 1) drawLine(plane, width, height, x, y + tall, x, y + size, radius, 1);
    if (bits & 2) drawLine(plane, width, height, x + wide, y + size * 0.3, x + wide, y + size, radius, 1);
    if (bits & 4) drawLine(plane, width, height, x, y + size * 0.35, x + wide, y + size * 0.3, radius, 1);
    if (bits & 8) drawLine(plane, width, height, x, y + size, x + wide, y + size * 0.95, radius, 1);
  }
}
