/** The outer frame of a grid, table or form: ink that hangs together and runs along four straight sides, seen from any angle. */
import { dilate, erode } from '../image/morphology.js';
import { componentsOfRuns, runsOf } from '../image/runs.js';
import type { Mask } from '../image/types.js';
import type { Quad } from '../image/warp.js';
import { onlyOf, outlineOf, refined } from './outline.js';
import { areaOf, convexHull, largestQuad } from './quads.js';

/** A frame spans at least this share of the picture in both directions. */
const SMALLEST = 0.15;
/** Frames that are tried, the largest first. */
const TRIES = 6;
/** A frame is mostly empty: ink covers at most this share of it. */
const FULLEST = 0.5;

/** Ink wider than this share of the picture is no line: a shadow or a picture that touches the frame. */
const WIDEST = 1 / 36;

/** The largest frame in a mask, by the outer edges of its lines; null where there is none. */
export function findFrame(mask: Mask): Quad | null {
  const { width, height } = mask;
  const runs = runsOf(withoutSolids(mask));
  const { labels, list } = componentsOfRuns(runs);
  const candidates = list
    .filter(({ box, area }) => {
      const isLarge = box.width >= SMALLEST * width && box.height >= SMALLEST * height;
      return isLarge && area <= FULLEST * box.width * box.height;
    })
    .sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height)
    .slice(0, TRIES);
  let best: Quad | null = null;
  for (const { label, box } of candidates) {
    if (best && areaOf(best) >= box.width * box.height) continue;
    const inside = outlineOf(runs, labels, label);
    const rough = largestQuad(convexHull(inside));
    const quad = rough && refined(rough, onlyOf(runs, labels, label));
    if (quad && (!best || areaOf(quad) > areaOf(best))) best = quad;
  }
  return best;
}

function withoutSolids(mask: Mask): Mask {
  const radius = Math.ceil((Math.min(mask.width, mask.height) * WIDEST) / 2);
  const core = erode(mask, radius);
  if (core.data.indexOf(1) < 0) return mask;
  const solid = dilate(core, radius + 1).data;
  return { ...mask, data: mask.data.map((value, i) => (solid[i] ? 0 : value)) };
}
