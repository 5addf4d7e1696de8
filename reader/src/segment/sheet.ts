/** A light sheet on a darker ground, as in a photo of it: its four corners. */
import { histogram, otsu } from '../image/histogram.js';
import { close } from '../image/morphology.js';
import { componentsOfRuns, runsOf } from '../image/runs.js';
import type { GrayImage, Mask } from '../image/types.js';
import type { Quad } from '../image/warp.js';
import { onlyOf, outlineOf, refined } from './outline.js';
import { areaOf, convexHull, largestQuad } from './quads.js';

/** Half the width of lines and strokes there, in its pixels. */
const WRITING = 3;
/** A sheet covers at least this share of the picture … */
const SMALLEST = 0.2;
/** … is light in at least this share of its quadrilateral … */
const FILLED = 0.8;
/** … and the rest of the picture has at most this share of its light: tinted forms with white fields have more. */
const DARKER = 0.72;
/** A side within this share of the picture from its border is cut off and says nothing of the angle. */
const CUT = 0.012;

/** Corners in pixels of the picture, which may be a small copy: sheets are large; null where there is no sheet, or it is cut off by the picture. */
export function findSheet(small: GrayImage): Quad | null {
  const { width, height } = small;
  if (Math.min(width, height) < 40) return null;
  // Writing and frames must not cut the sheet to pieces.
  const paper = close(small, WRITING).data;
  const threshold = otsu(histogram(paper));
  const light: Mask = { width, height, data: paper.map((value) => (value > threshold ? 1 : 0)) };
  const runs = runsOf(light);
  const { labels, list } = componentsOfRuns(runs);
  const largest = list.reduce((best, part) => (part.area > best.area ? part : best), {
    label: 0,
    area: 0,
  });
  if (largest.area < 0.7 * SMALLEST * width * height) return null;
  const rough = largestQuad(convexHull(outlineOf(runs, labels, largest.label)));
  const quad = rough && refined(rough, onlyOf(runs, labels, largest.label));
  if (!quad || isCut(quad, width, height)) return null;
  const area = areaOf(quad);
  if (area < SMALLEST * width * height || largest.area < FILLED * area) return null;
  if (lightOutside(small, quad) > DARKER) return null;
  return quad;
}

function isCut(quad: Quad, width: number, height: number): boolean {
  const x = CUT * width;
  const y = CUT * height;
  return quad.some((corner, i) => {
    const next = quad[(i + 1) % 4]!;
    return (
      (corner[0] < x && next[0] < x) ||
      (corner[1] < y && next[1] < y) ||
      (corner[0] > width - x && next[0] > width - x) ||
      (corner[1] > height - y && next[1] > height - y)
    );
  });
}

/** The mean gray level outside of a quadrilateral as a share of that within. */
function lightOutside({ width, height, data }: GrayImage, quad: Quad): number {
  let inside = 0;
  let insideCount = 0;
  let outside = 0;
  let outsideCount = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (contains(quad, x + 0.5, y + 0.5)) {
        inside += data[y * width + x]!;
        insideCount++;
      } else {
        outside += data[y * width + x]!;
        outsideCount++;
      }
    }
  }
  if (outsideCount === 0 || insideCount === 0 || inside === 0) return 1;
  return outside / outsideCount / (inside / insideCount);
}

function contains(quad: Quad, x: number, y: number): boolean {
  for (let i = 0; i < 4; i++) {
    const [ax, ay] = quad[i]!;
    const [bx, by] = quad[(i + 1) % 4]!;
    if ((bx - ax) * (y - ay) - (by - ay) * (x - ax) < 0) return false;
  }
  return true;
}
