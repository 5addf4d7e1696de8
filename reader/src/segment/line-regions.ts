/** The lines of a page: rows of digit boxes and combs as the form has them, all other writing as it stands. */
import type { Component } from '../image/components.js';
import type { Curve } from '../image/curves.js';
import { componentsOfRuns, runsOf } from '../image/runs.js';
import { crossing } from '../image/tracks.js';
import type { Box, GrayImage } from '../image/types.js';
import { type Homography, type Quad, quadOf } from '../image/warp.js';
import { union } from '../prepare/parts.js';
import { characterHeight } from './characters.js';
import type { Comb, Fields } from './fields.js';
import { type InkMap, type Noise, roughness } from './ink-map.js';
import type { Lattice } from './lattices.js';
import { cropBox, cropLines } from './line-crops.js';
import { printScore } from './print-score.js';
import { findTextLines, inOrder, type TextLine } from './text-lines.js';

/** A line whose ink has less than this share of the usual contrast shines through from the back, or is a texture. */
const SHINE = 0.2;
/** On a texture are more lines than this. */
const TEXTURE = 20;
/** More lines are not looked at, the largest first. */
const MOST = 400;
/** A mark so many usual heights above a rule stands on it all the same: a raised digit, a dash. */
const RAISED = 0.8;

export interface LineRegion {
  /** Corners in pixels of the original image. */
  readonly quad: Quad;
  /** On the straightened page, ink only. */
  readonly box: Box;
  /** Paper 255, ink darker, the ink of this line alone, with a margin: where its top left pixel lies is in `origin`. */
  readonly crop: GrayImage;
  readonly origin: { readonly x: number; readonly y: number };
  /** The digit boxes it was written into, on the straightened page. */
  readonly cells?: readonly Box[];
  /** 0 handwriting, 1 print. */
  readonly isPrint: number;
}

/** A part of the page whose writing stays apart from that around it. */
interface Zone {
  readonly area: Box;
  readonly kind: 'grid' | 'comb' | 'box' | 'blank';
  holds(box: Box): boolean;
}

/** @param map of the straightened page, rules erased. */
export function findLines(
  { contrast, mask, noise }: InkMap,
  fields: Omit<Fields, 'erased'>,
  toOriginal: Homography,
): LineRegion[] {
  const { width, height } = mask;
  const runs = runsOf(mask);
  const { labels, list } = componentsOfRuns(runs);
  const zones = zonesOf(fields, characterHeight(list, width, height));
  const inCombs = new Map<Zone, Component[]>();
  const free: Component[] = [];
  for (const part of list) {
    const zone = zones.find(({ holds }) => holds(part.box));
    if (zone?.kind === 'comb') inCombs.set(zone, [...(inCombs.get(zone) ?? []), part]);
    else if (zone?.kind !== 'grid') free.push(part);
  }
  const found: { line: TextLine; comb: Comb | null }[] = [];
  for (const [i, comb] of fields.combs.entries()) {
    const zone = zones[fields.grids.length + i]!;
    const line = combLine(inCombs.get(zone) ?? [], zone.area);
    if (line) found.push({ line, comb });
  }
  const zoneOf = (box: Box): number => zones.findIndex(({ holds }) => holds(box));
  for (const line of findTextLines(free, width, height, zoneOf)) found.push({ line, comb: null });
  const real = inOrder(
    withoutShine(withoutTexture(found, noise), contrast).map((one) => ({ ...one, ...one.line })),
  );
  const crops = cropLines(
    real.map(({ line }) => line),
    runs,
    labels,
    contrast,
  );
  return real.map(({ line, comb }, i) => {
    const { x, y } = cropBox(line);
    return {
      quad: quadOf(line.box, toOriginal),
      box: line.box,
      crop: crops[i]!,
      origin: { x, y },
      ...(comb ? { cells: comb.cells.map(boxOf) } : {}),
      isPrint: printScore(line),
    };
  });
}

/** Grids first, then combs, each in the order of the fields. @param usual height of a character, pixels */
function zonesOf({ grids, combs, boxes, blanks }: Omit<Fields, 'erased'>, usual: number): Zone[] {
  const inside = (kind: Zone['kind'], area: Box): Zone => ({
    kind,
    area,
    holds: (box) => isMostlyIn(box, area),
  });
  return [
    ...grids.map((grid) => inside('grid', boundsOf(grid))),
    ...combs.map((comb) => inside('comb', comb.cells.map(boxOf).reduce(union))),
    ...boxes.map((box) => inside('box', boundsOf(box))),
    ...blanks.map((rule) => onBlank(rule, usual)),
  ];
}

/** What stands on a rule: its foot is nearer to it than half its height. */
function onBlank(rule: Curve, usual: number): Zone {
  const y = rule.mean;
  const area = { x: rule.from, y: Math.floor(y), width: rule.to - rule.from, height: 1 };
  return {
    kind: 'blank',
    area,
    holds(box) {
      const middle = box.x + box.width / 2;
      const above = y - box.y - box.height;
      const own = Math.max(6, box.height / 2);
      return (
        middle >= rule.from && middle <= rule.to && above >= -own && above <= Math.max(own, RAISED * usual)
      );
    },
  };
}

function boundsOf({ level, upright }: Lattice): Box {
  const [top, bottom] = [level[0]!, level.at(-1)!];
  const [left, right] = [upright[0]!, upright.at(-1)!];
  return boxOf([crossing(top, left), crossing(top, right), crossing(bottom, right), crossing(bottom, left)]);
}

/** The whole pixels around four points. */
function boxOf(points: readonly (readonly [number, number])[]): Box {
  const x = Math.floor(Math.min(...points.map((point) => point[0])));
  const y = Math.floor(Math.min(...points.map((point) => point[1])));
  return {
    x,
    y,
    width: Math.max(1, Math.ceil(Math.max(...points.map((point) => point[0]))) - x),
    height: Math.max(1, Math.ceil(Math.max(...points.map((point) => point[1]))) - y),
  };
}

function isMostlyIn(inner: Box, outer: Box): boolean {
  const x = inner.x + inner.width / 2;
  const y = inner.y + inner.height / 2;
  return (
    x > outer.x &&
    y > outer.y &&
    x < outer.x + outer.width &&
    y < outer.y + outer.height &&
    inner.width <= 1.3 * outer.width &&
    inner.height <= 1.6 * outer.height
  );
}

/** What is written into a row of boxes; null where that is nothing but specks. */
function combLine(parts: readonly Component[], area: Box): TextLine | null {
  const ink = parts.filter(({ box }) => Math.max(box.width, box.height) >= 0.12 * area.height);
  const heights = ink.map(({ box }) => box.height).sort((a, b) => a - b);
  const high = heights.at(-1) ?? 0;
  if (high < 0.25 * area.height) return null;
  const tall = heights.filter((height) => height >= high / 3);
  return { parts: ink, box: ink.map(({ box }) => box).reduce(union), height: tall[tall.length >> 1]! };
}

/** Without lines on the cloth or wood that a sheet lies on, where there are so many that they are no writing on patterned paper. */
function withoutTexture<T extends { readonly line: TextLine }>(found: readonly T[], noise: Noise): T[] {
  const isRough = roughness(noise);
  const isTextured = ({ line: { parts } }: T): boolean =>
    parts.filter(({ box }) => isRough(box)).length > parts.length / 2;
  const smooth = found.filter((one) => !isTextured(one));
  return found.length - smooth.length > TEXTURE ? smooth : [...found];
}

/** Without lines that are faint against the others; of too many the largest. */
function withoutShine<T extends { readonly line: TextLine }>(found: readonly T[], contrast: GrayImage): T[] {
  const darkness = found.map(({ line }) => darknessOf(line, contrast));
  const usual = [...darkness].sort((a, b) => a - b)[Math.floor(0.75 * darkness.length)] ?? 0;
  const dark = found.filter((_, i) => darkness[i]! >= SHINE * usual);
  if (dark.length <= MOST) return dark;
  const size = ({ line }: T): number => line.box.width * line.height;
  const largest = new Set([...dark].sort((a, b) => size(b) - size(a)).slice(0, MOST));
  return dark.filter((one) => largest.has(one));
}

/** The contrast of a line's darker ink: the upper quarter over the middle rows of its parts. */
function darknessOf({ parts }: TextLine, { width, data }: GrayImage): number {
  const values: number[] = [];
  for (const { box } of parts) {
    for (const share of [0.25, 0.5, 0.75]) {
      const at = (box.y + Math.floor(share * box.height)) * width + box.x;
      let most = 0;
      for (let x = 0; x < box.width; x++) most = Math.max(most, data[at + x]!);
      values.push(most);
    }
  }
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}
