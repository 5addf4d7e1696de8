/** Print in color under writing, left out as scanners with a colored lamp do ("dropout colors"): the channel in which it is as light as the paper. */
import { toGray } from '../image/gray.js';
import { histogram, percentile } from '../image/histogram.js';
import { contrast } from '../image/illumination.js';
import { channelsOf, type GrayImage, type Pixels } from '../image/types.js';

/** Red or green, as numbers of channels. In blue many pens are as light as the paper. */
export type ColorChannel = 0 | 1;

/** So many pixels are looked at. */
const SAMPLES = 1 << 12;
/** A pixel is colored from such a difference of its channels on; a picture with fewer colored pixels than this share has no colored print. */
const COLORED = 20;
const LEAST_COLORED = 0.01;
/** The paper is as light as this quantile of the pixels. */
const PAPER = 0.75;
/** Two pixels in a hundred are as dark as full ink, in the channel where they are darkest; ink has at least this share of it, paper and print have less. */
const FULL = 0.98;
const INK = 0.7;
/** The least contrast of full ink. */
const FAINTEST = 40;
/** Levels of contrast that do not count: noise. */
const NOISE = 4;
/** A channel is better alone if the ink stands out so many times as clearly, and keeps this share of the contrast that it has in any. */
const CLEARER = 1.08;
const KEPT = 0.85;

/**
 * The channel in which ink stands out more clearly than in gray: its contrast by the root mean square of that of paper and print. Null where none does: without
 * colored print, or where some of the writing would go as well, as red ink does in red.
 * @throws RangeError where `pixels` are not decoded pixels.
 */
export function dropoutChannel(pixels: Pixels): ColorChannel | null {
  const seen = sampled(pixels);
  if (!seen) return null;
  const gray = contrastOf(toGray(seen));
  const colors = ([0, 1, 2] as const).map((channel) => contrastOf(toGray(seen, 1, channel)));
  const [red, green, blue] = colors as [Uint8Array, Uint8Array, Uint8Array];
  const darkest = red.map((value, at) => Math.max(value, green[at]!, blue[at]!));
  const full = percentile(histogram(darkest), FULL);
  if (full < FAINTEST) return null;
  const clarity = (of: Uint8Array): { ink: number; clear: number } => {
    let [ink, inked, square] = [0, 0, 0];
    for (let at = 0; at < of.length; at++) {
      const value = of[at]!;
      if (darkest[at]! >= INK * full) {
        ink += value;
        inked++;
      } else square += value * value;
    }
    const mean = ink / inked;
    return { ink: mean, clear: mean / (NOISE + Math.sqrt(square / Math.max(1, of.length - inked))) };
  };
  const all = colors.map(clarity);
  const kept = KEPT * Math.max(...all.map(({ ink }) => ink));
  const least = CLEARER * clarity(gray).clear;
  const better = ([0, 1] as const).filter((i) => all[i]!.ink >= kept && all[i]!.clear >= least);
  return better.sort((a, b) => all[b]!.clear - all[a]!.clear)[0] ?? null;
}

/** Pixels all over the picture in one row, RGB; null where there is no color, or something can be seen through. */
function sampled(pixels: Pixels): Pixels | null {
  const channels = channelsOf(pixels);
  if (channels < 3) return null;
  const { data } = pixels;
  const count = pixels.width * pixels.height;
  // An odd step does not stay in the same columns.
  const step = Math.floor(count / SAMPLES) | 1;
  const width = Math.ceil(count / step);
  const seen = new Uint8Array(3 * width);
  let colored = 0;
  for (let i = 0; i < width; i++) {
    const at = i * step * channels;
    const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
    if (channels === 4 && data[at + 3]! < 255) return null;
    if (Math.max(r, g, b) - Math.min(r, g, b) >= COLORED) colored++;
    seen.set([r, g, b], 3 * i);
  }
  return colored < LEAST_COLORED * width ? null : { width, height: 1, data: seen };
}

/** The absorbed part of the light, of 255, against paper that is everywhere as light. */
function contrastOf(gray: GrayImage): Uint8Array {
  const paper = percentile(histogram(gray.data), PAPER);
  return contrast(gray, { ...gray, data: new Uint8Array(gray.data.length).fill(paper) }).data;
}
