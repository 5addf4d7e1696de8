/** Draws strokes as ink and makes pictures of it as people bring them: paper, light, box lines, specks. Pure TypeScript, the same bytes everywhere. */
import { createRandom } from '@digitry/engine';
import type { GrayImage, Pixels } from '../image/types.js';
import { DIGIT_STROKES, type Stroke, smooth } from './strokes.js';

export interface Scene {
  /** Pixels of the square image. */
  readonly size?: number;
  /** Length of the digit, as a fraction of the size. */
  readonly scale?: number;
  /** Middle of the digit, as fractions of the size. */
  readonly center?: readonly [x: number, y: number];
  /** Pen width, in pixels. */
  readonly pen?: number;
  /** Gray levels. */
  readonly paper?: number;
  readonly ink?: number;
  /** The part of the light that a shadow over the lower right half leaves. */
  readonly shadow?: number;
  /** Width of the shadow's soft edge, in pixels. */
  readonly penumbra?: number;
  /** Gray level and thickness of box lines, and the sides that have one. */
  readonly box?: {
    readonly ink: number;
    readonly width: number;
    readonly sides: string;
    readonly inset?: number;
  };
  /** Number of dark dots, at most a pen wide, away from the digit. */
  readonly specks?: number;
  /** Half the range of the noise added to each pixel, in gray levels. */
  readonly noise?: number;
  readonly seed?: number;
}

/** Ink coverage of strokes on a square: 255 within half the pen of the line, an edge of one pixel. */
export function drawInk(
  strokes: readonly Stroke[],
  size: number,
  pen: number,
  scale = 0.7,
  center: readonly [number, number] = [0.5, 0.5],
): GrayImage {
  const lines = strokes.map((stroke) => smooth(stroke));
  const all = lines.flat();
  const low = (axis: 0 | 1): number => all.reduce((least, point) => Math.min(least, point[axis]), Infinity);
  const high = (axis: 0 | 1): number => all.reduce((most, point) => Math.max(most, point[axis]), -Infinity);
  const factor = (size * scale - pen) / Math.max(high(0) - low(0), high(1) - low(1));
  const place = (value: number, axis: 0 | 1): number =>
    size * center[axis] + factor * (value - (low(axis) + high(axis)) / 2);
  const data = new Uint8Array(size * size);
  const image = { width: size, height: size, data };
  for (const line of lines) {
    for (let i = 0; i + 1 < line.length; i++) {
      const from = [place(line[i]![0], 0), place(line[i]![1], 1)] as const;
      drawSegment(image, from, [place(line[i + 1]![0], 0), place(line[i + 1]![1], 1)], pen);
    }
  }
  return image;
}

/** Lays a straight stroke with round ends over what is there: the greater of both at each pixel, an edge of one pixel. */
export function drawSegment(
  { width, height, data }: GrayImage,
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  pen: number,
): void {
  const reach = pen / 2 + 0.5;
  const length = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
  const bottom = Math.min(height - 1, Math.ceil(Math.max(ay, by) + reach));
  const right = Math.min(width - 1, Math.ceil(Math.max(ax, bx) + reach));
  for (let y = Math.max(0, Math.floor(Math.min(ay, by) - reach)); y <= bottom; y++) {
    for (let x = Math.max(0, Math.floor(Math.min(ax, bx) - reach)); x <= right; x++) {
      const dot = (x + 0.5 - ax) * (bx - ax) + (y + 0.5 - ay) * (by - ay);
      const t = length > 0 ? Math.min(1, Math.max(0, dot / length)) : 0;
      const dx = x + 0.5 - ax - t * (bx - ax);
      const dy = y + 0.5 - ay - t * (by - ay);
      const cover = Math.round(255 * Math.min(1, Math.max(0, reach - Math.sqrt(dx * dx + dy * dy))));
      const at = y * width + x;
      if (cover > data[at]!) data[at] = cover;
    }
  }
}

/** A gray picture of a digit 0 … 9, or of any strokes. */
export function drawDigit(digit: number | readonly Stroke[], scene: Scene = {}): Pixels {
  const { size = 120, scale = 0.7, center = [0.5, 0.5], pen = 7, paper = 255, ink = 20, noise = 0 } = scene;
  const random = createRandom(scene.seed ?? 1);
  const strokes = typeof digit === 'number' ? DIGIT_STROKES[digit]! : digit;
  const cover = drawInk(strokes, size, pen, scale, center);
  const data = new Uint8Array(size * size);
  for (let i = 0; i < data.length; i++) data[i] = Math.round(paper + ((ink - paper) * cover.data[i]!) / 255);
  if (scene.box) drawBox(data, size, scene.box);
  for (let n = 0; n < (scene.specks ?? 0); n++)
    drawSpeck(data, cover, random.int(size), random.int(size), pen / 2, ink);
  const { shadow = 1, penumbra = 2 } = scene;
  for (let i = 0; i < data.length; i++) {
    const beyond = ((i % size) + Math.floor(i / size) - size) / penumbra;
    const light = 1 - (1 - shadow) * Math.min(1, Math.max(0, beyond + 0.5));
    const value = data[i]! * light + (noise > 0 ? noise * (random.next() + random.next() - 1) : 0);
    data[i] = Math.min(255, Math.max(0, Math.round(value)));
  }
  return { width: size, height: size, data };
}

function drawBox(data: Uint8Array, size: number, box: NonNullable<Scene['box']>): void {
  const from = box.inset ?? 0;
  const isLine = (depth: number): boolean => depth >= from && depth < from + box.width;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const on =
        (box.sides.includes('t') && isLine(y)) ||
        (box.sides.includes('b') && isLine(size - 1 - y)) ||
        (box.sides.includes('l') && isLine(x)) ||
        (box.sides.includes('r') && isLine(size - 1 - x));
      if (on) data[y * size + x] = box.ink;
    }
  }
}

/** A round dot, unless ink is nearer than two pens. */
function drawSpeck(
  data: Uint8Array,
  cover: GrayImage,
  x: number,
  y: number,
  radius: number,
  ink: number,
): void {
  const { width: size } = cover;
  const away = Math.ceil(radius * 5);
  for (let v = Math.max(0, y - away); v <= Math.min(size - 1, y + away); v++) {
    for (let u = Math.max(0, x - away); u <= Math.min(size - 1, x + away); u++)
      if (cover.data[v * size + u]) return;
  }
  for (let v = Math.max(0, Math.floor(y - radius)); v <= Math.min(size - 1, y + radius); v++) {
    for (let u = Math.max(0, Math.floor(x - radius)); u <= Math.min(size - 1, x + radius); u++) {
      if ((u - x) * (u - x) + (v - y) * (v - y) <= radius * radius) data[v * size + u] = ink;
    }
  }
}

/** Light on dark. */
export function negative(image: Pixels): Pixels {
  return { ...image, data: image.data.map((value) => 255 - value) };
}

/** Ink of one color on a transparent ground, as drawing programs save it. */
export function transparent(ink: GrayImage, color: readonly [number, number, number]): Pixels {
  const data = new Uint8Array(ink.data.length * 4);
  for (let i = 0; i < ink.data.length; i++) data.set([...color, ink.data[i]!], 4 * i);
  return { width: ink.width, height: ink.height, data };
}
