/** Pictures of lines of digits, with what surrounds them on paper: for tests of reading lines, not for training. */
import { createRandom } from '@digitry/engine';
import type { Box, GrayImage, Pixels } from '../image/types.js';
import { drawInk, drawSegment } from './draw.js';
import { DIGIT_STROKES } from './strokes.js';

export interface LineScene {
  /** Height of a digit, pixels. */
  readonly height?: number;
  /** Room between digits, pixels. */
  readonly gap?: number;
  readonly pen?: number;
  /** Paper around the line, pixels. */
  readonly margin?: number;
  /** Pixels down for one to the right. */
  readonly slope?: number;
  readonly paper?: number;
  readonly ink?: number;
  /** Half the range of the noise added to each pixel, gray levels. */
  readonly noise?: number;
  /** Straight strokes over the picture, in its pixels: `[x, y, x, y, width]`. */
  readonly rules?: readonly (readonly [number, number, number, number, number])[];
  /** Width of a black scanner border on the left, pixels. */
  readonly border?: number;
}

export interface DrawnLine {
  readonly image: Pixels;
  /** Where the digits are. */
  readonly box: Box;
}

/** A gray picture of digits side by side; other characters of `text` are left out as spaces. */
export function drawLine(text: string, scene: LineScene = {}): DrawnLine {
  const { height = 40, gap = 8, pen = 4, margin = 20, slope = 0, border = 0 } = scene;
  const { paper = 240, ink = 30, noise = 0, rules = [] } = scene;
  const step = Math.round(0.62 * height) + gap;
  const drop = Math.round(slope * step * (text.length - 1));
  const width = border + 2 * margin + step * text.length - gap;
  const rows = 2 * margin + height + Math.abs(drop);
  const cover: GrayImage = { width, height: rows, data: new Uint8Array(width * rows) };
  for (const [i, character] of [...text].entries()) {
    const strokes = DIGIT_STROKES[Number.parseInt(character, 10)];
    if (!strokes) continue;
    const digit = drawInk(strokes, height, pen, 1);
    const left = border + margin + i * step + Math.round((0.62 * height - height) / 2);
    const top = margin + Math.max(0, -drop) + Math.round(slope * step * i);
    lay(digit, left, top, cover);
  }
  const box = boxOf(cover);
  for (const [ax, ay, bx, by, thick] of rules) drawSegment(cover, [ax, ay], [bx, by], thick);
  const random = createRandom(7);
  const data = cover.data.map((value, i) => {
    if (i % width < border) return 5;
    const level = paper + ((ink - paper) * value) / 255 + noise * (random.next() + random.next() - 1);
    return Math.min(255, Math.max(0, Math.round(level)));
  });
  return { image: { width, height: rows, data }, box };
}

function lay(from: GrayImage, left: number, top: number, onto: GrayImage): void {
  for (let y = 0; y < from.height; y++) {
    for (let x = Math.max(0, -left); x < from.width && x + left < onto.width; x++) {
      const at = (y + top) * onto.width + x + left;
      onto.data[at] = Math.max(onto.data[at]!, from.data[y * from.width + x]!);
    }
  }
}

function boxOf({ width, height, data }: GrayImage): Box {
  const columns: number[] = [];
  const rows: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! < 128) continue;
      columns.push(x);
      rows.push(y);
    }
  }
  const x = columns.reduce((least, at) => Math.min(least, at), width);
  const y = rows.reduce((least, at) => Math.min(least, at), height);
  return {
    x,
    y,
    width: columns.reduce((most, at) => Math.max(most, at), 0) - x + 1,
    height: rows.reduce((most, at) => Math.max(most, at), 0) - y + 1,
  };
}
