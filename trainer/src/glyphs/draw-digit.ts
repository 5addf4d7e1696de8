/** Draws digits as people write them, in many styles, from strokes. Seeded and pure. */
import type { Random } from '@digitry/engine';
import type { GrayImage } from '@digitry/reader';
import { digitStyles } from './digits/index.js';
import { drawPen, drawStrokes, type Pen } from './pen.js';
import { chooseWeighted, createSketch, type Style } from './sketch.js';
import { drawHand, type Point, type Stroke, written } from './stroke.js';

/** Longer side of a drawing, in pixels. */
const SIZE = 36;

export interface DrawOptions {
  /** Name of the one style to draw; default: by weight. */
  readonly style?: string;
  /** Share of ones with an upstroke longer than 0.4 of the stem, 0..1. Default 0.4. */
  readonly europeanOnes?: number;
  /** Share of sevens with a bar, 0..1. Default 0.5. */
  readonly crossedSevens?: number;
  /** Default: a random pen. */
  readonly pen?: Pen;
}

/** Names of all styles, by digit. */
export const styles: readonly (readonly string[])[] = digitStyles.map((list) =>
  list.map((style) => style.name),
);

/**
 * @param digit 0..9, or the same as a label
 * @returns an ink image (255 = ink) about 44 pixels in its longer side
 * @throws RangeError for what is no digit, a share outside 0..1, or a style that the digit has not
 */
export function drawDigit(digit: number | string, random: Random, options: DrawOptions = {}): GrayImage {
  const list = digitStyles[Number(digit)];
  if (!list || digit === '')
    throw new RangeError(`Expected 0 to 9 for digit but received ${JSON.stringify(digit)}`);
  return drawStyle(pickStyle(list, random, options), random, options.pen);
}

function pickStyle(list: readonly Style[], random: Random, options: DrawOptions): Style {
  if (options.style !== undefined) {
    const found = list.find((style) => style.name === options.style);
    if (found) return found;
    const known = list.map((style) => style.name).join(', ');
    throw new RangeError(`Expected one of ${known} for style but received ${options.style}`);
  }
  let weights = list.map((style) => style.weight);
  const share = (name: string, part: RegExp, value: number): void => {
    if (!(value >= 0 && value <= 1))
      throw new RangeError(`Expected 0 to 1 for ${name} but received ${value}`);
    const isPart = list.map((style) => part.test(style.name));
    const sum = (wanted: boolean): number =>
      weights.reduce((s, w, i) => s + (isPart[i] === wanted ? w : 0), 0);
    if (sum(true) === 0) return;
    const [inside, outside] = [value / sum(true), (1 - value) / sum(false)];
    weights = weights.map((weight, i) => weight * (isPart[i] ? inside : outside));
  };
  share('europeanOnes', /^1-european/, options.europeanOnes ?? 0.4);
  share('crossedSevens', /^7-crossed/, options.crossedSevens ?? 0.5);
  return chooseWeighted(list, weights, random);
}

/** One drawing of a style: hand, slant and proportions, pen. */
export function drawStyle(style: Style, random: Random, pen: Pen = drawPen(random)): GrayImage {
  const hand = drawHand(random);
  const sketch = createSketch(hand, random);
  const strokes = style.draw(sketch).map((stroke) => written(stroke, hand, random));
  return drawStrokes(leaned(strokes, random), pen, SIZE, random);
}

/** The slant and the proportions of one hand, the same for all strokes. */
function leaned(strokes: readonly Stroke[], random: Random): Stroke[] {
  const slant = random.normal() * 0.12 + 0.05;
  const stretch = Math.exp(random.normal() * 0.13);
  const turn = random.normal() * 0.04;
  return strokes.map((stroke) =>
    stroke.map(([x, y]): Point => {
      const across = x * stretch - y * slant;
      return [across - turn * y, y + turn * across];
    }),
  );
}
