/** Dark ink on light paper, or the reverse? */
import { histogram, percentile } from '../image/histogram.js';
import { boxMean } from '../image/integral.js';
import { resize } from '../image/resample.js';
import type { GrayImage } from '../image/types.js';

/** Longer side at which it is decided. */
const COARSE = 96;
/** The darker or the lighter half of the range is ink where this share of the pixels or less is in it. */
const RARE = 0.25;
/** A skew beyond this means that ink covers about a tenth: that alone decides, whatever lies along the border. */
const DECISIVE = 0.95;
/** A side with this excess of one sign may be a printed line … */
const UNIFORM = 0.9;
/** … which is over at this fraction of the image. */
const BEYOND_LINE = 0.1;

/**
 * True where the ink is lighter than the paper.
 *
 * What is rare is ink. Otherwise: ink covers less than half of its surroundings, so it differs more from the local mean than paper does: with d the difference from the mean of
 * a wide window, the skew `Σ d³ / Σ |d|³` has the sign of the ink, and a shadow's two sides cancel. Where ink and paper come nearer to
 * covering the same (fat digits in tight crops), paper is what prevails along the border, printed lines left aside.
 */
export function isInkLight(gray: GrayImage): boolean {
  const scale = COARSE / Math.max(gray.width, gray.height);
  const small =
    scale < 1
      ? resize(
          gray,
          Math.max(1, Math.round(gray.width * scale)),
          Math.max(1, Math.round(gray.height * scale)),
        )
      : gray;
  const { width, height, data } = small;
  const dark = darkShare(data);
  if (dark < RARE || dark > 1 - RARE) return dark > 0.5;
  const difference = boxMean(small, Math.ceil(Math.max(width, height) / 3));
  let cubes = 0;
  let size = 0;
  for (let i = 0; i < data.length; i++) {
    const d = data[i]! - difference[i]!;
    difference[i] = d;
    cubes += d * d * d;
    size += Math.abs(d * d * d);
  }
  if (Math.abs(cubes) > DECISIVE * size) return cubes > 0;
  return lightnessOfBorder(difference, width, height, cubes) < 0;
}

/** The share of pixels in the darker half of the range. */
function darkShare(data: Uint8Array): number {
  const counts = histogram(data);
  const middle = (percentile(counts, 0.005) + percentile(counts, 0.995)) / 2;
  let dark = 0;
  for (let level = 0; level < middle; level++) dark += counts[level]!;
  return dark / data.length;
}

/** Lighter less darker pixels along the four sides; a side that is all of one kind, as `skew` says the ink is, is looked at behind the line. */
function lightnessOfBorder(difference: Float64Array, width: number, height: number, skew: number): number {
  const side = (start: number, step: number, length: number, inwards: number, depth: number): number => {
    const outer = lighterShare(difference, start, step, length);
    if (Math.abs(outer) < UNIFORM || outer * skew <= 0) return outer * length;
    const inner = lighterShare(difference, start + inwards * Math.ceil(BEYOND_LINE * depth), step, length);
    return (inner * outer < 0 ? inner : outer) * length;
  };
  return (
    side(0, 1, width, width, height) +
    side((height - 1) * width, 1, width, -width, height) +
    side(0, width, height, 1, width) +
    side(width - 1, width, height, -1, width)
  );
}

/** From −1, all darker than around, to 1, all lighter. */
function lighterShare(difference: Float64Array, start: number, step: number, length: number): number {
  let vote = 0;
  for (let i = 0; i < length; i++) {
    const at = Math.min(Math.max(start + i * step, 0), difference.length - 1);
    vote += Math.sign(difference[at]!);
  }
  return vote / length;
}

/** The negative: light ink becomes dark. */
export function invert({ width, height, data }: GrayImage): GrayImage {
  const out = new Uint8Array(data.length);
  for (let i = 0; i < out.length; i++) out[i] = 255 - data[i]!;
  return { width, height, data: out };
}
