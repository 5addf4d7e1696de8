/** What forms print around numbers: rules, boxes, combs, labels. Drawn on a plane. */
import type { Random } from '@digitry/engine';
import { drawLine } from '../../glyphs/line.js';
import { printText } from './security.js';

/** A printed or ruled line from end to end; it may be dotted or dashed. */
export function rule(
  plane: Uint8Array,
  width: number,
  height: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  radius: number,
  dash: number,
): void {
  if (dash <= 0) {
    drawLine(plane, width, height, x0, y0, x1, y1, radius, 1);
    return;
  }
  const length = Math.hypot(x1 - x0, y1 - y0);
  for (let at = 0; at < length; at += 2 * dash) {
    const [from, to] = [at / length, Math.min(1, (at + dash * 0.9) / length)];
    drawLine(
      plane,
      width,
      height,
      x0 + (x1 - x0) * from,
      y0 + (y1 - y0) * from,
      x0 + (x1 - x0) * to,
      y0 + (y1 - y0) * to,
      radius,
      1,
    );
  }
}

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Boxes for single characters: joined cells, separate ones, or a comb of ticks on a line. */
export function cells(
  plane: Uint8Array,
  width: number,
  height: number,
  bounds: readonly number[],
  { top, bottom }: Frame,
  radius: number,
  random: Random,
): void {
  const kind = random.int(4);
  const first = bounds[0]!;
  const last = bounds[bounds.length - 1]!;
  const dash = random.chance(0.15) ? Math.max(1.5, radius * 3) : 0;
  const line = (x0: number, y0: number, x1: number, y1: number): void =>
    rule(plane, width, height, x0, y0, x1, y1, radius, dash);
  if (kind === 3) {
    // A comb: uprights of half or less of the height on a line at the foot.
    const tick = bottom - (bottom - top) * random.between(0.15, 0.6);
    line(first, bottom, last, bottom);
    for (const x of bounds) line(x, tick, x, bottom);
    return;
  }
  if (kind === 2) {
    // Separate boxes.
    const apart = (bounds[1]! - first) * random.between(0.04, 0.12);
    for (let i = 0; i + 1 < bounds.length; i++) {
      const [x0, x1] = [bounds[i]! + apart, bounds[i + 1]! - apart];
      line(x0, top, x1, top);
      line(x0, bottom, x1, bottom);
      line(x0, top, x0, bottom);
      line(x1, top, x1, bottom);
    }
    return;
  }
  line(first, top, last, top);
  line(first, bottom, last, bottom);
  for (const x of bounds) line(x, top, x, bottom);
}

/**
 * A frame around all, or some sides of it; its lines may go on over all of the page, as those of tables do. An upright that meets no line
 * goes on over the page too: one that ended with the digits would be a 1.
 */
export function frame(
  plane: Uint8Array,
  width: number,
  height: number,
  { left, right, top, bottom }: Frame,
  radius: number,
  random: Random,
): void {
  const dash = random.chance(0.12) ? Math.max(1.5, radius * 3) : 0;
  const tilt = random.between(-0.012, 0.012);
  const isTable = random.chance(0.5);
  const whole = random.chance(0.4);
  const [x0, x1] = isTable ? [-2, width + 2] : [left, right];
  const hasTop = whole || random.chance(0.5);
  const hasBottom = whole || random.chance(0.6);
  const y0 = isTable || !hasTop ? -2 : top;
  const y1 = isTable || !hasBottom ? height + 2 : bottom;
  const across = (y: number): void =>
    rule(plane, width, height, x0, y, x1, y + tilt * (x1 - x0), radius, dash);
  const down = (x: number): void => rule(plane, width, height, x, y0, x - tilt * (y1 - y0), y1, radius, dash);
  if (hasTop) across(top);
  if (hasBottom) across(bottom);
  if (whole || random.chance(0.5)) down(left);
  if (whole || random.chance(0.5)) down(right);
}

/** Small print beside or under the number, as forms have it. */
export function caption(
  plane: Uint8Array,
  width: number,
  height: number,
  { left, right, bottom }: Frame,
  size: number,
  random: Random,
): void {
  const from = random.between(left - 4 * size, (left + right) / 2);
  const to = from + random.between(3, 16) * size;
  printText(
    plane,
    width,
    height,
    from,
    bottom + random.between(0.1, 0.8) * size,
    Math.min(to, width + size),
    size,
    random,
  );
}
