/** The level of the paper at each pixel, and the contrast of ink against it: shadows and gray paper go, ink stays. */
import { histogram, otsu, percentile } from './histogram.js';
import { dilate, erode, fillBasins } from './morphology.js';
import { crop, pad } from './pad.js';
import { resize } from './resample.js';
import type { GrayImage } from './types.js';

/** The paper is estimated at this many pixels in the longer side; light changes slowly. */
const COARSE = 320;
/** Below this side there is no room for a shadow beside a digit, and a stroke is as wide as a shadow: the paper counts as even. */
const SMALLEST = 48;
/** Paper whose levels differ by no more is evenly lit. */
const EVEN = 8;

/**
 * The gray level the paper has, or would have under the ink, for dark ink on lighter paper.
 * Two estimates, both never darker than the image, the lighter taken: a closing by a square of a quarter of the shorter side removes
 * strokes and keeps the edge of a shadow exactly; filling dark basins removes ink of any width that does not reach the border.
 * @param side longest side in pixels at which it is estimated.
 * @param smallest shorter side in pixels below which the paper counts as even.
 */
export function paperLevel(gray: GrayImage, side = COARSE, smallest = SMALLEST): GrayImage {
  const { width, height } = gray;
  const long = Math.max(width, height);
  if (Math.min(width, height) < smallest) return even(gray);
  const coarse = long > side ? resize(gray, ...coarseSize(width, height, side)) : gray;
  const radius = Math.max(1, Math.round(Math.min(coarse.width, coarse.height) / 8));
  // Beyond the image its border goes on, or a shadow that runs out there would be taken for a corner of ink.
  const lifted = dilate(pad(coarse, 2 * radius), radius);
  // Neither estimate is darker than this nor lighter than the image: on clean paper that is all there is to know.
  if (lightest(coarse) - darkest(lifted) <= EVEN) return even(gray);
  const closed = crop(erode(lifted, radius), 2 * radius);
  const filled = fillBasins(coarse);
  const paper = closed.data;
  for (let i = 0; i < paper.length; i++) paper[i] = Math.max(paper[i]!, filled.data[i]!);
  const counts = histogram(paper);
  if (percentile(counts, 0.98) - percentile(counts, 0.02) <= EVEN) return even(gray);
  return coarse === gray ? closed : resize(closed, width, height);
}

const lightest = ({ data }: GrayImage): number =>
  data.reduce((most, value) => (value > most ? value : most), 0);
const darkest = ({ data }: GrayImage): number =>
  data.reduce((least, value) => (value < least ? value : least), 255);

function coarseSize(width: number, height: number, side: number): [number, number] {
  const scale = side / Math.max(width, height);
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** The median of the lighter class everywhere. */
function even(gray: GrayImage): GrayImage {
  const { width, height } = gray;
  const counts = histogram(gray.data);
  const threshold = otsu(counts);
  const light = counts.map((count, level) => (level > threshold ? count : 0));
  const level = percentile(light.some((count) => count > 0) ? light : counts, 0.5);
  return { width, height, data: new Uint8Array(width * height).fill(level) };
}

/**
 * How much darker than the paper each pixel is: `255 · (paper − gray) / paper`, the absorbed part of the light, so that ink in a shadow
 * counts as much as ink in the light. Paper darker than 16 counts as 16.
 */
export function contrast(gray: GrayImage, paper: GrayImage): GrayImage {
  const { width, height, data } = gray;
  const out = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const level = Math.max(16, paper.data[i]!);
    const darker = level - data[i]!;
    if (darker > 0) out[i] = (255 * darker) / level + 0.5; // a byte takes the whole part
  }
  return { width, height, data: out };
}
