/** Curves of font files → polygons. */

/** A step of a path as fonts have them: move, line, quadratic and cubic Bézier curve, close. */
export type Step =
  | { readonly type: 'M' | 'L'; readonly x: number; readonly y: number }
  | { readonly type: 'Q'; readonly x1: number; readonly y1: number; readonly x: number; readonly y: number }
  | {
      readonly type: 'C';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly type: 'Z' };

/**
 * Closed polygons, x₀ y₀ x₁ y₁ …, all lengths times `scale`.
 * @param tolerance farthest that a polygon may be from its curve, in scaled lengths
 */
export function polygonsOf(steps: readonly Step[], scale: number, tolerance: number): Float32Array[] {
  const polygons: Float32Array[] = [];
  let points: number[] = [];
  let x = 0;
  let y = 0;
  const end = (): void => {
    // Less than a triangle covers nothing.
    if (points.length >= 6) polygons.push(Float32Array.from(points));
    points = [];
  };
  const go = (toX: number, toY: number): void => {
    points.push(toX, toY);
    [x, y] = [toX, toY];
  };
  for (const step of steps) {
    if (step.type === 'Z') {
      end();
      continue;
    }
    const [toX, toY] = [step.x * scale, step.y * scale];
    if (step.type === 'M') end();
    if (step.type !== 'Q' && step.type !== 'C') {
      go(toX, toY);
      continue;
    }
    const [fromX, fromY] = [x, y];
    const [ax, ay] = [step.x1 * scale, step.y1 * scale];
    // A quadratic curve is the cubic one with both handles two thirds of the way to its own.
    const isCubic = step.type === 'C';
    const [bx, by] = isCubic ? [step.x2 * scale, step.y2 * scale] : [ax, ay];
    const [p1x, p1y] = isCubic ? [ax, ay] : [fromX + (ax - fromX) / 1.5, fromY + (ay - fromY) / 1.5];
    const [p2x, p2y] = isCubic ? [bx, by] : [toX + (bx - toX) / 1.5, toY + (by - toY) / 1.5];
    // Chords are off by at most an eighth of the second derivative over the square of their number.
    const bend = Math.max(
      Math.hypot(fromX - 2 * p1x + p2x, fromY - 2 * p1y + p2y),
      Math.hypot(p1x - 2 * p2x + toX, p1y - 2 * p2y + toY),
    );
    const chords = Math.min(64, Math.max(1, Math.ceil(Math.sqrt((0.75 * bend) / tolerance))));
    for (let i = 1; i <= chords; i++) {
      const t = i / chords;
      const s = 1 - t;
      const [w0, w1, w2, w3] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
      go(w0 * fromX + w1 * p1x + w2 * p2x + w3 * toX, w0 * fromY + w1 * p1y + w2 * p2y + w3 * toY);
    }
  }
  end();
  return polygons;
}
