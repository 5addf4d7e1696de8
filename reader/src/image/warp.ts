/** Maps between planes: homographies from point pairs, and images drawn through them. */
import { toGray } from './gray.js';
import type { Box, GrayImage } from './types.js';

/** In pixels; pixel (x, y) covers [x, x+1) × [y, y+1), so its middle is (x + 0.5, y + 0.5). */
export type Point = readonly [x: number, y: number];

/** Corners: top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];

/** A 3×3 matrix by rows: `(x, y) ↦ ((h₀x + h₁y + h₂) / w, (h₃x + h₄y + h₅) / w)` with `w = h₆x + h₇y + h₈`. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

export const IDENTITY: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** The shift by (x, y) after a stretch by `scaleX`, `scaleY`. */
export function scaleAndShift(scaleX: number, scaleY: number, x: number, y: number): Homography {
  return [scaleX, 0, x, 0, scaleY, y, 0, 0, 1];
}

export function applyHomography(h: Homography, [x, y]: Point): Point {
  const w = h[6] * x + h[7] * y + h[8];
  return [(h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w];
}

/** The map that does `b` first, then `a`. */
export function multiply(a: Homography, b: Homography): Homography {
  const cell = (row: 0 | 3 | 6, column: 0 | 1 | 2): number =>
    a[row] * b[column] +
    a[(row + 1) as 1 | 4 | 7] * b[(column + 3) as 3 | 4 | 5] +
    a[(row + 2) as 2 | 5 | 8] * b[(column + 6) as 6 | 7 | 8];
  return [
    cell(0, 0),
    cell(0, 1),
    cell(0, 2),
    cell(3, 0),
    cell(3, 1),
    cell(3, 2),
    cell(6, 0),
    cell(6, 1),
    cell(6, 2),
  ];
}

/** The map back, scaled so that its last number is 1 where it can be. @throws RangeError for a map onto a line or point. */
export function invert(h: Homography): Homography {
  const [a, b, c, d, e, f, g, i, j] = h;
  const determinant = a * (e * j - f * i) - b * (d * j - f * g) + c * (d * i - e * g);
  if (!(Math.abs(determinant) > 0)) {
    throw new RangeError(
      `Expected an invertible map for h but received [${h.join(', ')}]; no three of its points may lie in a line`,
    );
  }
  const last = a * e - b * d;
  const scale = Math.abs(last) > 1e-12 * Math.abs(determinant) ? 1 / last : 1 / determinant;
  return [
    (e * j - f * i) * scale,
    (c * i - b * j) * scale,
    (b * f - c * e) * scale,
    (f * g - d * j) * scale,
    (a * j - c * g) * scale,
    (c * d - a * f) * scale,
    (d * i - e * g) * scale,
    (b * g - a * i) * scale,
    last * scale,
  ];
}

/**
 * The map that brings `from[i]` to `to[i]`: exact for four pairs, for more with the least sum of squared distances (direct linear
 * transform on normalized points, Hartley 1997, weighted anew by its denominators so that distances are pixels of `to`).
 * @throws RangeError for fewer than four pairs, or pairs in a line.
 */
export function homographyFrom(from: readonly Point[], to: readonly Point[]): Homography {
  if (from.length < 4 || from.length !== to.length) {
    throw new RangeError(
      `Expected four or more pairs for from and to but received ${from.length} and ${to.length} points`,
    );
  }
  const source = normalizing(from);
  const target = normalizing(to);
  const a = from.map((point) => applyHomography(source, point));
  const b = to.map((point) => applyHomography(target, point));
  let h = leastSquares(a, b, IDENTITY);
  for (let round = 0; round < 3 && from.length > 4; round++) h = leastSquares(a, b, h);
  return multiply(invert(target), multiply(h, source));
}

/** The shift and scale that bring the middle of the points to 0 and their mean distance from it to √2. */
function normalizing(points: readonly Point[]): Homography {
  let x = 0;
  let y = 0;
  for (const point of points) {
    x += point[0] / points.length;
    y += point[1] / points.length;
  }
  let distance = 0;
  for (const point of points)
    distance += Math.sqrt((point[0] - x) ** 2 + (point[1] - y) ** 2) / points.length;
  const scale = distance > 0 ? Math.SQRT2 / distance : 1;
  return scaleAndShift(scale, scale, -x * scale, -y * scale);
}

/** The eight unknowns of a map with h₈ = 1, by the normal equations; `before` gives each pair's denominator. */
function leastSquares(from: readonly Point[], to: readonly Point[], before: Homography): Homography {
  const rows = Array.from({ length: 8 }, () => new Float64Array(9));
  const add = (row: readonly number[], value: number, weight: number): void => {
    for (let i = 0; i < 8; i++) {
      for (let j = 0; j < 8; j++) rows[i]![j]! += weight * row[i]! * row[j]!;
      rows[i]![8]! += weight * row[i]! * value;
    }
  };
  for (let n = 0; n < from.length; n++) {
    const [x, y] = from[n]!;
    const [u, v] = to[n]!;
    const w = before[6] * x + before[7] * y + before[8];
    const weight = 1 / Math.max(1e-6, w * w);
    add([x, y, 1, 0, 0, 0, -u * x, -u * y], u, weight);
    add([0, 0, 0, x, y, 1, -v * x, -v * y], v, weight);
  }
  for (let pivot = 0; pivot < 8; pivot++) {
    let best = pivot;
    for (let row = pivot + 1; row < 8; row++)
      if (Math.abs(rows[row]![pivot]!) > Math.abs(rows[best]![pivot]!)) best = row;
    [rows[pivot], rows[best]] = [rows[best]!, rows[pivot]!];
    const top = rows[pivot]!;
    if (!(Math.abs(top[pivot]!) > 1e-12)) {
      throw new RangeError('Expected points of which no three lie in a line for from and to');
    }
    for (let row = 0; row < 8; row++) {
      if (row === pivot) continue;
      const factor = rows[row]![pivot]! / top[pivot]!;
      for (let column = pivot; column < 9; column++) rows[row]![column]! -= factor * top[column]!;
    }
  }
  const solved = rows.map((row, i) => row[8]! / row[i]!);
  return [...solved, 1] as unknown as Homography;
}

/** Where the corners of a box go. */
export function quadOf({ x, y, width, height }: Box, h: Homography): Quad {
  return [
    applyHomography(h, [x, y]),
    applyHomography(h, [x + width, y]),
    applyHomography(h, [x + width, y + height]),
    applyHomography(h, [x, y + height]),
  ];
}

/** The smallest box of whole pixels around four corners. */
export function boxOfQuad(quad: Quad): Box {
  const left = Math.floor(Math.min(...quad.map(([x]) => x)) + 1e-6);
  const top = Math.floor(Math.min(...quad.map(([, y]) => y)) + 1e-6);
  const right = Math.ceil(Math.max(...quad.map(([x]) => x)) - 1e-6);
  const bottom = Math.ceil(Math.max(...quad.map(([, y]) => y)) - 1e-6);
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

/** How many pixels of the source one pixel at `point` is wide, as a geometric mean over both directions. */
export function scaleAt(toSource: Homography, [x, y]: Point): number {
  const [u, v] = applyHomography(toSource, [x, y]);
  const w = toSource[6] * x + toSource[7] * y + toSource[8];
  const ux = (toSource[0] - u * toSource[6]) / w;
  const uy = (toSource[1] - u * toSource[7]) / w;
  const vx = (toSource[3] - v * toSource[6]) / w;
  const vy = (toSource[4] - v * toSource[7]) / w;
  return Math.sqrt(Math.abs(ux * vy - uy * vx));
}

/**
 * Draws `width` × `height` pixels, each from where `toSource` puts its middle: bilinear, and from block means where the source
 * is one and a half times as fine or finer, so that thin lines do not break.
 * @param fill where the source has no pixel.
 */
export function warp(
  image: GrayImage,
  toSource: Homography,
  width: number,
  height: number,
  fill = 255,
): GrayImage {
  const factor = Math.round(scaleAt(toSource, [width / 2, height / 2]));
  if (factor > 1 && factor < Math.min(image.width, image.height)) {
    const smaller = multiply(scaleAndShift(1 / factor, 1 / factor, 0, 0), toSource);
    return bilinear(toGray(image, factor), smaller, width, height, fill);
  }
  return bilinear(image, toSource, width, height, fill);
}

/** Pixels of a row over which the way through the source counts as straight; its ends are computed exactly. */
const PIECE = 16;
/** Coordinates within a piece are whole numbers of 1/65536 pixel. */
const ONE = 65536;

/** As {@link warp}, from the pixels as they are: for parts of a page, and sources about as fine as what is drawn. */
export function bilinear(
  image: GrayImage,
  h: Homography,
  width: number,
  height: number,
  fill: number,
): GrayImage {
  const { data } = image;
  const stride = image.width;
  const right = image.width - 1;
  const bottom = image.height - 1;
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    let u = h[0] * 0.5 + h[1] * (y + 0.5) + h[2];
    let v = h[3] * 0.5 + h[4] * (y + 0.5) + h[5];
    let w = h[6] * 0.5 + h[7] * (y + 0.5) + h[8];
    // Counted from the middle of the first pixel.
    let startX = u / w - 0.5;
    let startY = v / w - 0.5;
    for (let x = 0; x < width; x += PIECE) {
      const count = Math.min(PIECE, width - x);
      u += h[0] * count;
      v += h[3] * count;
      w += h[6] * count;
      const endX = u / w - 0.5;
      const endY = v / w - 0.5;
      let at = y * width + x;
      const isInside =
        startX >= 0 &&
        endX >= 0 &&
        startX < right &&
        endX < right &&
        startY >= 0 &&
        endY >= 0 &&
        startY < bottom &&
        endY < bottom;
      if (isInside) {
        let fromX = Math.round(startX * ONE);
        let fromY = Math.round(startY * ONE);
        const stepX = Math.round(((endX - startX) / count) * ONE);
        const stepY = Math.round(((endY - startY) / count) * ONE);
        for (const end = at + count; at < end; at++, fromX += stepX, fromY += stepY) {
          const partX = (fromX >> 8) & 255;
          const partY = (fromY >> 8) & 255;
          const a = (fromY >> 16) * stride + (fromX >> 16);
          const upper = data[a]! * (256 - partX) + data[a + 1]! * partX;
          const lower = data[a + stride]! * (256 - partX) + data[a + stride + 1]! * partX;
          out[at] = (upper * (256 - partY) + lower * partY + 32768) >> 16;
        }
      } else {
        for (let i = 0; i < count; i++, at++) {
          const sx = startX + ((endX - startX) * i) / count;
          const sy = startY + ((endY - startY) * i) / count;
          out[at] = sampled(image, sx, sy, fill);
        }
      }
      startX = endX;
      startY = endY;
    }
  }
  return { width, height, data: out };
}

/** The image at a point counted from the middle of its first pixel; its border goes on for half a pixel. */
function sampled({ width, height, data }: GrayImage, x: number, y: number, fill: number): number {
  if (!(x >= -0.5 && y >= -0.5 && x <= width - 0.5 && y <= height - 0.5)) return fill;
  const u = Math.min(Math.max(x, 0), width - 1);
  const v = Math.min(Math.max(y, 0), height - 1);
  const left = Math.floor(u);
  const top = Math.floor(v);
  const a = top * width + left;
  const c = top + 1 < height ? a + width : a;
  const step = left + 1 < width ? 1 : 0;
  const partX = u - left;
  const upper = data[a]! + (data[a + step]! - data[a]!) * partX;
  const lower = data[c]! + (data[c + step]! - data[c]!) * partX;
  return Math.round(upper + (lower - upper) * (v - top));
}
