/** Draws what is no digit, for the class that says so. Seeded and pure. */
import type { Random } from '@digitry/engine';
import type { GrayImage } from '@digitry/reader';
import { loops, rules, scribble, stain, zigzag } from './doodles.js';
import { drawDigit, drawStyle } from './draw-digit.js';
import { letters, signs } from './letters.js';
import { drawPen, drawStrokes } from './pen.js';
import { chooseWeighted, type Style } from './sketch.js';
import type { Stroke } from './stroke.js';

/** Gives some digit's ink image, for pairs. */
export type DigitSource = (random: Random) => GrayImage;

export interface NonDigitKind {
  readonly name: string;
  /** How often, relative to the others. */
  readonly weight: number;
  draw(random: Random, digits: DigitSource): GrayImage;
}

const doodle = (strokes: (random: Random) => readonly Stroke[]) => (random: Random) =>
  drawStrokes(strokes(random), drawPen(random), 36, random);

const character = (list: readonly Style[]) => {
  const weights = list.map((style) => style.weight);
  return (random: Random) => drawStyle(chooseWeighted(list, weights, random), random);
};

export const nonDigitKinds: readonly NonDigitKind[] = [
  { name: 'letter', weight: 5, draw: character(letters) },
  { name: 'sign', weight: 4, draw: character(signs) },
  { name: 'pair', weight: 4, draw: pair },
  { name: 'half', weight: 1.5, draw: half },
  { name: 'mirrored', weight: 1, draw: mirrored },
  { name: 'scribble', weight: 2.5, draw: doodle(scribble) },
  { name: 'zigzag', weight: 1.5, draw: doodle(zigzag) },
  { name: 'loops', weight: 1, draw: doodle(loops) },
  { name: 'rules', weight: 1.5, draw: doodle(rules) },
  { name: 'stain', weight: 1.5, draw: stain },
  { name: 'blank', weight: 0.3, draw: () => ({ width: 28, height: 28, data: new Uint8Array(784) }) },
];

const WEIGHTS = nonDigitKinds.map((kind) => kind.weight);

export interface NonDigitOptions {
  /** Where pairs take their digits from. Default: drawn ones. */
  readonly digits?: DigitSource;
  /** The one kind to draw; default: by weight. */
  readonly kind?: string;
}

/**
 * @returns an ink image (255 = ink) of something that nobody reads as one digit
 * @throws RangeError for an unknown kind
 */
export function drawNonDigit(random: Random, { digits = anyDigit, kind }: NonDigitOptions = {}): GrayImage {
  const chosen =
    kind === undefined ? pick(random) : nonDigitKinds.find((candidate) => candidate.name === kind);
  if (!chosen) {
    const known = nonDigitKinds.map((candidate) => candidate.name).join(', ');
    throw new RangeError(`Expected one of ${known} for kind but received ${kind}`);
  }
  return chosen.draw(random, digits);
}

function pick(random: Random): NonDigitKind {
  return chooseWeighted(nonDigitKinds, WEIGHTS, random);
}

const anyDigit: DigitSource = (random) => drawDigit(random.int(10), random);

/** Two digits side by side, seldom three: apart, or just touching. */
function pair(random: Random, digits: DigitSource): GrayImage {
  const parts = Array.from({ length: random.chance(0.12) ? 3 : 2 }, () => cropped(digits(random)));
  const gap = random.between(-0.06, 0.3);
  const height = Math.max(...parts.map((part) => part.height)) + 6;
  const steps = parts.map((part) => Math.round(part.width + gap * 0.6 * part.height) + 1);
  const width = steps.reduce((sum, step) => sum + step, 0) + Math.ceil(height * 0.2);
  const data = new Uint8Array(width * height);
  let left = 0;
  for (const [index, part] of parts.entries()) {
    const top = random.int(height - part.height + 1);
    for (let y = 0; y < part.height; y++) {
      for (let x = 0; x < part.width && left + x < width; x++) {
        const at = (top + y) * width + left + x;
        data[at] = Math.max(data[at]!, part.data[y * part.width + x]!);
      }
    }
    left += Math.max(1, steps[index]!);
  }
  return { width, height, data };
}

/** Digit and side whose remaining half is like no digit: half an 8 can be a 3 or a 0, and half a 7 a 1. */
const HALVES: readonly (readonly [digit: number, kept: 'left' | 'right' | 'top' | 'bottom'])[] = [
  [2, 'top'],
  [2, 'bottom'],
  [3, 'left'],
  [3, 'top'],
  [3, 'bottom'],
  [4, 'left'],
  [5, 'left'],
  [5, 'top'],
  [8, 'left'],
];

function half(random: Random): GrayImage {
  const [digit, kept] = HALVES[random.int(HALVES.length)]!;
  const whole = cropped(drawDigit(digit, random));
  const share = random.between(0.38, 0.5);
  const { width, height, data } = whole;
  const kind = {
    left: [0, share, 0, 1],
    right: [1 - share, 1, 0, 1],
    top: [0, 1, 0, share],
    bottom: [0, 1, 1 - share, 1],
  };
  const [x0, x1, y0, y1] = kind[kept] as [number, number, number, number];
  const result = data.map((value, i) => {
    const x = (i % width) / width;
    const y = Math.floor(i / width) / height;
    return x >= x0 && x < x1 && y >= y0 && y < y1 ? value : 0;
  });
  return { width, height, data: result };
}

/** Digits that are none when they are seen from behind the paper; a plain 2 would be nearly a 5. */
const ONE_WAY = [
  '2-looped',
  '3-round',
  '3-flat',
  '4-open',
  '4-closed',
  '7-crossed',
  '7-plain',
  '9-curved',
  '9-g',
  '6-curved',
];

function mirrored(random: Random): GrayImage {
  const style = ONE_WAY[random.int(ONE_WAY.length)]!;
  const { width, height, data } = drawDigit(style[0]!, random, { style });
  const result = data.map((_, i) => data[i - (i % width) + width - 1 - (i % width)]!);
  return { width, height, data: result };
}

/** Without its empty margin; 1×1 where there is no ink. */
function cropped({ width, height, data }: GrayImage): GrayImage {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0) continue;
    const x = i % width;
    const y = (i - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  }
  if (left >= right) return { width: 1, height: 1, data: new Uint8Array(1) };
  const result = new Uint8Array((right - left) * (bottom - top));
  for (let y = top; y < bottom; y++) {
    result.set(data.subarray(y * width + left, y * width + right), (y - top) * (right - left));
  }
  return { width: right - left, height: bottom - top, data: result };
}
