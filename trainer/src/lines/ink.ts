/** Everything that a pen left on the paper: the number itself, strokes under, through and around it, parts of other lines. On a plane of ink. */
import type { Random } from '@digitry/engine';
import { drawLine } from '../glyphs/line.js';
import type { LineConfig } from './config.js';
import type { Layout, Placed } from './hand/layout.js';
import type { Scribe } from './hand/scribe.js';
import { press, profileOf } from './hand/stamp.js';
import type { Picture } from './picture.js';
import { ring } from './sheet/traces.js';
import { oneOf } from './text/pick.js';

/** The characters of the line where the layout has them. */
export function writeNumber(plane: Uint8Array, picture: Picture, { placed }: Layout, random: Random): void {
  for (const { stamp, x, baseline } of placed) {
    const pressure = Math.min(1, 1.02 - 0.12 * random.next() ** 2);
    press(plane, picture.width, picture.height, stamp, x + picture.dx, baseline + picture.dy, pressure);
  }
}

/** Strokes that go from one digit to the next without lifting the pen: along the top, along the foot, or up from the foot. */
export function linkDigits(
  plane: Uint8Array,
  { width, height, dx, dy, scale }: Picture,
  { placed }: Layout,
  pen: number,
  rate: number,
  random: Random,
): void {
  for (let i = 0; i + 1 < placed.length; i++) {
    if (!random.chance(rate) || !isDigit(placed[i]!) || !isDigit(placed[i + 1]!)) continue;
    const way = random.int(3);
    const from = endOf(placed[i]!, way === 0, true);
    const to = endOf(placed[i + 1]!, way !== 1, false);
    if (!from || !to || to[0] <= from[0] || to[0] - from[0] > 0.8 * scale) continue;
    const middle = (from[1] + to[1]) / 2 + random.between(-0.08, 0.08) * scale;
    const across = (from[0] + to[0]) / 2;
    drawLine(plane, width, height, from[0] + dx, from[1] + dy, across + dx, middle + dy, pen / 2, 0.95);
    drawLine(plane, width, height, across + dx, middle + dy, to[0] + dx, to[1] + dy, pen / 2, 0.95);
  }
}

const isDigit = ({ character }: Placed): boolean => character >= '0' && character <= '9';

/** The rightmost (or leftmost) ink in the upper (or lower) part of a character. */
function endOf(placed: Placed, isTop: boolean, isRight: boolean): [number, number] | null {
  const { stamp, x, baseline } = placed;
  const { first, last } = placed.profile;
  const rows = stamp.height;
  const [start, stop] = isTop ? [0, Math.ceil(rows * 0.35)] : [Math.floor(rows * 0.65), rows];
  let best: [number, number] | null = null;
  for (let y = start; y < stop; y++) {
    if (last[y]! < 0) continue;
    const column = isRight ? last[y]! - 1 : first[y]! + 1;
    if (!best || (isRight ? column > best[0] - x : column < best[0] - x))
      best = [x + column, baseline + stamp.top + y];
  }
  return best;
}

/** Lines under raised cents, as the layout has them, and under, through and around the whole number. */
export function drawStrokes(
  plane: Uint8Array,
  picture: Picture,
  layout: Layout,
  scribe: Scribe,
  config: LineConfig,
  random: Random,
): void {
  const { width, height, dx, dy, scale } = picture;
  const radius = (scribe.traits.pen / 2) * random.between(0.75, 1.1);
  const wavy = (x0: number, x1: number, y: number, tilt: number, bow: number): void => {
    const steps = 6;
    let beforeX = x0;
    let beforeY = y;
    for (let i = 1; i <= steps; i++) {
      const t = i / steps;
      const x = x0 + (x1 - x0) * t;
      const at = y + tilt * (x1 - x0) * t + bow * Math.sin(Math.PI * t);
      drawLine(plane, width, height, beforeX, beforeY, x, at, radius, 0.95);
      beforeX = x;
      beforeY = at;
    }
  };
  for (const { x0, x1, y } of layout.underlines)
    wavy(x0 + dx, x1 + dx, y + dy, random.between(-0.06, 0.04), 0);
  if (layout.placed.length === 0) return;
  const [left, right] = [layout.left + dx, layout.right + dx];
  const slope = -scribe.traits.slope;
  if (random.chance(config.underlineRate)) {
    const foot = dy + slope * layout.left + random.between(0.12, 0.5) * scale;
    const lines = random.chance(0.15) ? 2 : 1;
    for (let i = 0; i < lines; i++) {
      const from = left + random.between(-0.5, 0.35) * scale;
      const to = Math.max(from + 0.5 * scale, right + random.between(-0.35, 0.7) * scale);
      const tilt = slope + random.between(-0.07, 0.05);
      wavy(from, to, foot + i * random.between(0.12, 0.25) * scale, tilt, random.between(-0.1, 0.1) * scale);
    }
  }
  if (random.chance(config.strikeRate)) {
    const y = dy + slope * layout.left - random.between(0.25, 0.75) * scale;
    wavy(
      left - random.between(0.05, 0.5) * scale,
      right + random.between(0.05, 0.5) * scale,
      y,
      slope + random.between(-0.1, 0.1),
      random.between(-0.06, 0.06) * scale,
    );
  }
  if (random.chance(config.circleRate)) {
    const rx = (right - left) / 2 + random.between(0.1, 0.45) * scale;
    const ry = (layout.bottom - layout.top) / 2 + random.between(0.05, 0.35) * scale;
    ring(
      plane,
      width,
      height,
      (left + right) / 2,
      dy + (layout.top + layout.bottom) / 2,
      rx,
      ry,
      radius,
      0.95,
    );
  }
}

/** Most of a neighbor that is seen, in heights of a digit: what is whole could be the number. */
const SEEN = 0.55;

/** Feet of the line above, heads of the line below, an edge of what stands beside it. */
export function writeNeighbors(
  plane: Uint8Array,
  picture: Picture,
  scribe: Scribe,
  characters: readonly string[],
  random: Random,
): void {
  const { width, height, scale, above, below, before, behind } = picture;
  const where = random.int(4);
  if (where !== 1) {
    const seen = Math.min(SEEN, above / scale + 0.15) * scale * random.next();
    row(plane, picture, scribe, characters, Math.round(seen), random);
  }
  if (where !== 0) {
    const seen = Math.min(SEEN, below / scale + 0.15) * scale * random.next();
    row(plane, picture, scribe, characters, Math.round(height - seen + scale), random);
  }
  if (where < 3) return;
  const isLeft = random.chance(0.5);
  if ((isLeft ? before : behind) < 0.45 * scale) return;
  const stamp = scribe.stamp(oneOf(characters, random), 1, 0);
  const { left, right } = profileOf(stamp);
  const seen = Math.round(0.22 * scale * random.next());
  const x = isLeft ? seen - right : width - seen - left;
  press(plane, width, height, stamp, x, Math.round(picture.dy + random.between(-0.3, 0.3) * scale));
}

/** Characters with gaps on a baseline, from somewhere to somewhere. */
function row(
  plane: Uint8Array,
  { width, height, scale }: Picture,
  scribe: Scribe,
  characters: readonly string[],
  baseline: number,
  random: Random,
): void {
  let x = Math.round(random.between(-0.5, 0.6) * width);
  const end = x + random.between(0.3, 1.2) * width;
  while (x < end && x < width) {
    const stamp = scribe.stamp(oneOf(characters, random), 1, 0);
    press(plane, width, height, stamp, x, baseline + Math.round(random.between(-0.08, 0.08) * scale));
    x += Math.max(3, Math.round(stamp.width * 0.8 + random.between(0, 0.5) * scale));
  }
}

/** Writing of the other side, mirrored. */
export function writeBackside(
  plane: Uint8Array,
  picture: Picture,
  scribe: Scribe,
  characters: readonly string[],
  random: Random,
): void {
  const { width, height, scale } = picture;
  const rows = 1 + random.int(Math.max(1, Math.min(3, Math.round(height / scale))));
  for (let i = 0; i < rows; i++)
    row(plane, picture, scribe, characters, Math.round(random.between(0.3, 1.3) * height), random);
  for (let y = 0; y < height; y++) {
    for (let a = y * width, b = a + width - 1; a < b; a++, b--) {
      const kept = plane[a]!;
      plane[a] = plane[b]!;
      plane[b] = kept;
    }
  }
}
