/** Dark ink on light paper, or the reverse? */
import { histogram, percentile } from '../image/histogram.js';
import { boxMean } from '../image/integral.js';
import { resize } from '../image/resample.js';
import type { GrayImage } from '../image/types.js';

/** Longer side at which it is decided. */
const COARSE = 96;
/** A stroke differs from what is around it in half of the shorter side, and no shadow or gradient does so by as much. */
const AROUND = 0.25;
/** From this on, either way, that decides; below are tight crops of fat digits, and patterns. */
const CLEAR = 0.42;
/** The darker or the lighter half of the range is ink where this share of the pixels or less is in it. */
const RARE = 0.3;
/** A plane that explains more than this share of the levels' variance is light that falls off; the edge of a sheet explains less while a quarter of the picture or less is beyond it. */
const SLOPING = 0.6;
/** A skew beyond this means that ink covers about a tenth: that alone decides, whatever lies along the border. */
const DECISIVE = 0.95;
/** A side with this excess of one sign may be a printed line … */
const UNIFORM = 0.9;
/** … which is over at this fraction of the image. */
const BEYOND_LINE = 0.1;

/**
 * True where the ink is lighter than the paper.
 *
 * What differs most from its surroundings is a stroke: with d the difference from the mean of a window narrower than the picture,
 * `Σ d³|d| / Σ d⁴` is near −1 for dark ink and near 1 for light. Where it is neither, ink may fill that window: then light that falls off to one
 * side is taken out. What is rare is ink. Otherwise: ink covers less than half of its surroundings, so it differs more from the local mean than
 * paper does: with d the difference from the mean of a wide window, the skew `Σ d³ / Σ |d|³` has the sign of the ink, and a shadow's two sides
 * cancel. Where ink and paper come nearer to covering the same (fat digits in tight crops), paper is what prevails along the border, printed
 * lines left aside.
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
  const lightness = lightnessOfStrokes(small);
  if (Math.abs(lightness) >= CLEAR) return lightness > 0;
  const flat = withoutSlope(small);
  const { width, height, data } = flat;
  const dark = darkShare(data);
  if (dark < RARE || dark > 1 - RARE) return dark > 0.5;
  const difference = boxMean(flat, Math.ceil(Math.max(width, height) / 3));
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

/** Whether what stands out is lighter than its surroundings, 1, or darker, −1. */
function lightnessOfStrokes(image: GrayImage): number {
  const { width, height, data } = image;
  const around = boxMean(image, Math.ceil(AROUND * Math.min(width, height)));
  let sum = 0;
  let size = 0;
  for (let i = 0; i < data.length; i++) {
    const d = data[i]! - around[i]!;
    const fourth = d * d * d * d;
    sum += d < 0 ? -fourth : fourth;
    size += fourth;
  }
  return size === 0 ? 0 : sum / size;
}

/**
 * Without the plane that fits the levels best by least squares, stretched to 0 … 255. The image itself where the plane explains less than
 * {@link SLOPING} of their variance: the edge of a sheet is no light that falls off.
 */
function withoutSlope(image: GrayImage): GrayImage {
  const { width, height, data } = image;
  // Twice the distance from the middle, so that the sums are whole numbers: the same on every machine.
  const fromMiddle = (at: number, n: number): number => 2 * at - n + 1;
  let [across, down, sum, squares] = [0, 0, 0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const level = data[at]!;
      across += level * fromMiddle(x, width);
      down += level * fromMiddle(y, height);
      sum += level;
      squares += level * level;
    }
  }
  // Σ of the squared distances along an axis of n pixels, over all pixels.
  const spread = (n: number): number => Math.max(1, (data.length * (n * n - 1)) / 3);
  const [right, below] = [across / spread(width), down / spread(height)];
  const explained = right * across + below * down;
  if (explained <= SLOPING * (squares - (sum * sum) / data.length)) return image;
  const levels = new Float64Array(data.length);
  let [least, most] = [Infinity, -Infinity];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const level = data[at]! - right * fromMiddle(x, width) - below * fromMiddle(y, height);
      if (level < least) least = level;
      if (level > most) most = level;
      levels[at] = level;
    }
  }
  const scale = most > least ? 255 / (most - least) : 0;
  return { width, height, data: Uint8Array.from(levels, (level) => (level - least) * scale + 0.5) };
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
