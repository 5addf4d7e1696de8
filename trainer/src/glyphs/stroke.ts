/** Paths of a pen: points, arcs and smooth curves in a unit box, and how a hand changes them. Knows no pixel. */
import type { Random } from '@digitry/engine';

/** x to the right, y down; a digit is 1 high and about 0.6 wide. */
export type Point = readonly [x: number, y: number];

/** Where the pen goes without being lifted. One point is a dot. */
export type Stroke = readonly Point[];

/** Points on an ellipse from one angle to another, in degrees: 0 is right, 90 is down. */
export function arc(
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  from: number,
  to: number,
  count = Math.max(3, Math.ceil(Math.abs(to - from) / 35) + 1),
): Point[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = ((from + ((to - from) * i) / (count - 1)) * Math.PI) / 180;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
  });
}

/** A smooth curve through the points (Catmull and Rom 1974), `steps` points for each of them. */
export function smooth(points: Stroke, steps = 6): Point[] {
  if (points.length < 3) return straight(points, steps);
  const result: Point[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const [b, c] = [points[i]!, points[i + 1]!];
    const a = points[i - 1] ?? [2 * b[0] - c[0], 2 * b[1] - c[1]];
    const d = points[i + 2] ?? [2 * c[0] - b[0], 2 * c[1] - b[1]];
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      result.push([spline(a[0], b[0], c[0], d[0], t), spline(a[1], b[1], c[1], d[1], t)]);
    }
  }
  result.push(points[points.length - 1]!);
  return result;
}

function spline(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** Straight lines from point to point, `steps` points for each of them. */
export function straight(points: Stroke, steps = 6): Point[] {
  const result: Point[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const [from, to] = [points[i]!, points[i + 1]!];
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      result.push([from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t]);
    }
  }
  if (points.length > 0) result.push(points[points.length - 1]!);
  return result;
}

/** Paths that follow each other without lifting the pen: the corners between them stay sharp. */
export function joined(...paths: readonly Stroke[]): Point[] {
  return paths.flat();
}

/** How regular a hand is; lengths are shares of the height of the digit. */
export interface Hand {
  /** Standard deviation by which every aimed-at point is missed, 0..0.05. */
  readonly aim: number;
  /** Amplitude of slow waves along the stroke, 0..0.03. */
  readonly tremor: number;
  /** How far corners are rounded: passes of a mean of three neighbors, 0..5. */
  readonly round: number;
}

export function drawHand(random: Random): Hand {
  return {
    aim: random.between(0.004, 0.026),
    tremor: random.chance(0.4) ? random.between(0, 0.014) : 0,
    round: random.int(4),
  };
}

/** The points as this hand hits them. */
export function missed(points: Stroke, hand: Hand, random: Random): Point[] {
  return points.map(([x, y]) => [x + hand.aim * random.normal(), y + hand.aim * random.normal()]);
}

/** A finished path with rounded corners and slow waves. Its ends stay where they are. */
export function written(path: Stroke, hand: Hand, random: Random): Point[] {
  let points = path.map(([x, y]): Point => [x, y]);
  for (let pass = 0; pass < hand.round; pass++) {
    points = points.map((point, i) => {
      const before = points[i - 1];
      const after = points[i + 1];
      if (!before || !after) return point;
      return [(before[0] + 2 * point[0] + after[0]) / 4, (before[1] + 2 * point[1] + after[1]) / 4];
    });
  }
  if (hand.tremor === 0) return points;
  const turns = random.between(1, 3);
  const [phaseX, phaseY] = [random.next() * 6.3, random.next() * 6.3];
  return points.map(([x, y], i) => {
    const along = (i / points.length) * turns * 6.3;
    return [x + hand.tremor * Math.sin(along + phaseX), y + hand.tremor * Math.sin(along * 1.3 + phaseY)];
  });
}
