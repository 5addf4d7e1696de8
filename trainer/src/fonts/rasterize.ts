/** Polygons → ink: exact coverage of each pixel, by signed areas summed along the rows. Knows no font. */

/** `(x, y) ↦ (a x + c y + e, b x + d y + f)`; y of pixels runs downwards. */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** Ink and where its upper left pixel lies. */
export interface Raster {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** 255 is full ink. */
  readonly data: Uint8Array;
}

const NOTHING: Raster = { x: 0, y: 0, width: 0, height: 0, data: new Uint8Array(0) };

/**
 * Fills polygons. Each edge adds, at the pixels that it crosses, the change of the area to its right; the running sum of a row is what
 * the polygons cover of each pixel (Levien 2016, `font-rs`). Polygons that overlap must wind the same way.
 */
export function rasterize(contours: readonly Float32Array[], toPixels: Affine): Raster {
  const placed = contours.map((contour) => transformed(contour, toPixels));
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const contour of placed) {
    for (let i = 0; i < contour.length; i += 2) {
      left = Math.min(left, contour[i]!);
      right = Math.max(right, contour[i]!);
      top = Math.min(top, contour[i + 1]!);
      bottom = Math.max(bottom, contour[i + 1]!);
    }
  }
  if (right < left) return NOTHING;
  const x = Math.floor(left);
  const y = Math.floor(top);
  const width = Math.ceil(right) - x + 1;
  const height = Math.ceil(bottom) - y + 1;
  // An edge on a row's last pixel says something of the next one.
  const areas = new Float32Array(width * height + 1);
  for (const contour of placed) {
    let [fromX, fromY] = [contour[contour.length - 2]! - x, contour[contour.length - 1]! - y];
    for (let i = 0; i < contour.length; i += 2) {
      const [toX, toY] = [contour[i]! - x, contour[i + 1]! - y];
      addEdge(areas, width, fromX, fromY, toX, toY);
      [fromX, fromY] = [toX, toY];
    }
  }
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    let sum = 0;
    for (let at = row * width, end = at + width; at < end; at++) {
      sum += areas[at]!;
      data[at] = Math.min(1, Math.abs(sum)) * 255 + 0.5;
    }
  }
  return { x, y, width, height, data };
}

function transformed(contour: Float32Array, { a, b, c, d, e, f }: Affine): Float64Array {
  const out = new Float64Array(contour.length);
  for (let i = 0; i < contour.length; i += 2) {
    const [x, y] = [contour[i]!, contour[i + 1]!];
    out[i] = a * x + c * y + e;
    out[i + 1] = b * x + d * y + f;
  }
  return out;
}

function addEdge(
  areas: Float32Array,
  width: number,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
): void {
  if (fromY === toY) return;
  const sign = fromY < toY ? 1 : -1;
  const [topX, topY, bottomY] = sign > 0 ? [fromX, fromY, toY] : [toX, toY, fromY];
  const slope = (toX - fromX) / (toY - fromY);
  for (let row = Math.floor(topY); row < bottomY; row++) {
    const upper = Math.max(row, topY);
    const lower = Math.min(row + 1, bottomY);
    const change = sign * (lower - upper);
    const a = topX + slope * (upper - topY);
    const b = topX + slope * (lower - topY);
    addRow(areas, row * width, change, Math.min(a, b), Math.max(a, b));
  }
}

/** An edge within one row, between two columns: shared out among the pixels that it passes. */
function addRow(areas: Float32Array, row: number, change: number, left: number, right: number): void {
  const first = Math.floor(left);
  const last = Math.max(first + 1, Math.ceil(right));
  if (last === first + 1) {
    const covered = (left + right) / 2 - first;
    areas[row + first]! += change * (1 - covered);
    areas[row + first + 1]! += change * covered;
    return;
  }
  // What lies right of the edge in pixels up to k, less the same up to k − 1.
  const perColumn = 1 / (right - left);
  let before = 0;
  let areaBefore = 0;
  for (let column = first; column < last; column++) {
    const reached = Math.min(1, (column + 1 - left) * perColumn);
    const within = reached - before;
    // Passed within this pixel, its middle decides how much of the pixel lies behind.
    const middle = (Math.max(left, column) + Math.min(right, column + 1)) / 2 - column;
    const area = before + within * (1 - middle);
    areas[row + column]! += change * (area - areaBefore);
    areaBefore = area;
    before = reached;
  }
  areas[row + last]! += change * (1 - areaBefore);
}
