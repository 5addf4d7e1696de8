/** What carries print: a plate, a card, paper. Each chooses its texts and faces and draws its own ground and ink. */
import type { Random } from '@digitry/engine';
import { type Font, type Raster, rasterize } from '../../fonts/index.js';
import type { Conditions } from '../../lines/conditions.js';
import { changePen } from '../../lines/hand/pen-width.js';
import { press } from '../../lines/hand/stamp.js';
import type { Picture } from '../../lines/picture.js';
import type { Noise } from '../../lines/sheet/noise.js';
import type { Printer } from '../../lines/sheet/printer.js';
import { print, type Sheet } from '../../lines/sheet/sheet.js';
import type { PrintConfig } from '../config.js';
import type { SetLine, TypeStyle } from '../type.js';

/** A line to be printed. */
export interface Job {
  readonly config: PrintConfig;
  readonly sheet: Sheet;
  /** Ink, of the sheet's size; clear. */
  readonly plane: Uint8Array;
  readonly picture: Picture;
  readonly line: SetLine;
  readonly face: Face;
  readonly style: TypeStyle;
  /** The line set in what shows through where nothing is lit; null for most faces. */
  readonly ghost: SetLine | null;
  readonly conditions: Conditions;
  readonly noise: Noise;
  readonly printer: Printer;
  readonly random: Random;
}

export interface Faces {
  /** Null where there are no fonts. */
  readonly pick: ((random: Random) => Font) | null;
}

export interface Face {
  readonly font: Font;
  readonly ghost?: Font;
}

export interface Carrier {
  write(random: Random): string;
  face(text: string, faces: Faces, config: PrintConfig, random: Random): Face;
  /** What this carrier changes of how a line is set. */
  style?(style: TypeStyle, random: Random): TypeStyle;
  /** Fills the sheet. */
  ground(job: Job): void;
  /** Puts the characters on it. */
  ink(job: Job): void;
}

/** All characters of a line on the plane. */
export function pressLine(plane: Uint8Array, { picture }: Pick<Job, 'picture'>, line: SetLine): void {
  for (const { outline, toPixels } of line.characters)
    pressRaster(plane, picture, rasterize(outline.contours, toPixels));
}

export function pressRaster(
  plane: Uint8Array,
  { width, height, dx, dy }: Picture,
  { x, y, ...raster }: Raster,
): void {
  if (raster.width > 0) press(plane, width, height, { ...raster, top: y }, x + dx, dy);
}

/** Thicker or thinner strokes, or only their outline, as the config asks for. */
export function shapeInk({ plane, picture, config, style, random }: Job): void {
  const { width, height } = picture;
  const used = plane.subarray(0, width * height);
  const change = config.weight * style.height * random.between(-1, 1);
  if (Math.abs(change) > 0.15) changePen(used, width, height, change);
  if (style.height < 22 || !random.chance(config.outlineRate)) return;
  const solid = used.slice();
  changePen(used, width, height, Math.max(1.5, 0.06 * style.height));
  for (let i = 0; i < used.length; i++) used[i] = Math.max(0, used[i]! - solid[i]!);
}

/** Grain and fading of the ink; what becomes black and white shows less of both. @param most of the ink that is lost, 0 … 1 */
export function wear({ plane, picture, config, conditions, noise, random }: Job, most = 0.75): void {
  const { width, height, scale } = picture;
  const limit = conditions.isBinary ? 0.3 : most;
  if (random.chance(config.grainRate))
    noise.grain(plane, width, height, limit * random.between(0.2, 1), random);
  if (!random.chance(config.fadeRate)) return;
  const cell = Math.max(4, Math.round(random.between(0.3, 3) * scale));
  noise.fade(plane, width, height, limit * random.between(0.2, 0.9), cell, random);
}

/** Dark ink on the ground, worn. */
export function printLine(job: Job): void {
  pressLine(job.plane, job, job.line);
  shapeInk(job);
  wear(job);
  print(job.sheet, job.plane, job.conditions.ink);
}

/** Fills a rectangle of the sheet; what lies outside is left out. */
export function fill(
  { width, height, page }: Sheet,
  left: number,
  top: number,
  right: number,
  bottom: number,
  level: number,
): void {
  const from = Math.max(0, Math.round(left));
  const to = Math.min(width, Math.round(right));
  for (let y = Math.max(0, Math.round(top)); y < Math.min(height, Math.round(bottom)); y++)
    if (to > from) page.fill(level, y * width + from, y * width + to);
}

/**
 * Light from one side on raised (or sunk) characters: page + depth · (plane(p + d) − plane(p − d)). The plane stays.
 * @param depth gray levels
 */
export function relief(
  { width, height, page }: Sheet,
  plane: Uint8Array,
  dx: number,
  dy: number,
  depth: number,
): void {
  const scale = depth / 255;
  const inside = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : plane[y * width + x]!;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const slope = inside(x + dx, y + dy) - inside(x - dx, y - dy);
      if (slope === 0) continue;
      const at = y * width + x;
      page[at] = Math.max(0, Math.min(255, page[at]! + slope * scale));
    }
  }
}
