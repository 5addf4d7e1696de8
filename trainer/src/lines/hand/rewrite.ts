/** A character's picture written again at another size, slant and pen: one inverse-mapped bilinear warp. */
import type { Random } from '@digitry/engine';
import type { GrayImage } from '@digitry/reader';
import { changePen, penWidth } from './pen-width.js';
import type { Stamp } from './stamp.js';

export interface Rewriting {
  /** Height of the ink, pixels. */
  readonly height: number;
  /** Row of the ink's lower end below the baseline, pixels (negative is above). */
  readonly drop: number;
  /** Width : height of the writing by that of the picture. */
  readonly stretch: number;
  /** Widest that the ink may become, pixels. */
  readonly widest: number;
  /** Tangent of the angle by which uprights lean to the right. */
  readonly slant: number;
  /** Turn, radians, clockwise. */
  readonly turn: number;
  /** Amplitude of slow bends, as a share of the height. */
  readonly bend: number;
  /** Width of the pen, pixels; 0 keeps what comes. */
  readonly pen: number;
  /** How far the pen's width is brought to `pen`, 0 … 1. */
  readonly penShare: number;
}

/** Ink fainter than this does not belong to a stroke. */
const FAINT = 48;
/** Side of the frame of zeros that sources are copied into, so that sampling needs no test of bounds. */
const FRAME = 72;

/** Null where the picture shows no ink. */
export type Rewriter = (image: GrayImage, how: Rewriting, random: Random) => Stamp | null;

/** A rewriter holds scratch memory and nothing else. */
export function createRewriter(): Rewriter {
  const frame = new Uint8Array(FRAME * FRAME);
  return (image, how, random) => rewrite(frame, image, how, random);
}

function rewrite(frame: Uint8Array, image: GrayImage, how: Rewriting, random: Random): Stamp | null {
  const source = framed(frame, image);
  if (!source) return null;
  const tall = source.bottom - source.top;
  const wide = source.right - source.left;
  const scaleY = how.height / tall;
  const scaleX = Math.min(scaleY * how.stretch, how.widest / wide);
  const cos = Math.cos(how.turn);
  const sin = Math.sin(how.turn);
  // Forward, from the middle of the source's ink: turn · slant · scale.
  const xx = cos * scaleX;
  const xy = (-sin - cos * how.slant) * scaleY;
  const yx = sin * scaleX;
  const yy = (cos - sin * how.slant) * scaleY;
  const bend = how.bend * how.height;
  const grown = Math.max(0, how.pen) * 0.5 + bend + 2;
  const spanX = Math.abs(xx) * wide + Math.abs(xy) * tall;
  const spanY = Math.abs(yx) * wide + Math.abs(yy) * tall;
  const width = Math.ceil(spanX + 2 * grown);
  const height = Math.ceil(spanY + 2 * grown);
  const data = new Uint8Array(width * height);
  const det = xx * yy - xy * yx;
  const [ixx, ixy, iyx, iyy] = [yy / det, -xy / det, -yx / det, xx / det];
  const bendX = waves(height, bend, random);
  const bendY = waves(width, bend, random);
  const middleX = (source.left + source.right) / 2 - 0.5;
  const middleY = (source.top + source.bottom) / 2 - 0.5;
  // Enlarged edges are made as sharp again as they were.
  const slope = Math.max(1, Math.min(3, 0.9 * Math.sqrt(scaleX * scaleY)));
  const lift = 128 - 128 * slope + 14 * (slope - 1);
  for (let y = 0; y < height; y++) {
    const v = y + 0.5 - height / 2;
    const u0 = 0.5 - width / 2 + bendX[y]!;
    for (let x = 0; x < width; x++) {
      const u = x + u0;
      const w = v + bendY[x]!;
      const sx = ixx * u + ixy * w + middleX;
      const sy = iyx * u + iyy * w + middleY;
      if (sx < source.left - 1 || sy < source.top - 1 || sx >= source.right || sy >= source.bottom) continue;
      const ix = sx | 0;
      const iy = sy | 0;
      const fx = sx - ix;
      const at = iy * FRAME + ix;
      const a = frame[at]!;
      const c = frame[at + FRAME]!;
      const upper = a + (frame[at + 1]! - a) * fx;
      const lower = c + (frame[at + FRAME + 1]! - c) * fx;
      const value = (upper + (lower - upper) * (sy - iy)) * slope + lift;
      data[y * width + x] = value <= 0 ? 0 : value >= 255 ? 255 : value;
    }
  }
  if (how.pen > 0) {
    const now = penWidth(data, width, height);
    const change = (how.pen - now) * how.penShare;
    changePen(data, width, height, Math.max(-0.45 * now, Math.min(0.9 * now, change)));
  }
  // The ink's lower end stands `drop` below the baseline.
  const top = Math.round(how.drop - (height + spanY) / 2);
  return { width, height, data, top };
}

/** Slow waves of one axis: two sines of random phase. */
function waves(length: number, amplitude: number, random: Random): Float64Array {
  const out = new Float64Array(length);
  if (amplitude === 0) return out;
  const strong = amplitude * (2 * random.next() - 1);
  const weak = amplitude * 0.5 * (2 * random.next() - 1);
  const phase = random.next() * 6.3;
  const other = random.next() * 6.3;
  for (let i = 0; i < length; i++) {
    const t = i / length;
    out[i] = strong * Math.sin(4.5 * t + phase) + weak * Math.sin(9 * t + other);
  }
  return out;
}

interface Framed {
  readonly left: number;
  readonly top: number;
  /** Exclusive. */
  readonly right: number;
  readonly bottom: number;
}

/** Copies the source (averaged down where it is large) into the frame; returns the box of its strokes there. */
function framed(frame: Uint8Array, image: GrayImage): Framed | null {
  const { width, data } = image;
  const step = Math.ceil(Math.max(image.width, image.height) / (FRAME - 4));
  const columns = Math.floor(width / step);
  const rows = Math.floor(image.height / step);
  frame.fill(0);
  let left = FRAME;
  let right = -1;
  let top = -1;
  let bottom = -1;
  for (let y = 0; y < rows; y++) {
    const to = (y + 2) * FRAME + 2;
    for (let x = 0; x < columns; x++) {
      let value = 0;
      if (step === 1) value = data[y * width + x]!;
      else {
        for (let dy = 0; dy < step; dy++) {
          for (let dx = 0; dx < step; dx++) value += data[(y * step + dy) * width + x * step + dx]!;
        }
        value /= step * step;
      }
      if (value === 0) continue;
      frame[to + x] = value;
      if (value < FAINT) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (top < 0) top = y;
      bottom = y;
    }
  }
  return right < 0 ? null : { left: left + 2, top: top + 2, right: right + 3, bottom: bottom + 3 };
}
