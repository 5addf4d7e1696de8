/** What time and hands leave on paper: dirt, stains, folds, stamps, scan margins. */
import type { Random } from '@digitry/engine';
import { drawLine } from '../../glyphs/line.js';
import { printText } from './security.js';
import type { Sheet } from './sheet.js';

/** Specks and short hairs. Drawn on a plane. @param hasHairs not beside nothing at all: there a hair would be a 1 */
export function dirt(
  plane: Uint8Array,
  width: number,
  height: number,
  scale: number,
  random: Random,
  hasHairs = true,
): void {
  const count = 1 + random.int(random.chance(0.15) ? 40 : 7);
  for (let i = 0; i < count; i++) {
    const x = random.between(0, width);
    const y = random.between(0, height);
    const radius = 0.3 + scale * 0.028 * random.next() ** 2;
    const isHair = random.chance(0.15) && hasHairs;
    const length = isHair ? scale * random.between(0.1, 0.5) : radius * random.next();
    const angle = random.next() * 6.3;
    drawLine(
      plane,
      width,
      height,
      x,
      y,
      x + length * Math.cos(angle),
      y + length * Math.sin(angle),
      radius,
      random.between(0.25, 1),
    );
  }
}

/** A crease across the page: a thin line, lighter or darker, with a soft shadow on one side. */
export function fold({ width, height, page }: Sheet, scale: number, random: Random): void {
  const isUpright = random.chance(0.6);
  const length = isUpright ? height : width;
  const across = isUpright ? width : height;
  const at = random.between(0.05, 0.95) * across;
  const tilt = random.between(-0.12, 0.12);
  const light = random.chance(0.5) ? random.between(10, 45) : -random.between(10, 60);
  const shadow = random.between(0, 35);
  const reach = Math.max(2, scale * random.between(0.15, 0.9));
  const side = random.chance(0.5) ? 1 : -1;
  const sharp = Math.max(0.6, scale * 0.025);
  for (let i = 0; i < length; i++) {
    const middle = at + tilt * (i - length / 2);
    const from = Math.max(0, Math.floor(middle - reach));
    const to = Math.min(across - 1, Math.ceil(middle + reach));
    for (let k = from; k <= to; k++) {
      const d = (k - middle) * side;
      const near = d < 0 ? -d : d;
      let change = near < sharp ? light : 0;
      if (d > 0) change -= shadow * (1 - d / reach);
      const place = isUpright ? i * width + k : k * width + i;
      const value = page[place]! + change;
      page[place] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
}

/** A part of a rubber stamp: a ring or a frame with print in it. Drawn on a plane. */
export function rubberStamp(
  plane: Uint8Array,
  width: number,
  height: number,
  scale: number,
  random: Random,
): void {
  const x = random.between(-0.1, 1.1) * width;
  const y = random.between(-0.4, 1.4) * height;
  const radius = random.between(0.03, 0.08) * scale;
  if (random.chance(0.55)) {
    const size = random.between(1, 2.4) * scale;
    for (const r of random.chance(0.5) ? [size, size * 0.78] : [size])
      ring(plane, width, height, x, y, r, r, radius);
  } else {
    const [wide, tall] = [random.between(1.2, 4) * scale, random.between(0.5, 1.1) * scale];
    const tilt = random.between(-0.25, 0.25) * wide;
    const corners: readonly (readonly [number, number])[] = [
      [x - wide, y - tall - tilt],
      [x + wide, y - tall + tilt],
      [x + wide, y + tall + tilt],
      [x - wide, y + tall - tilt],
    ];
    for (const [i, [x0, y0]] of corners.entries()) {
      const [x1, y1] = corners[(i + 1) % 4]!;
      drawLine(plane, width, height, x0, y0, x1, y1, radius, 1);
    }
  }
  if (random.chance(0.7)) {
    const size = random.between(0.35, 0.7) * scale;
    printText(plane, width, height, x - 1.5 * scale, y - size / 2, x + 1.5 * scale, size, random);
  }
}

/** A ring of straight pieces. Drawn on a plane. */
export function ring(
  plane: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
  rx: number,
  ry: number,
  radius: number,
  strength = 1,
): void {
  const steps = 28;
  for (let i = 0; i < steps; i++) {
    const a = (6.2832 * i) / steps;
    const b = (6.2832 * (i + 1)) / steps;
    drawLine(
      plane,
      width,
      height,
      x + rx * Math.cos(a),
      y + ry * Math.sin(a),
      x + rx * Math.cos(b),
      y + ry * Math.sin(b),
      radius,
      strength,
    );
  }
}

/** The black beside the page that a scanner sees, on one side or two, with an edge that is not quite straight. */
export function scanMargin(
  { width, height, page }: Sheet,
  most: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
  random: Random,
): void {
  const level = random.int(45);
  const first = random.int(4);
  const sides = random.chance(0.2) ? [first, (first + 1) % 4] : [first];
  for (const side of sides) {
    const room = [most.left, most.top, most.right, most.bottom][side]!;
    if (room < 2) continue;
    const depth = room * random.between(0.3, 1);
    const isUpright = side % 2 === 0;
    const length = isUpright ? height : width;
    const across = isUpright ? width : height;
    const tilt = random.between(-0.03, 0.03);
    const soft = random.between(0.5, 3);
    for (let i = 0; i < length; i++) {
      const edge = depth + tilt * (i - length / 2);
      const end = Math.min(across, Math.ceil(edge + soft));
      for (let k = 0; k < end; k++) {
        const share = Math.min(1, Math.max(0, (edge - k) / soft + 1));
        const place = side < 2 ? k : across - 1 - k;
        const at = isUpright ? i * width + place : place * width + i;
        page[at] = page[at]! + (level - page[at]!) * share;
      }
    }
  }
}
