/** Draws blank forms with labels, combs, rules, tables and check boxes, fills them in, and photographs them: for tests of whole pages. */
import { createRandom, type Random } from '@digitry/engine';
import type { Box, GrayImage } from '../image/types.js';
import { applyHomography, type Homography, invert, type Point, warp } from '../image/warp.js';
import { drawInk, drawSegment } from './draw.js';
import { DIGIT_STROKES } from './strokes.js';

export interface SheetField {
  readonly name: string;
  readonly kind: 'line' | 'boxes' | 'checkbox';
  readonly box: Box;
  readonly cells?: number;
}

/** A blank page, white paper and dark print, with where things are to be written. */
export interface Sheet {
  readonly image: GrayImage;
  readonly fields: readonly SheetField[];
}

/** Gray level of the print. */
const PRINT = 45;

/** A form of its own for each seed; by default A4 at 200 dpi. */
export function drawSheet(seed = 1, width = 1654, height = 2339): Sheet {
  const random = createRandom(seed);
  const unit = width / 1654;
  const ink: GrayImage = { width, height, data: new Uint8Array(width * height) };
  const alphabet = Array.from({ length: 26 }, () => letter(random));
  const fields: SheetField[] = [];
  const left = 150 * unit;
  const right = width - 150 * unit;
  const rule = (x: number, y: number, u: number, v: number, pen = 2.5): void =>
    drawSegment(ink, [x, y], [u, v], pen * unit);
  const text = (x: number, y: number, letters: number, size: number): number =>
    drawText(ink, alphabet, random, x, y, letters, size * unit);
  const add = (
    kind: SheetField['kind'],
    x: number,
    y: number,
    w: number,
    h: number,
    cells?: number,
  ): void => {
    const box = { x: Math.round(x), y: Math.round(y), width: Math.round(w), height: Math.round(h) };
    fields.push({ name: `field${fields.length + 1}`, kind, box, ...(cells === undefined ? {} : { cells }) });
  };

  text(left + random.between(0, 300) * unit, 130 * unit, 14 + random.int(12), 44);
  let y = 240 * unit;
  while (y < height - 260 * unit) {
    const choice = random.int(5);
    if (choice === 0) {
      for (let row = 0; row < 2 + random.int(3); row++, y += 34 * unit)
        text(left, y, 60 + random.int(25), 20);
      y += 30 * unit;
    } else if (choice === 1) {
      const cells = 4 + random.int(6);
      const side = 62 * unit;
      const from = Math.max(text(left, y + 20 * unit, 6 + random.int(10), 26), left + 300 * unit) + 40 * unit;
      rule(from, y, from + cells * side, y);
      rule(from, y + side * 1.15, from + cells * side, y + side * 1.15);
      for (let i = 0; i <= cells; i++) rule(from + i * side, y, from + i * side, y + side * 1.15);
      add('boxes', from, y, cells * side, side * 1.15, cells);
      y += 125 * unit;
    } else if (choice === 2) {
      const from = text(left, y + 28 * unit, 8 + random.int(12), 26) + 30 * unit;
      const to = Math.min(right, from + random.between(380, 700) * unit);
      rule(from, y + 62 * unit, to, y + 62 * unit);
      add('line', from, y - 8 * unit, to - from, 70 * unit);
      y += 115 * unit;
    } else if (choice === 3) {
      for (let i = 0, x = left; i < 3; i++, x += 420 * unit) {
        const side = 40 * unit;
        const points: Point[] = [
          [x, y],
          [x + side, y],
          [x + side, y + side],
          [x, y + side],
        ];
        points.forEach((point, k) => drawSegment(ink, point, points[(k + 1) % 4]!, 2.5 * unit));
        add('checkbox', x, y, side, side);
        text(x + 60 * unit, y + 10 * unit, 5 + random.int(8), 24);
      }
      y += 90 * unit;
    } else {
      const rows = 2 + random.int(3);
      const columns = 2 + random.int(3);
      const step = (right - left) / columns;
      const high = 78 * unit;
      for (let r = 0; r <= rows; r++) rule(left, y + r * high, right, y + r * high, r === 1 ? 4 : 2);
      for (let c = 0; c <= columns; c++) rule(left + c * step, y, left + c * step, y + rows * high, 2);
      for (let c = 0; c < columns; c++)
        text(left + c * step + 16 * unit, y + 28 * unit, 5 + random.int(6), 22);
      for (let r = 1; r < rows; r++)
        for (let c = 0; c < columns; c++) add('line', left + c * step, y + r * high, step, high);
      y += rows * high + 50 * unit;
    }
  }
  text(left, height - 140 * unit, 50, 18);
  return { image: printed(ink, PRINT), fields };
}

function printed({ width, height, data }: GrayImage, level: number): GrayImage {
  return { width, height, data: data.map((cover) => 255 - Math.round(((255 - level) * cover) / 255)) };
}

type Letter = readonly (readonly [Point, Point])[];

/** Three to five strokes between the nodes of a lattice of 3 × 4: no letter that anybody knows, but as dense as one. */
function letter(random: Random): Letter {
  const node = (): Point => [random.int(3) / 2, random.int(4) / 3];
  return Array.from({ length: 3 + random.int(3) }, () => [node(), node()] as const);
}

/** Words of up to eight letters; returns where the text ends. */
function drawText(
  ink: GrayImage,
  alphabet: readonly Letter[],
  random: Random,
  x: number,
  y: number,
  letters: number,
  size: number,
): number {
  const wide = size * 0.55;
  for (let i = 0, word = 0; i < letters && x + wide < ink.width - size; i++, x += size * 0.8) {
    if (word++ > 2 + random.int(6)) {
      word = 0;
      continue;
    }
    for (const [a, b] of alphabet[random.int(alphabet.length)]!) {
      const place = ([u, v]: Point): Point => [x + u * wide, y + v * size];
      drawSegment(ink, place(a), place(b), Math.max(1, size / 9));
    }
  }
  return x;
}

export interface Hand {
  /** Pen width in pixels. */
  readonly pen?: number;
  /** Gray level of the pen. */
  readonly ink?: number;
  /** Shift of the writing, in parts of the field's height. */
  readonly shift?: number;
}

/**
 * Writes digits into fields: one a cell, side by side on lines, a cross for `x` in a check box. Spaces leave cells empty.
 * @param values by the fields' names.
 */
export function fillSheet(
  { image, fields }: Sheet,
  values: Readonly<Record<string, string>>,
  { pen = 4, ink = 60, shift = 0 }: Hand = {},
): GrayImage {
  const data = image.data.slice();
  const lay = (digit: number, x: number, y: number, size: number): void => {
    const drawn = drawInk(DIGIT_STROKES[digit]!, size, pen, 0.8);
    for (let v = 0; v < size; v++) {
      for (let u = 0; u < size; u++) {
        const at = (y + v) * image.width + x + u;
        const level = 255 - Math.round(((255 - ink) * drawn.data[v * size + u]!) / 255);
        if (x + u < image.width && y + v < image.height) data[at] = Math.min(data[at]!, level);
      }
    }
  };
  for (const { name, kind, box, cells = 1 } of fields) {
    const value = values[name] ?? '';
    const down = Math.round(shift * box.height);
    if (kind === 'checkbox') {
      if (value !== 'x') continue;
      const strokes: GrayImage = { ...image, data: new Uint8Array(data.length) };
      const { x, y, width, height } = box;
      drawSegment(strokes, [x + 6, y + 4], [x + width - 4, y + height - 7], pen);
      drawSegment(strokes, [x + width - 6, y + 5], [x + 5, y + height - 4], pen);
      for (let i = 0; i < data.length; i++)
        if (strokes.data[i])
          data[i] = Math.min(data[i]!, 255 - Math.round(((255 - ink) * strokes.data[i]!) / 255));
      continue;
    }
    const step = kind === 'boxes' ? box.width / cells : box.height * 0.62;
    const size = Math.round(kind === 'boxes' ? Math.min(step, box.height) : box.height * 0.9);
    [...value].forEach((sign, i) => {
      if (sign < '0' || sign > '9') return;
      const x = kind === 'boxes' ? box.x + i * step + (step - size) / 2 : box.x + 10 + i * step - size * 0.14;
      lay(Number(sign), Math.round(x), Math.round(box.y + (box.height - size) / 2) + down, size);
    });
  }
  return { ...image, data };
}

export interface Shot {
  readonly width: number;
  readonly height: number;
  /** Where each point of the sheet is in the picture. */
  readonly toPicture: Homography;
  /** Gray level around the sheet. */
  readonly table?: number;
  /** The parts of the light at the left and at the right. */
  readonly light?: readonly [left: number, right: number];
  /** Half the range of the noise, in gray levels. */
  readonly noise?: number;
  /** Passes of a 3×3 box blur. */
  readonly blur?: number;
  readonly seed?: number;
}

/** A scan or photo of a page. */
export function shoot(page: GrayImage, shot: Shot): GrayImage {
  const { width, height, toPicture, table = 110, light = [1, 1], noise = 4, blur = 0 } = shot;
  const random = createRandom(shot.seed ?? 1);
  let { data } = warp(page, invert(toPicture), width, height, table);
  for (let pass = 0; pass < blur; pass++) data = boxBlur(data, width, height);
  for (let i = 0; i < data.length; i++) {
    const part = light[0] + ((light[1] - light[0]) * (i % width)) / width;
    const value = data[i]! * part + noise * (random.next() + random.next() - 1);
    data[i] = Math.min(255, Math.max(0, Math.round(value)));
  }
  return { width, height, data };
}

function boxBlur(data: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(data);
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1; x + 1 < width; x++) {
      let sum = 0;
      for (let v = -1; v <= 1; v++) for (let u = -1; u <= 1; u++) sum += data[(y + v) * width + x + u]!;
      out[y * width + x] = Math.round(sum / 9);
    }
  }
  return out;
}

/** The turn by `degrees` about the middle of `from`, a stretch, and the shift that brings this middle to that of the picture and beyond. */
export function turned(
  from: { readonly width: number; readonly height: number },
  to: { readonly width: number; readonly height: number },
  degrees: number,
  scale = 1,
  shift: Point = [0, 0],
): Homography {
  const c = Math.cos((degrees * Math.PI) / 180) * scale;
  const s = Math.sin((degrees * Math.PI) / 180) * scale;
  const x = from.width / 2;
  const y = from.height / 2;
  return [
    c,
    -s,
    to.width / 2 + shift[0] - c * x + s * y,
    s,
    c,
    to.height / 2 + shift[1] - s * x - c * y,
    0,
    0,
    1,
  ];
}

/** The greatest distance between where two maps bring the points of a grid over the page. */
export function greatestDistance(a: Homography, b: Homography, width: number, height: number): number {
  let most = 0;
  for (let row = 0; row <= 8; row++) {
    for (let column = 0; column <= 8; column++) {
      const point: Point = [(width * column) / 8, (height * row) / 8];
      const [x, y] = applyHomography(a, point);
      const [u, v] = applyHomography(b, point);
      most = Math.max(most, Math.hypot(x - u, y - v));
    }
  }
  return most;
}
