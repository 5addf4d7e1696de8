/** All changes of shape as one inverse-mapped bilinear warp: mirror, rotation, slant, stretch, elastic. */
import type { Random } from '@digitry/engine';
import type { GrayImage } from '@digitry/reader';
import { CANVAS, DIGIT, SCALE } from './canvas.js';
import type { AugmentConfig } from './config.js';

/** Longest source the warp takes, in pixels a side; larger ink images are reduced when they are packed. */
export const SOURCE = 60;
/** The source is copied into a frame of zeros, so that no sample of the inner loop needs a test of bounds. */
const FRAME = 64;
/** Canvas pixels between two nodes of the mapping; it is linear between them. */
const STEP = 4;
const NODES = CANVAS / STEP + 1;
/** Control points a side of the elastic distortion. */
const POINTS = 6;

/** Cubic B-spline weights of the control points for each node: NODES × POINTS. */
const SPLINE = splineTable();

function splineTable(): Float64Array {
  const table = new Float64Array(NODES * POINTS);
  for (let node = 0; node < NODES; node++) {
    // Node 0 lies between control points 1 and 2 of a spline with one point beyond each end.
    const u = 1 + (node / (NODES - 1)) * (POINTS - 3);
    for (let point = 0; point < POINTS; point++) {
      const d = Math.abs(u - point);
      if (d < 1) table[node * POINTS + point] = 2 / 3 - d * d + (d * d * d) / 2;
      else if (d < 2) table[node * POINTS + point] = (2 - d) ** 3 / 6;
    }
  }
  return table;
}

/** The affine part, canvas to source: x' = xx·x + xy·y + dx, y' = yx·x + yy·y + dy. */
interface Affine {
  xx: number;
  xy: number;
  yx: number;
  yy: number;
  dx: number;
  dy: number;
}

export type Warp = (ink: GrayImage, random: Random, canvas: Uint8Array) => void;

/** @returns a warp with its own scratch memory: it draws another shape of an ink image (at most {@link SOURCE} pixels a side) on the canvas. */
export function createWarp(config: AugmentConfig): Warp {
  const frame = new Uint8Array(FRAME * FRAME);
  const mapX = new Float64Array(NODES * NODES);
  const mapY = new Float64Array(NODES * NODES);
  const points = new Float64Array(POINTS * POINTS);
  const rows = new Float64Array(NODES * POINTS);

  /** Adds `amount` × a smooth random field to a map over the nodes. */
  const displace = (map: Float64Array, amount: number, random: Random): void => {
    for (let i = 0; i < POINTS * POINTS; i++) points[i] = amount * (2 * random.next() - 1);
    for (let node = 0; node < NODES; node++) {
      for (let column = 0; column < POINTS; column++) {
        let sum = 0;
        for (let k = 0; k < POINTS; k++) sum += SPLINE[node * POINTS + k]! * points[k * POINTS + column]!;
        rows[node * POINTS + column] = sum;
      }
    }
    for (let y = 0; y < NODES; y++) {
      for (let x = 0; x < NODES; x++) {
        let sum = 0;
        for (let k = 0; k < POINTS; k++) sum += SPLINE[x * POINTS + k]! * rows[y * POINTS + k]!;
        map[y * NODES + x]! += sum;
      }
    }
  };

  return (ink, random, canvas) => {
    const box = frameSource(ink, frame);
    canvas.fill(0);
    if (!box) return;
    const affine = drawAffine(box, config, random);
    for (let y = 0; y < NODES; y++) {
      for (let x = 0; x < NODES; x++) {
        // Pixel centres are at +0.5, and the frame's sample (0, 0) lies in the middle of its pixel: hence the halves.
        const cx = x * STEP - CANVAS / 2 + 0.5;
        const cy = y * STEP - CANVAS / 2 + 0.5;
        mapX[y * NODES + x] = affine.xx * cx + affine.xy * cy + affine.dx - 0.5;
        mapY[y * NODES + x] = affine.yx * cx + affine.yy * cy + affine.dy - 0.5;
      }
    }
    if (config.elastic > 0) {
      // From pixels of a fitted digit to pixels of the source, through the canvas.
      const amount =
        config.elastic * SCALE * Math.sqrt(Math.abs(affine.xx * affine.yy - affine.xy * affine.yx));
      const strength = amount * Math.sqrt(random.next());
      displace(mapX, strength, random);
      displace(mapY, strength, random);
    }
    sample(frame, box, mapX, mapY, canvas);
  };
}

interface SourceBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Copies the source two pixels into the zeroed frame; returns the box of its ink there (right and bottom exclusive). */
function frameSource({ width, height, data }: GrayImage, frame: Uint8Array): SourceBox | null {
  frame.fill(0);
  let left = FRAME;
  let right = 0;
  let top = -1;
  let bottom = 0;
  for (let y = 0; y < height; y++) {
    const from = y * width;
    const to = (y + 2) * FRAME + 2;
    let first = -1;
    let last = 0;
    for (let x = 0; x < width; x++) {
      const value = data[from + x]!;
      frame[to + x] = value;
      if (value !== 0) {
        if (first < 0) first = x;
        last = x;
      }
    }
    if (first < 0) continue;
    if (first < left) left = first;
    if (last > right) right = last;
    if (top < 0) top = y;
    bottom = y;
  }
  return top < 0 ? null : { left: left + 2, top: top + 2, right: right + 3, bottom: bottom + 3 };
}

/** A random affine mapping that brings the box, once changed, to {@link DIGIT} pixels in its longer side, in the middle. */
function drawAffine(box: SourceBox, config: AugmentConfig, random: Random): Affine {
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  let across = Math.exp((triangular(random) / 2) * config.stretch);
  let up = 1 / across;
  if (random.chance(config.squareRate)) {
    across *= Math.min(2.2, Math.max(1 / 2.2, height / width)) ** random.between(0.4, 1);
  }
  if (random.chance(config.flipHorizontal)) across = -across;
  if (random.chance(config.flipVertical)) up = -up;
  const angle = triangular(random) * config.rotation * (Math.PI / 180);
  const slant = triangular(random) * config.slant;
  // Forward: rotate · slant · stretch.
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const fxx = cos * across;
  const fxy = (-sin + cos * -slant) * up;
  const fyx = sin * across;
  const fyy = (cos + sin * -slant) * up;
  const spanX = Math.abs(fxx) * width + Math.abs(fxy) * height;
  const spanY = Math.abs(fyx) * width + Math.abs(fyy) * height;
  const scale = DIGIT / Math.max(spanX, spanY);
  const determinant = (fxx * fyy - fxy * fyx) * scale;
  return {
    xx: fyy / determinant,
    xy: -fxy / determinant,
    yx: -fyx / determinant,
    yy: fxx / determinant,
    dx: (box.left + box.right) / 2,
    dy: (box.top + box.bottom) / 2,
  };
}

/** −1..1, most often near 0. */
function triangular(random: Random): number {
  return random.next() - random.next();
}

/** Fills the canvas cell by cell; cells that see no ink are left as they are. */
function sample(
  frame: Uint8Array,
  box: SourceBox,
  mapX: Float64Array,
  mapY: Float64Array,
  canvas: Uint8Array,
): void {
  for (let cellY = 0; cellY < NODES - 1; cellY++) {
    for (let cellX = 0; cellX < NODES - 1; cellX++) {
      const node = cellY * NODES + cellX;
      const x00 = mapX[node]!;
      const x01 = mapX[node + 1]!;
      const x10 = mapX[node + NODES]!;
      const x11 = mapX[node + NODES + 1]!;
      const y00 = mapY[node]!;
      const y01 = mapY[node + 1]!;
      const y10 = mapY[node + NODES]!;
      const y11 = mapY[node + NODES + 1]!;
      if (x00 > box.right && x01 > box.right && x10 > box.right && x11 > box.right) continue;
      if (y00 > box.bottom && y01 > box.bottom && y10 > box.bottom && y11 > box.bottom) continue;
      const low = -1;
      if (x00 < box.left + low && x01 < box.left + low && x10 < box.left + low && x11 < box.left + low)
        continue;
      if (y00 < box.top + low && y01 < box.top + low && y10 < box.top + low && y11 < box.top + low) continue;
      for (let y = 0; y < STEP; y++) {
        const t = y / STEP;
        let sx = x00 + (x10 - x00) * t;
        let sy = y00 + (y10 - y00) * t;
        const stepX = (x01 + (x11 - x01) * t - sx) / STEP;
        const stepY = (y01 + (y11 - y01) * t - sy) / STEP;
        const start = (cellY * STEP + y) * CANVAS + cellX * STEP;
        for (let x = 0; x < STEP; x++, sx += stepX, sy += stepY) {
          if (sx < 0 || sy < 0 || sx >= FRAME - 1 || sy >= FRAME - 1) continue;
          const ix = sx | 0;
          const iy = sy | 0;
          const fx = sx - ix;
          const at = iy * FRAME + ix;
          const a = frame[at]!;
          const b = frame[at + 1]!;
          const c = frame[at + FRAME]!;
          const d = frame[at + FRAME + 1]!;
          const above = a + (b - a) * fx;
          const below = c + (d - c) * fx;
          canvas[start + x] = above + (below - above) * (sy - iy) + 0.5;
        }
      }
    }
  }
}
