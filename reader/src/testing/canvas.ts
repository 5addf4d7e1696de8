/** A sheet to draw on: numbers by a pen, rules, grids, boxes and combs by print. For tests of whole pages. */
import { createRandom, type Random } from '@digitry/engine';
import type { Box, GrayImage } from '../image/types.js';
import { drawInk, drawSegment } from './draw.js';
import { DIGIT_STROKES } from './strokes.js';

export interface Written {
  /** Height of a digit, pixels. */
  readonly height?: number;
  readonly pen?: number;
  /** From the left end of one digit to that of the next, in heights. */
  readonly step?: number;
  /** How far digits stray up and down and differ in size, as a share of their height. */
  readonly uneven?: number;
  /** Pixels down for one to the right. */
  readonly slope?: number;
}

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Writes digits with the top left corner of the first at (x, y); other characters are spaces. Returns where the digits are. */
  write(text: string, x: number, y: number, how?: Written): Box;
  rule(ax: number, ay: number, bx: number, by: number, thick?: number): void;
  /** Lines of `rows` × `columns` cells; each `bold`-th and the outermost thick. */
  grid(
    x: number,
    y: number,
    rows: number,
    columns: number,
    cell: readonly [number, number],
    bold?: number,
  ): void;
  /** Gray levels of paper, pen and print. */
  picture(paper?: number, pen?: number, print?: number): GrayImage;
}

export function blankCanvas(width: number, height: number, seed = 1): Canvas {
  const ink: GrayImage = { width, height, data: new Uint8Array(width * height) };
  const print: GrayImage = { width, height, data: new Uint8Array(width * height) };
  const random = createRandom(seed);
  const rule = (ax: number, ay: number, bx: number, by: number, thick = 2): void =>
    drawSegment(print, [ax, ay], [bx, by], thick);
  return {
    width,
    height,
    rule,
    write: (text, x, y, how) => write(ink, random, text, x, y, how),
    grid(x, y, rows, columns, [wide, high], bold = Math.max(rows, columns)) {
      const thick = (i: number, last: number): number => (i % bold === 0 || i === last ? 5 : 2);
      for (let i = 0; i <= rows; i++) rule(x, y + i * high, x + columns * wide, y + i * high, thick(i, rows));
      for (let i = 0; i <= columns; i++)
        rule(x + i * wide, y, x + i * wide, y + rows * high, thick(i, columns));
    },
    picture(paper = 245, penLevel = 60, printLevel = 40) {
      const data = new Uint8Array(width * height);
      for (let i = 0; i < data.length; i++) {
        const byPen = paper + ((penLevel - paper) * ink.data[i]!) / 255;
        const byPrint = paper + ((printLevel - paper) * print.data[i]!) / 255;
        data[i] = Math.round(Math.min(byPen, byPrint));
      }
      return { width, height, data };
    },
  };
}

function write(
  ink: GrayImage,
  random: Random,
  text: string,
  x: number,
  y: number,
  { height = 44, pen = 4, step = 0.8, uneven = 0, slope = 0 }: Written = {},
): Box {
  let [left, top, right, bottom] = [ink.width, ink.height, 0, 0];
  for (const [i, sign] of [...text].entries()) {
    const strokes = DIGIT_STROKES[Number.parseInt(sign, 10)];
    if (!strokes) continue;
    const size = Math.round(height * (1 + uneven * random.between(-1, 1)));
    const digit = drawInk(strokes, size, pen, 1);
    const u = Math.round(x + i * step * height - 0.15 * size);
    const v = Math.round(y + slope * i * step * height + uneven * height * random.between(-1, 1));
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const value = digit.data[row * size + column]!;
        const [px, py] = [u + column, v + row];
        if (value === 0 || px < 0 || py < 0 || px >= ink.width || py >= ink.height) continue;
        const at = py * ink.width + px;
        ink.data[at] = Math.max(ink.data[at]!, value);
        if (value < 128) continue;
        left = Math.min(left, px);
        top = Math.min(top, py);
        right = Math.max(right, px + 1);
        bottom = Math.max(bottom, py + 1);
      }
    }
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
