/** Draws a sign or a letter from strokes, at the size, slant and pen of a line. */
import type { Random } from '@digitry/engine';
import { drawStrokes, type Pen } from '../../glyphs/pen.js';
import { chooseWeighted, createSketch, type Style } from '../../glyphs/sketch.js';
import { drawHand, type Hand, type Point, type Stroke, written } from '../../glyphs/stroke.js';
import type { Stamp } from '../hand/stamp.js';
import { DOODLE, doodles, otherMarks } from './others.js';
import { richMarks } from './signs.js';
import { plainMarks } from './styles.js';

const STYLES: ReadonlyMap<string, readonly Style[]> = new Map([
  ...Object.entries(plainMarks),
  ...Object.entries(richMarks),
  ...Object.entries(otherMarks),
]);

/** Every character that is drawn from strokes. */
export const markCharacters: readonly string[] = [...STYLES.keys()];

export interface MarkWriting {
  /** Height of a digit, pixels. */
  readonly height: number;
  readonly drop: number;
  readonly stretch: number;
  readonly slant: number;
  readonly turn: number;
  /** Width of the pen, pixels. */
  readonly pen: number;
}

/** How one hand makes its signs: the same way throughout a line. */
export interface MarkHand {
  readonly hand: Hand;
  readonly pen: Pen;
  /** Index of the style of each sign, drawn as it is first needed. */
  readonly chosen: Map<string, Style>;
}

export function drawMarkHand(random: Random, pen: Pen): MarkHand {
  return { hand: drawHand(random), pen, chosen: new Map() };
}

/** A character that nobody here can draw becomes a doodle: it belongs to no number either. */
export function drawMark(character: string, how: MarkWriting, maker: MarkHand, random: Random): Stamp {
  const style = styleOf(STYLES.has(character) ? character : DOODLE, maker, random);
  const strokes = strokesOf(style, maker, random);
  const cos = Math.cos(how.turn);
  const sin = Math.sin(how.turn);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  const placed = strokes.map((stroke) =>
    stroke.map(([x, y]): Point => {
      const u = (x * how.stretch - (y - 0.5) * how.slant) * how.height;
      const v = (y - 1) * how.height;
      const at: Point = [cos * u - sin * v, sin * u + cos * v];
      left = Math.min(left, at[0]);
      right = Math.max(right, at[0]);
      top = Math.min(top, at[1]);
      bottom = Math.max(bottom, at[1]);
      return at;
    }),
  );
  const size = Math.max(right - left, bottom - top);
  // A dot has no size of its own: any unit does.
  const unit = size > 0 ? size : 1;
  const heavier = size === 0 ? random.between(1.1, 1.9) : 1;
  const pen: Pen = { ...maker.pen, width: (how.pen * heavier) / unit };
  const { width, height, data } = drawStrokes(placed, pen, unit, random);
  return { width, height, data, top: Math.round((top + bottom - height) / 2 + how.drop) };
}

function styleOf(character: string, maker: MarkHand, random: Random): Style {
  const known = maker.chosen.get(character);
  if (known) return known;
  const styles = STYLES.get(character)!;
  const weights = styles.map((style) => style.weight);
  const style = chooseWeighted(styles, weights, random);
  maker.chosen.set(character, style);
  return style;
}

function strokesOf(style: Style, { hand }: MarkHand, random: Random): Stroke[] {
  if (Object.hasOwn(doodles, style.name)) {
    return doodles[style.name as keyof typeof doodles](random) as Stroke[];
  }
  const sketch = createSketch(hand, random);
  return style.draw(sketch).map((stroke) => (stroke.length < 3 ? stroke : written(stroke, hand, random)));
}
