/** Scribbles, rules and stains: marks that stand where a digit could, and mean nothing. */
import type { Random } from '@digitry/engine';
import type { GrayImage } from '@digitry/reader';
import { drawLine } from './line.js';
import { arc, type Point, type Stroke, smooth, straight } from './stroke.js';

/** A pen that goes here and there: at least eleven turns, so that no digit comes of it. */
export function scribble(random: Random): Stroke[] {
  const points: Point[] = [];
  const count = 11 + random.int(10);
  const wide = random.between(0.7, 1.6);
  for (let i = 0; i < count; i++) points.push([random.next() * wide, random.next()]);
  return [random.chance(0.7) ? smooth(points) : straight(points)];
}

/** To and fro, from one side to the other: crossed out or hatched. */
export function zigzag(random: Random): Stroke[] {
  const turns = 7 + random.int(6);
  const wide = random.between(0.6, 1.4);
  const points = Array.from(
    { length: turns },
    (_, i): Point => [
      (wide * i) / turns + random.between(-0.05, 0.05),
      (i % 2) + random.between(-0.15, 0.15),
    ],
  );
  const upright = random.chance(0.5);
  const turned = upright ? points : points.map(([x, y]): Point => [y, x]);
  return [random.chance(0.5) ? smooth(turned) : straight(turned)];
}

/** Loops one after the other, as when a pen is tried, or a spiral. */
export function loops(random: Random): Stroke[] {
  const turns = 3 + random.int(3);
  const step = random.between(0.15, 0.4);
  const spiral = random.chance(0.4);
  const points = Array.from({ length: turns * 9 }, (_, i): Point => {
    const [center] = arc(spiral ? 0 : (i / 9) * step, 0, 1, 1, i * 40, i * 40, 2);
    const r = spiral ? (0.5 * (i + 2)) / (turns * 9) : 0.4;
    const x = spiral ? 0 : (i / 9) * step;
    return [x + (center![0] - x) * r, center![1] * r];
  });
  return [smooth(points, 3)];
}

/** Bits of printed rules and boxes, never one upright alone: that would be a 1. */
export function rules(random: Random): Stroke[] {
  const wide = random.between(0.6, 1.4);
  const tilt = random.between(-0.04, 0.04);
  const across = (y: number, from = 0, to = wide): Stroke =>
    straight([
      [from, y],
      [to, y + tilt],
    ]);
  const down = (x: number, from = 0, to = 1): Stroke =>
    straight([
      [x, from],
      [x - tilt, to],
    ]);
  switch (random.int(6)) {
    case 0:
      return [across(0.5)];
    case 1:
      return [across(1), down(random.chance(0.5) ? 0 : wide)];
    case 2:
      return [across(0), down(random.chance(0.5) ? 0 : wide), across(1)];
    case 3:
      return [across(random.between(0.3, 0.7)), down(wide * random.between(0.3, 0.7))];
    case 4:
      return [across(0), across(random.between(0.5, 1)), across(random.between(1.2, 1.6))];
    default:
      // As wide as it is high: a narrow box can be a 0.
      return [across(0, 0, 1.1), across(1, 0, 1.1), down(0), down(1.1)];
  }
}

/** Stains, texture, specks: ink without a pen. */
export function stain(random: Random): GrayImage {
  const side = 40;
  const data = new Uint8Array(side * side);
  const kind = random.int(4);
  const count = kind === 0 ? 2 + random.int(4) : kind === 1 ? 12 + random.int(40) : 5 + random.int(8);
  const [cx, cy] = [random.between(14, 26), random.between(14, 26)];
  for (let i = 0; i < count; i++) {
    const spread = kind === 1 ? 18 : kind === 2 ? 5 : 12;
    const x = kind === 1 ? random.between(0, side) : cx + random.normal() * spread * 0.5;
    const y = kind === 1 ? random.between(0, side) : cy + random.normal() * spread * 0.5;
    const radius =
      kind === 1 ? random.between(0.4, 1.5) : kind === 2 ? random.between(2, 7) : random.between(0.8, 3.5);
    drawLine(
      data,
      side,
      side,
      x,
      y,
      x + random.normal() * 2,
      y + random.normal() * 2,
      radius,
      random.between(0.3, 1),
    );
  }
  if (kind === 3)
    for (let i = 0; i < data.length; i++)
      data[i] = Math.max(data[i]!, random.chance(0.5) ? random.int(110) : 0);
  return { width: side, height: side, data };
}
