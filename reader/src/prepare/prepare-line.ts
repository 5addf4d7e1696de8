/** Any image of one line of writing → the strip that line networks read, or the reason why not. Pure: the same bytes in Node and in the browser. */
import { toGray } from '../image/gray.js';
import { histogram, percentile } from '../image/histogram.js';
import { contrast, paperLevel } from '../image/illumination.js';
import type { Box, GrayImage, Pixels } from '../image/types.js';
import { closerLook } from './closer.js';
import { dropoutChannel } from './dropout.js';
import { type FoundLine, findLine } from './find-line.js';
import { fitLine, LINE_HEIGHT } from './fit-line.js';
import { invert, isInkLight } from './polarity.js';
import { type Reason, reason } from './reasons.js';
import { cut, withoutScanMargins } from './scan-margins.js';

/** Changes whenever any line may come out differently: models are trained for one version. */
export const LINE_PREPARATION_VERSION = 'line-1';

/** Larger pictures are reduced to about so many pixels first. */
const WORKING_AREA = 1_500_000;
/** Pixels at which the light on the paper is estimated. */
const PAPER_AREA = 8000;
/** Lines lower than this, in pixels, are on evenly lit paper: a stroke is as high as a shadow. */
const LOWEST_SHADED = 20;
/** Writing lower than this, in pixels of the original, is refused. */
const SMALLEST_LINE = 6;

export interface PreparedLine {
  /** What the network sees: 32 rows, its own width, 255 is full ink. Empty (32 × 32 of 0) where no ink was found. */
  readonly seen: GrayImage;
  /** Draws the same larger where the characters are small in it; else null. Few lines need it. */
  readonly closer?: () => GrayImage | null;
  /** Another line of the picture, where there is one: for when this one says no number. */
  readonly other?: () => PreparedLine;
  /** Where the line is, in pixels of the original image; null where no ink was found. */
  readonly box: Box | null;
  readonly status: 'ok' | 'unusable';
  readonly reasons: readonly Reason[];
  /** The original's columns at the left end of `seen` and for one of its pixels: where a character of it was. */
  readonly columns: { readonly left: number; readonly each: number };
}

export interface PrepareLineOptions {
  /** Dark ink alone on even white paper, as lines are cut out of pages: neither light, polarity, borders nor rules are looked for. */
  readonly isCut?: boolean;
}

/**
 * Finds the ink of one line and fits it as {@link fitLine} does: gray, scanner borders, polarity, light, noise, rules, skew.
 * Gray levels stay: a network tells a faint stroke from a pattern better than a threshold does.
 * @throws RangeError where `image` is not decoded pixels.
 */
export function prepareLine(image: Pixels, { isCut = false }: PrepareLineOptions = {}): PreparedLine {
  const factor = Math.max(1, Math.ceil(Math.sqrt((image.width * image.height) / WORKING_AREA)));
  const whole = toGray(image, factor, isCut ? null : dropoutChannel(image));
  const range = histogram(whole.data);
  const brightest = percentile(range, 0.995);
  if (brightest < 50 && brightest - percentile(range, 0.005) < 40 && brightest > 0)
    return refused('too-dark');
  const inner = isCut ? { x: 0, y: 0, width: whole.width, height: whole.height } : withoutScanMargins(whole);
  const line = isCut ? findLine(invert(whole), false) : findLine(evened(cut(whole, inner)), true);
  if (!line) return refused('blank');
  const placed = (found: FoundLine): PreparedLine => {
    const { image: seen, scale, left } = fitLine(found, found.box);
    const { x, y, width, height } = found.box;
    const box = {
      x: (x + inner.x) * factor,
      y: (y + inner.y) * factor,
      width: Math.min(image.width - (x + inner.x) * factor, width * factor),
      height: Math.min(image.height - (y + inner.y) * factor, height * factor),
    };
    const columns = { left: (left + inner.x) * factor, each: factor / scale };
    const isSmall = Math.max(box.height, box.width / 4) < SMALLEST_LINE;
    const reasons = [
      ...(isSmall ? [reason('too-small')] : []),
      ...(found.hasMore ? [reason('more-ink')] : []),
    ];
    const closer = (): GrayImage | null => closerLook(found, found.box);
    return { seen, closer, box, status: isSmall ? 'unusable' : 'ok', reasons, columns };
  };
  const { other } = line;
  return { ...placed(line), ...(other ? { other: () => placed({ ...other(), hasMore: true }) } : {}) };
}

/** The contrast of the ink against the paper, whichever is lighter. */
function evened(raw: GrayImage): GrayImage {
  const gray = isInkLight(raw) ? invert(raw) : raw;
  return contrast(gray, paperLevel(gray, paperSide(gray), LOWEST_SHADED));
}

/** Light is estimated on a small picture: of about {@link PAPER_AREA} pixels, whatever its shape. */
function paperSide({ width, height }: GrayImage): number {
  const aspect = Math.max(width, height) / Math.min(width, height);
  return Math.round(Math.sqrt(PAPER_AREA * aspect));
}

function refused(code: 'blank' | 'too-dark'): PreparedLine {
  const seen = { width: LINE_HEIGHT, height: LINE_HEIGHT, data: new Uint8Array(LINE_HEIGHT * LINE_HEIGHT) };
  return { seen, box: null, status: 'unusable', reasons: [reason(code)], columns: { left: 0, each: 1 } };
}
