/** Sets a text in a font: where each character stands, and how it is turned and scaled. Knows no pixel but the unit. */
import type { Random } from '@digitry/engine';
import { type Affine, extentOfOutline, type Font, type Outline } from '../fonts/index.js';

export interface TypeStyle {
  /** Height of a digit, pixels. */
  readonly height: number;
  /** Width of characters by that of the font. */
  readonly stretch: number;
  /** Tangent of their lean. */
  readonly slant: number;
  /** More room between two, in heights. */
  readonly tracking: number;
  /** How far the middle of the line stands above its ends, in heights; below where negative. */
  readonly bow: number;
  /** The same room for every character, in heights; 0 for the font's own. */
  readonly pitch: number;
}

export interface SetCharacter {
  readonly character: string;
  readonly outline: Outline;
  /** From heights of a digit to pixels; the baseline's first point is (0, 0). */
  readonly toPixels: Affine;
  /** Columns of its place, from the pen's to the next one's. */
  readonly from: number;
  readonly to: number;
}

/** A set line; rows are counted downwards from the baseline. */
export interface SetLine {
  readonly characters: readonly SetCharacter[];
  /** Where there is ink: the first column and row, and the ones behind the last. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Widths of a space, in heights. */
const SPACE: readonly [least: number, most: number] = [0.28, 0.75];

/** @param text of what the font has: {@link settable} */
export function setType(text: string, { outlines }: Font, style: TypeStyle, random: Random): SetLine {
  const { height, stretch, slant, tracking, bow, pitch } = style;
  const space = random.between(...SPACE);
  const places: { character: string; outline: Outline; x: number; advance: number }[] = [];
  let pen = 0;
  for (const character of text) {
    if (character === ' ') {
      pen += (pitch > 0 ? pitch : space) + tracking;
      continue;
    }
    const outline = outlines[character];
    if (!outline) continue;
    const own = outline.advance * stretch;
    const advance = pitch > 0 ? Math.max(pitch, 0.8 * own) : own;
    places.push({ character, outline, x: pen + (advance - own) / 2, advance });
    pen += advance + tracking;
  }
  const middle = pen / 2;
  const characters = places.map(({ character, outline, x, advance }): SetCharacter => {
    // A parabola: 4 bow t (1 − t), and the tangent there.
    const t = pen > 0 ? (x + advance / 2) / pen : 0.5;
    const rise = 4 * bow * t * (1 - t);
    const turn = pen > 0 ? (4 * bow * (1 - 2 * t)) / pen : 0;
    return {
      character,
      outline,
      from: x * height,
      to: (x + advance) * height,
      toPixels: {
        a: stretch * height,
        b: -turn * stretch * height,
        c: (slant + turn) * height,
        d: -height,
        e: x * height,
        f: -rise * height,
      },
    };
  });
  return { characters, ...extentOf(characters, middle * height, height) };
}

/** A text without what the font lacks. */
export const settable = (text: string, { outlines }: Font): string =>
  Array.from(text)
    .filter((character) => character === ' ' || outlines[character] !== undefined)
    .join('')
    .trim();

/** Whether the font has all characters of a text. */
export const canSet = (text: string, { outlines }: Font): boolean =>
  Array.from(text).every((character) => character === ' ' || outlines[character] !== undefined);

function extentOf(
  characters: readonly SetCharacter[],
  middle: number,
  height: number,
): Omit<SetLine, 'characters'> {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { outline, toPixels } of characters) {
    const extent = extentOfOutline(outline);
    if (!extent) continue;
    const { a, b, c, d, e, f } = toPixels;
    for (const x of [extent.left, extent.right]) {
      for (const y of [extent.bottom, extent.top]) {
        left = Math.min(left, a * x + c * y + e);
        right = Math.max(right, a * x + c * y + e);
        top = Math.min(top, b * x + d * y + f);
        bottom = Math.max(bottom, b * x + d * y + f);
      }
    }
  }
  // Where nothing stands, a place of one character.
  if (right < left) [left, right, top, bottom] = [middle, middle + height, -height, 0];
  return {
    left: Math.floor(left),
    right: Math.ceil(right),
    top: Math.floor(top),
    bottom: Math.ceil(bottom),
  };
}
