/** Corners of print and what is around them: points by which two pictures of one page find each other. */
import { integral, sumOver } from '../image/integral.js';
import type { GrayImage } from '../image/types.js';
import type { Point } from '../image/warp.js';

/** Cells along one side of a descriptor, pixels from one to the next, and pixels from the middle of a cell to its border. */
const CELLS = 8;
const APART = 6;
const RADIUS = 4;
export const DESCRIPTOR = CELLS * CELLS;

/** Points with their surroundings: `descriptors` has 64 numbers a point, mean 0, sum of squares 1. */
export interface Landmarks {
  readonly points: readonly Point[];
  readonly descriptors: Float64Array;
}

/** The strongest corners of an ink image, `perCell` in each cell of a grid, so that they are spread over the page, and what is around them. */
export function findLandmarks(ink: GrayImage, columns: number, rows: number, perCell: number): Landmarks {
  const corners = findCorners(ink, columns, rows, perCell);
  return describe(ink, corners);
}

/**
 * Where the gray levels change in all directions: local maxima of the smaller eigenvalue of the structure tensor over 7×7 pixels
 * (Shi and Tomasi 1994). Points are middles of pixels, the strongest of each cell of the grid, at least 4 pixels apart.
 */
export function findCorners(image: GrayImage, columns: number, rows: number, perCell: number): Point[] {
  const { width, height } = image;
  const response = cornerResponse(image);
  const cells: { at: number; value: number }[][] = Array.from({ length: columns * rows }, () => []);
  let most = 0;
  for (let i = 0; i < response.length; i++) if (response[i]! > most) most = response[i]!;
  const least = most * 0.01;
  for (let y = PEAK; y < height - PEAK; y++) {
    for (let x = PEAK; x < width - PEAK; x++) {
      const at = y * width + x;
      const value = response[at]!;
      if (value <= least || !isPeak(response, width, at, value)) continue;
      const cell = Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width);
      cells[cell]!.push({ at, value });
    }
  }
  return cells.flatMap((found) =>
    found
      .sort((a, b) => b.value - a.value || a.at - b.at)
      .slice(0, perCell)
      .map(({ at }): Point => [(at % width) + 0.5, Math.floor(at / width) + 0.5]),
  );
}

const PEAK = 4;

function isPeak(values: Float32Array, width: number, at: number, value: number): boolean {
  for (let dy = -PEAK; dy <= PEAK; dy++) {
    const row = at + dy * width;
    for (let i = row - PEAK; i <= row + PEAK; i++) {
      const other = values[i]!;
      // Of equals the first is the peak.
      if (other > value || (other === value && i < at)) return false;
    }
  }
  return true;
}

/** The smaller eigenvalue of `Σ [gx², gx·gy; gx·gy, gy²]` over 7×7 pixels, of gradients over 3×3 pixels (Prewitt); 0 along the border. */
function cornerResponse({ width, height, data }: GrayImage): Float32Array {
  const xx = new Float32Array(width * height);
  const xy = new Float32Array(width * height);
  const yy = new Float32Array(width * height);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      const a = data[at - width - 1]!;
      const c = data[at - width + 1]!;
      const g = data[at + width - 1]!;
      const i = data[at + width + 1]!;
      const gx = c + data[at + 1]! + i - a - data[at - 1]! - g;
      const gy = g + data[at + width]! + i - a - data[at - width]! - c;
      if (gx === 0 && gy === 0) continue;
      xx[at] = gx * gx;
      xy[at] = gx * gy;
      yy[at] = gy * gy;
    }
  }
  for (const product of [xx, xy, yy]) sumWindows(product, width, height, 3);
  for (let at = 0; at < xx.length; at++) {
    const half = (xx[at]! - yy[at]!) / 2;
    const cross = xy[at]!;
    xx[at] = (xx[at]! + yy[at]!) / 2 - Math.sqrt(half * half + cross * cross);
  }
  return xx;
}

/** In place: the sums over squares of 2·radius + 1; those that reach over the border become 0. */
function sumWindows(values: Float32Array, width: number, height: number, radius: number): void {
  const size = 2 * radius + 1;
  const line = new Float32Array(Math.max(width, height));
  for (let y = 0; y < height; y++) {
    let sum = 0;
    const row = y * width;
    for (let x = 0; x < width; x++) line[x] = values[row + x]!;
    for (let x = 0; x < width; x++) {
      sum += line[x]!;
      if (x >= size) sum -= line[x - size]!;
      if (x >= radius) values[row + x - radius] = x >= size - 1 ? sum : 0;
    }
    values.fill(0, row + Math.max(0, width - radius), row + width);
  }
  // Down all columns at once, so that memory is read in its order: a ring of the last `size` rows.
  const ring = new Float32Array(size * width);
  const sums = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    const slot = (y % size) * width;
    const row = y * width;
    const out = (y - radius) * width;
    for (let x = 0; x < width; x++) {
      const value = values[row + x]!;
      sums[x] = sums[x]! + value - ring[slot + x]!;
      ring[slot + x] = value;
      if (y >= radius) values[out + x] = y >= size - 1 ? sums[x]! : 0;
    }
  }
  values.fill(0, Math.max(0, height - radius) * width);
}

/** Means of ink over 8 × 8 overlapping cells around each point, normalized: what is left when light and contrast change. */
function describe(ink: GrayImage, points: readonly Point[]): Landmarks {
  const table = integral(ink);
  const descriptors = new Float64Array(points.length * DESCRIPTOR);
  const first = ((1 - CELLS) * APART) / 2;
  const area = (2 * RADIUS + 1) ** 2;
  points.forEach(([px, py], n) => {
    const from = n * DESCRIPTOR;
    let sum = 0;
    let squares = 0;
    for (let row = 0; row < CELLS; row++) {
      const y = Math.floor(py) + first + row * APART;
      const top = clamp(y - RADIUS, ink.height);
      const bottom = clamp(y + RADIUS + 1, ink.height);
      for (let column = 0; column < CELLS; column++) {
        const x = Math.floor(px) + first + column * APART;
        const left = clamp(x - RADIUS, ink.width);
        const right = clamp(x + RADIUS + 1, ink.width);
        // Beyond the image there is paper.
        const mean = sumOver(table, left, top, right, bottom) / area;
        descriptors[from + row * CELLS + column] = mean;
        sum += mean;
        squares += mean * mean;
      }
    }
    const mean = sum / DESCRIPTOR;
    const norm = Math.sqrt(Math.max(squares - sum * mean, 1e-6));
    for (let i = from; i < from + DESCRIPTOR; i++) descriptors[i] = (descriptors[i]! - mean) / norm;
  });
  return { points, descriptors };
}

const clamp = (value: number, limit: number): number => Math.min(Math.max(value, 0), limit);

/** The descriptors as they are when the page is turned by so many quarters clockwise. */
export function turnDescriptors(descriptors: Float64Array, quarters: number): Float64Array {
  let out = descriptors;
  for (let turn = 0; turn < quarters; turn++) {
    const before = out;
    out = new Float64Array(before.length);
    for (let from = 0; from < before.length; from += DESCRIPTOR) {
      for (let row = 0; row < CELLS; row++) {
        for (let column = 0; column < CELLS; column++)
          out[from + row * CELLS + column] = before[from + (CELLS - 1 - column) * CELLS + row]!;
      }
    }
  }
  return out;
}
