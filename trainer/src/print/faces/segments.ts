/** Seven segments, lit or not: the digits of clocks, scales and meters. */
import type { Font, Outline } from '../../fonts/index.js';
import { disc, leaned } from './shapes.js';

/** Lit segments: a top, b and c right, d bottom, e and f left, g middle. */
const LIT: Readonly<Record<string, string>> = {
  0: 'abcdef',
  1: 'bc',
  2: 'abdeg',
  3: 'abcdg',
  4: 'bcfg',
  5: 'acdfg',
  6: 'acdefg',
  7: 'abc',
  8: 'abcdefg',
  9: 'abcdfg',
  A: 'abcefg',
  C: 'adef',
  E: 'adefg',
  F: 'aefg',
  H: 'bcefg',
  L: 'def',
  P: 'abefg',
  U: 'bcdef',
  '-': 'g',
};

/** Other ways to show a digit. */
const VARIANTS: Readonly<Record<string, string>> = { 6: 'cdefg', 7: 'abcf', 9: 'abcfg' };

/** Letters that are not taken for a digit. */
export const SEGMENT_LETTERS: readonly string[] = [...'ACEFHLPU'];

export interface SegmentStyle {
  /** Width of a digit, 0.4 … 0.7 of its height. */
  readonly width: number;
  /** Of a segment. */
  readonly thickness: number;
  /** Between the ends of two segments. */
  readonly gap: number;
  readonly lean: number;
  /** Other forms of 6, 7 and 9. */
  readonly isVariant: boolean;
  /** Room between two characters. */
  readonly spacing: number;
}

/** The font of what is lit; `all` shows all seven, for displays on which what is not lit can be seen. */
export function segmentFont(style: SegmentStyle): { readonly lit: Font; readonly all: Font } {
  const { width, thickness, spacing, isVariant } = style;
  const segments = segmentsOf(style);
  const advance = width + spacing;
  const draw = (names: string): Outline => ({
    contours: leaned(
      [...names].map((name) => segments[name]!),
      style.lean,
    ),
    advance,
  });
  const radius = 0.62 * thickness;
  const dots = (...heights: readonly number[]): Outline => ({
    contours: leaned(
      heights.map((y) => disc(0.5 * spacing + radius, y, radius)),
      style.lean,
    ),
    advance: 2 * radius + spacing,
  });
  const point = { '.': dots(radius), ':': dots(0.3, 0.7) };
  const lit = Object.entries(LIT).map(([character, names]) => [
    character,
    draw((isVariant && VARIANTS[character]) || names),
  ]);
  const all = Object.keys(LIT).map((character) => [character, draw('abcdefg')]);
  return {
    lit: { name: 'segments', family: 'segments', outlines: { ...Object.fromEntries(lit), ...point } },
    all: { name: 'segments', family: 'segments', outlines: { ...Object.fromEntries(all), ...point } },
  };
}

/** Hexagons, pointed at their ends. */
function segmentsOf({ width, thickness, gap }: SegmentStyle): Readonly<Record<string, Float32Array>> {
  const half = thickness / 2;
  const [left, right, middle] = [half, width - half, 0.5];
  const flat = (y: number): Float32Array => {
    const [x0, x1] = [left + gap / 2, right - gap / 2];
    return Float32Array.of(
      x0,
      y,
      x0 + half,
      y - half,
      x1 - half,
      y - half,
      x1,
      y,
      x1 - half,
      y + half,
      x0 + half,
      y + half,
    );
  };
  const upright = (x: number, from: number, to: number): Float32Array => {
    const [y0, y1] = [from + gap / 2, to - gap / 2];
    return Float32Array.of(
      x,
      y0,
      x + half,
      y0 + half,
      x + half,
      y1 - half,
      x,
      y1,
      x - half,
      y1 - half,
      x - half,
      y0 + half,
    );
  };
  return {
    a: flat(1 - half),
    b: upright(right, middle, 1 - half),
    c: upright(right, half, middle),
    d: flat(half),
    e: upright(left, half, middle),
    f: upright(left, middle, 1 - half),
    g: flat(middle),
  };
}
