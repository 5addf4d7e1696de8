/** Cuts a grid into its cells: each with its own ink alone, told empty from filled, its marks counted. */
import { type Component, components } from '../image/components.js';
import { histogram, percentile } from '../image/histogram.js';
import { dilate } from '../image/morphology.js';
import { crossing } from '../image/tracks.js';
import type { Box, GrayImage, Mask } from '../image/types.js';
import { applyHomography, type Homography, type Point, type Quad } from '../image/warp.js';
import { FAINTEST } from '../prepare/ink.js';
import { union } from '../prepare/parts.js';
import type { Lattice } from './lattices.js';
import { judgeCells, type Writing } from './notes.js';

/** Writing reaches over the lines of its cell by up to this share of the cell. */
const OVERHANG = 0.15;
/** Of what lies in a cell for at least this share it is, below the second share it is the neighbor's; between, it is cut at the line. */
const OWN = 0.6;
const FOREIGN = 0.3;
/** Ink of a cell is at least this share as dark as that of the grid: what shines through from the back is not. */
const SHINE = 0.2;
/** Threshold between the paper and a cell's darkest ink. */
const PART = 0.4;
/** Marks are at least this long, as a share of the cell's shorter side. */
const SMALLEST = 0.13;
/** The soft edge of a stroke, in pixels; what else lies there is another's or paper. */
const SOFT = 2;
/** Parts that lie over each other with less than this share of the cell between them are one mark. */
const NEAR = 0.1;

export interface CellRegion {
  readonly row: number;
  readonly column: number;
  /** Corners in pixels of the original image. */
  readonly quad: Quad;
  /** Paper 255, ink darker; lines and neighbors' writing are gone. */
  readonly crop: GrayImage;
  readonly isEmpty: boolean;
  /** Separate characters: small notes in a cell are several. */
  readonly marks: number;
  /** Width of the widest mark by its height; 0 for none. */
  readonly aspect: number;
  /** True for small notes beside the middle of a cell that is meant for one digit. */
  readonly isNote: boolean;
}

export interface GridRegion {
  readonly rows: number;
  readonly columns: number;
  /** Corners in pixels of the original image. */
  readonly quad: Quad;
  /** By rows. */
  readonly cells: readonly CellRegion[];
}

/** @param contrast of the upright page, its rules erased. */
export function cutGrid(
  { level, upright }: Lattice,
  contrast: GrayImage,
  toOriginal: Homography,
): GridRegion {
  const rows = level.length - 1;
  const columns = upright.length - 1;
  const nodes = level.map((row) => upright.map((column): Point => crossing(row, column)));
  const original = (point: Point): Point => applyHomography(toOriginal, point);
  const cuts: { quad: Quad; cut: Cut }[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const quad: Quad = [
        nodes[row]![column]!,
        nodes[row]![column + 1]!,
        nodes[row + 1]![column + 1]!,
        nodes[row + 1]![column]!,
      ];
      cuts.push({ quad, cut: cutCell(quad, contrast) });
    }
  }
  const dark = cuts.map(({ cut }) => cut.darkness).filter((value) => value > 0);
  dark.sort((a, b) => a - b);
  const usual = dark[Math.floor(0.75 * dark.length)] ?? 0;
  const filled = cuts.map(({ cut }) => (cut.darkness >= SHINE * usual ? cut : { ...cut, marks: [] }));
  const judged = judgeCells(filled);
  const cells = cuts.map(({ quad, cut }, i): CellRegion => {
    const { marks, isNote } = judged[i]!;
    return {
      row: Math.floor(i / columns),
      column: i % columns,
      quad: quad.map(original) as unknown as Quad,
      crop: cut.crop,
      isEmpty: marks.length === 0,
      marks: marks.length,
      aspect: Math.max(0, ...marks.map(({ width, height }) => width / height)),
      isNote,
    };
  });
  const outer = [nodes[0]![0]!, nodes[0]![columns]!, nodes[rows]![columns]!, nodes[rows]![0]!];
  return { rows, columns, quad: outer.map(original) as unknown as Quad, cells };
}

interface Cut extends Writing {
  readonly crop: GrayImage;
  /** Contrast of the ink; 0 for none. */
  readonly darkness: number;
}

function cutCell(quad: Quad, contrast: GrayImage): Cut {
  const left = Math.max(quad[0][0], quad[3][0]);
  const right = Math.min(quad[1][0], quad[2][0]);
  const top = Math.max(quad[0][1], quad[1][1]);
  const bottom = Math.min(quad[2][1], quad[3][1]);
  const width = Math.max(1, right - left);
  const height = Math.max(1, bottom - top);
  const over = OVERHANG * Math.min(width, height);
  const box = within(contrast, left - over, top - over, right + over, bottom + over);
  const view = windowOf(contrast, box);
  const inner: Box = {
    x: Math.round(left) - box.x,
    y: Math.round(top) - box.y,
    width: Math.round(width),
    height: Math.round(height),
  };
  const side = Math.min(width, height);
  const empty = (): Cut => ({ crop: blank(view), marks: [], darkness: 0, cell: inner });
  const values = histogram(windowOf(view, clip(inner, view)).data);
  const level = percentile(values, 0.4);
  const spread = Math.max(1, level - percentile(values, 0.1), percentile(values, 0.55) - level);
  const most = percentile(values, 0.995);
  const floor = Math.max(FAINTEST, 4 * spread);
  if (most - level < floor) return empty();
  const threshold = level + Math.max(floor, PART * (most - level));
  const mask: Mask = { ...view, data: view.data.map((value) => (value > threshold ? 1 : 0)) };
  const found = components(mask);
  const shares = sharesWithin(found.labels, found.list.length, mask, inner);
  const own = found.list.filter((part) => isOwn(part, shares[part.label]!, view, side));
  if (own.length === 0) return empty();
  const { crop, dark } = only(view, found.labels, own, shares, inner, level);
  return { crop, marks: marksOf(own, side), darkness: percentile(dark, 0.75) - level, cell: inner };
}

/** The whole pixels of a rectangle that the image has. */
function within({ width, height }: GrayImage, left: number, top: number, right: number, bottom: number): Box {
  const x = Math.min(width - 1, Math.max(0, Math.floor(left)));
  const y = Math.min(height - 1, Math.max(0, Math.floor(top)));
  return {
    x,
    y,
    width: Math.max(1, Math.min(width, Math.ceil(right)) - x),
    height: Math.max(1, Math.min(height, Math.ceil(bottom)) - y),
  };
}

function clip(box: Box, image: GrayImage): Box {
  return within(image, box.x, box.y, box.x + box.width, box.y + box.height);
}

function windowOf(image: GrayImage, { x, y, width, height }: Box): GrayImage {
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (y + row) * image.width + x;
    data.set(image.data.subarray(from, from + width), row * width);
  }
  return { width, height, data };
}

function blank({ width, height }: GrayImage): GrayImage {
  return { width, height, data: new Uint8Array(width * height).fill(255) };
}

/** For each component the share of its pixels within a box. */
function sharesWithin(labels: Int32Array, count: number, { width }: Mask, inner: Box): Float64Array {
  const inside = new Float64Array(count + 1);
  const all = new Float64Array(count + 1);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label === 0) continue;
    all[label]!++;
    if (isInside(inner, i % width, Math.floor(i / width))) inside[label]!++;
  }
  return inside.map((pixels, label) => (all[label] ? pixels / all[label]! : 0));
}

function isInside({ x, y, width, height }: Box, u: number, v: number): boolean {
  return u >= x && u < x + width && v >= y && v < y + height;
}

/** A neighbor's writing that reaches in is cut by the view: more of it lies outside than can be seen. */
function isOwn({ box, area }: Component, share: number, view: GrayImage, side: number): boolean {
  const isCut =
    box.x === 0 || box.y === 0 || box.x + box.width === view.width || box.y + box.height === view.height;
  if (share < (isCut ? OWN : FOREIGN)) return false;
  return Math.max(box.width, box.height) >= SMALLEST * side || area >= 0.01 * side * side;
}

/** The own parts with their soft edges, as ink on paper, and the counts of their contrast; parts that reach far into a neighbor end at the line. */
function only(
  view: GrayImage,
  labels: Int32Array,
  own: readonly Component[],
  shares: Float64Array,
  inner: Box,
  level: number,
): { crop: GrayImage; dark: Uint32Array } {
  const { width, height, data } = view;
  const dark = new Uint32Array(256);
  const isWhole = new Uint8Array(shares.length);
  const isPart = new Uint8Array(shares.length);
  for (const { label } of own) {
    isPart[label] = 1;
    if (shares[label]! >= OWN) isWhole[label] = 1;
  }
  const mine: Mask = { width, height, data: new Uint8Array(data.length) };
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const label = labels[at]!;
      if (!isPart[label] || !(isWhole[label] || isInside(inner, x, y))) continue;
      mine.data[at] = 1;
      dark[data[at]!]!++;
    }
  }
  const near = dilate(mine, SOFT).data;
  const out = new Uint8Array(data.length).fill(255);
  for (let at = 0; at < out.length; at++) {
    const isForeign = labels[at] !== 0 && !isPart[labels[at]!];
    if (near[at] && !isForeign) out[at] = 255 - Math.max(0, data[at]! - level);
  }
  return { crop: { width, height, data: out }, dark };
}

/** One box for each character: a bar that broke off its digit lies over or under it. */
function marksOf(parts: readonly Component[], side: number): Box[] {
  const marks: Box[] = [];
  const sorted = [...parts].sort((a, b) => b.area - a.area);
  for (const { box } of sorted) {
    const i = marks.findIndex((mark) => isSameMark(mark, box, side));
    if (i >= 0) marks[i] = union(marks[i]!, box);
    else if (Math.max(box.width, box.height) >= SMALLEST * side) marks.push(box);
  }
  return marks;
}

function isSameMark(mark: Box, part: Box, side: number): boolean {
  const across = Math.min(mark.x + mark.width, part.x + part.width) - Math.max(mark.x, part.x);
  const down = Math.max(mark.y - part.y - part.height, part.y - mark.y - mark.height);
  const isOver = across >= 0.3 * Math.min(mark.width, part.width) && down <= NEAR * side;
  const isSmall = Math.max(part.width, part.height) < 2 * SMALLEST * side;
  const gap = Math.max(-across, down);
  // Two high characters over each other are two.
  if (isOver && (down <= 0 || isSmall || part.height < 0.5 * part.width)) return true;
  return isSmall && gap <= 0.04 * side;
}
