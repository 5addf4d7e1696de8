/** Any image of one digit → the 28×28 that networks read, or the reason why not. Pure: the same bytes in Node and in the browser. */
import { median3, nonLocalMeans } from '../image/denoise.js';
import { reductionFactor, toGray } from '../image/gray.js';
import { histogram, percentile } from '../image/histogram.js';
import { contrast, paperLevel } from '../image/illumination.js';
import type { Box, GrayImage, Pixels } from '../image/types.js';
import { FIELD, fitDigit } from './fit-digit.js';
import { extractInk, paperNoise } from './ink.js';
import { invert, isInkLight } from './polarity.js';
import { isCutOff, isTooBlurred } from './quality.js';
import { type Reason, reason } from './reasons.js';

/** Changes whenever any image may come out differently: models are trained for one version. */
export const PREPARATION_VERSION = '1';

/** Photos are reduced to this longer side, in pixels, before anything else. */
const WORKING_SIDE = 800;
/** Digits with a longer side below this, in pixels of the original, are refused. */
const SMALLEST_DIGIT = 7;

export interface PreparedDigit {
  /** 784 bytes, 28 rows of 28: what the network sees, 255 is full ink. All 0 where no ink was found. */
  readonly seen: Uint8Array;
  /** Where the digit is, in pixels of the original image; null where no ink was found. */
  readonly box: Box | null;
  readonly status: 'ok' | 'unusable';
  /** Why it is unusable; with `ok`, what makes it doubtful (`cut-off`), mostly nothing. */
  readonly reasons: readonly Reason[];
}

/**
 * Finds the ink of one digit and fits it as {@link fitDigit} does: gray, polarity, light, noise, box lines, specks, pen.
 * An image that already is 28×28, 20 long and centered comes back unaltered, in either polarity.
 * @throws RangeError where `image` is not decoded pixels.
 */
export function prepareDigit(image: Pixels): PreparedDigit {
  const factor = reductionFactor(image, WORKING_SIDE);
  const raw = toGray(image, factor);
  const range = histogram(raw.data);
  const brightest = percentile(range, 0.995);
  if (brightest < 50 && brightest - percentile(range, 0.005) < 40 && brightest > 0)
    return refused('too-dark');
  const gray = isInkLight(raw) ? invert(raw) : raw;
  return fitted(quiet(contrast(gray, paperLevel(gray))), factor, image);
}

/**
 * As {@link prepareDigit} for a digit cut out of a page whose light and noise have been dealt with already.
 * @param contrast the absorbed part of the light: 0 is paper.
 */
export function prepareCut(contrast: GrayImage): PreparedDigit {
  return fitted(contrast, 1, contrast);
}

/** @param factor by which `image` was reduced. */
function fitted(contrast: GrayImage, factor: number, image: Pick<Pixels, 'width' | 'height'>): PreparedDigit {
  const ink = extractInk(contrast);
  if (!ink) return refused('blank');
  const box = scaled(ink.box, factor, image);
  const seen = fitDigit(ink.image);
  const reasons: Reason[] = [];
  if (Math.max(box.width, box.height) < SMALLEST_DIGIT) reasons.push(reason('too-small'));
  if (isTooBlurred(seen)) reasons.push(reason('too-blurred'));
  const status = reasons.length > 0 ? 'unusable' : 'ok';
  if (isCutOff(ink)) reasons.push(reason('cut-off'));
  return { seen, box, status, reasons };
}

function refused(code: 'blank' | 'too-dark'): PreparedDigit {
  return { seen: new Uint8Array(FIELD * FIELD), box: null, status: 'unusable', reasons: [reason(code)] };
}

/** Noise well below the faintest pen is left to the averaging to come; small images have nothing to spare. */
function quiet(image: GrayImage): GrayImage {
  const { width, height } = image;
  if (Math.min(width, height) < 48) return image;
  const { sigma } = paperNoise(image);
  if (sigma < 6) return image;
  return width * height <= 40_000 ? nonLocalMeans(image, sigma) : median3(image);
}

function scaled(box: Box, factor: number, image: Pick<Pixels, 'width' | 'height'>): Box {
  const x = box.x * factor;
  const y = box.y * factor;
  return {
    x,
    y,
    width: Math.min(image.width, (box.x + box.width) * factor) - x,
    height: Math.min(image.height, (box.y + box.height) * factor) - y,
  };
}
