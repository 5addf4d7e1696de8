/** Where in a photo there may be a row of print, as quadrilaterals; and each of them straightened. */
import { reductionFactor, toGray } from '../image/gray.js';
import { resize } from '../image/resample.js';
import type { GrayImage, Pixels } from '../image/types.js';
import { type Homography, homographyFrom, type Point, type Quad, warp } from '../image/warp.js';
import type { Line } from '../segment/quads.js';
import { type Ink, marksOf } from './marks.js';
import { type Row, rowsOf } from './rows.js';

/** Longer side at which rows are looked for, pixels. */
const WORKING_SIDE = 1280;
/** Smaller pictures are enlarged to about this longer side. */
const SMALLEST_SIDE = 320;
/** So many rows are tried at most. */
const MOST = 8;
/** Paper above and below the characters, in heights of them. */
const ABOVE = 0.22;
/** Height of the characters once straightened, pixels. */
const STRAIGHT_HEIGHT = 56;
/** Widest picture of a straightened row, pixels. */
const WIDEST = 2400;

/** A row of print in a photo. */
export interface Band {
  /** Around its characters, without paper; pixels of the original. */
  readonly quad: Quad;
  readonly ink: Ink;
  /** Characters that were found. */
  readonly count: number;
}

/**
 * Rows of characters of one height, the likeliest first.
 * @param least characters that a row has at least
 */
export function findBands(
  image: Pixels,
  least: number,
): { readonly gray: GrayImage; readonly bands: Band[] } {
  const factor = reductionFactor(image, WORKING_SIDE);
  const gray = toGray(image, factor);
  const enlarged = Math.max(1, Math.ceil(SMALLEST_SIDE / Math.max(gray.width, gray.height)));
  const working = enlarged > 1 ? resize(gray, gray.width * enlarged, gray.height * enlarged) : gray;
  const scale = factor / enlarged;
  const marks = marksOf(working);
  const found = (['dark', 'light', 'relief'] as const).flatMap((ink) =>
    rowsOf(marks[ink], least).map((row) => ({ ink, row })),
  );
  const bands = found
    .toSorted((a, b) => weightOf(b.row) - weightOf(a.row))
    .map(({ ink, row }): Band => {
      const quad = quadOfRow(row).map(([x, y]): Point => [x * scale, y * scale]) as unknown as Quad;
      return { quad, ink, count: row.count };
    });
  return { gray: factor > 1 ? toGray(image) : gray, bands: distinct(bands).slice(0, MOST) };
}

/** Tall rows of many characters before others. */
const weightOf = ({ count, height }: Row): number => Math.min(count, 20) * Math.sqrt(height);

/** The corners of a row: its lines of upper and lower ends, cut upright at its first and last character. */
function quadOfRow({ marks, top, bottom }: Row): Quad {
  const left = Math.min(...marks.map(({ box }) => box.x));
  const right = Math.max(...marks.map(({ box }) => box.x + box.width));
  // Upright to the middle of both lines: (a, b) points across them.
  const across = Math.abs(top.b + bottom.b) > 1e-9 ? (top.a + bottom.a) / (top.b + bottom.b) : 0;
  const at = (line: Line, x: number): number => (line.c - line.a * x) / line.b;
  const corner = (line: Line, x: number): Point => {
    const y = at(line, x);
    const middle = (at(top, x) + at(bottom, x)) / 2;
    const moved = x + across * (y - middle);
    return [moved, at(line, moved)];
  };
  return [corner(top, left), corner(top, right), corner(bottom, right), corner(bottom, left)];
}

/** Without bands that lie in the middle of one that came before. */
function distinct(bands: readonly Band[]): Band[] {
  const kept: Band[] = [];
  for (const band of bands) {
    const isKnown = kept.some((other) => other.ink === band.ink && isWithin(centerOf(band.quad), other.quad));
    if (!isKnown) kept.push(band);
  }
  return kept;
}

const centerOf = (quad: Quad): Point => [
  quad.reduce((sum, [x]) => sum + x / 4, 0),
  quad.reduce((sum, [, y]) => sum + y / 4, 0),
];

function isWithin([x, y]: Point, quad: Quad): boolean {
  return quad.every(([ax, ay], i) => {
    const [bx, by] = quad[(i + 1) % 4]!;
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0;
  });
}

/** A row of print, upright and level, with some paper around it. */
export interface StraightBand {
  readonly image: GrayImage;
  /** From its pixels to those of the original. */
  readonly toOriginal: Homography;
}

/**
 * @param gray the whole picture at the size that the band's corners are in
 * @param beside paper on the left and right, in heights of the characters
 */
export function straightened(gray: GrayImage, { quad }: Band, beside: number): StraightBand {
  const [a, b, c, d] = quad;
  const length = (p: Point, q: Point): number => Math.sqrt((q[0] - p[0]) ** 2 + (q[1] - p[1]) ** 2);
  const tall = (length(a, d) + length(b, c)) / 2;
  const long = (length(a, b) + length(d, c)) / 2;
  // No finer than twice the original: there is nothing more to see.
  const height = Math.max(12, Math.min(STRAIGHT_HEIGHT, 2 * tall, (WIDEST * tall) / long));
  const width = (long * height) / Math.max(1e-6, tall);
  const [x, y] = [beside * height, ABOVE * height];
  const corners: Point[] = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
  const toOriginal = homographyFrom(corners, quad);
  const image = warp(gray, toOriginal, Math.ceil(width + 2 * x), Math.ceil(height + 2 * y), 128);
  return { image, toOriginal };
}
