/** TTF and OTF files → outlines, by opentype.js. The one file that knows it. */
import opentype, { type OpenTypeFont } from 'opentype.js';
import { polygonsOf, type Step } from './flatten.js';
import { extentOfOutline, type Font, type Outline } from './outline.js';

/** What is taken out of a font: all that is read in print, and other characters to show what is not. */
export const FONT_CHARACTERS: readonly string[] = [
  ...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  ..."-./:·,=#$€£%*'()+&",
];

/** Farthest that a polygon may be from its curve, in heights of a digit. */
const TOLERANCE = 0.003;

/**
 * @returns null for a font that lacks a digit, as fonts of symbols do
 * @throws Error for bytes that are no font
 */
export function parseFont(bytes: Uint8Array, fallbackName: string): Font | null {
  const font = opentype.parse(bytes.slice().buffer as ArrayBuffer);
  const unit = digitHeight(font);
  if (unit === null) return null;
  const outlines: Record<string, Outline> = {};
  for (const character of FONT_CHARACTERS) {
    const outline = outlineOf(font, character, 1 / unit);
    if (outline && extentOfOutline(outline)) outlines[character] = outline;
  }
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
    if (isCapital(outlines[letter], outlines[letter.toUpperCase()])) delete outlines[letter];
  }
  if ([...'0123456789'].some((digit) => !outlines[digit])) return null;
  // The preferred names are there where a family has more than four styles.
  const family = nameOf(font, 'preferredFamily') ?? nameOf(font, 'fontFamily') ?? fallbackName;
  const style = nameOf(font, 'preferredSubfamily') ?? nameOf(font, 'fontSubfamily');
  return { name: style ? `${family} ${style}` : family, family, outlines };
}

/** Fonts without small letters draw capitals in their place. */
function isCapital(small: Outline | undefined, capital: Outline | undefined): boolean {
  const [a, b] = [small && extentOfOutline(small), capital && extentOfOutline(capital)];
  return a && b
    ? Math.abs(a.top - b.top) < 0.02 && Math.abs(a.right - a.left - (b.right - b.left)) < 0.02
    : false;
}

function outlineOf(font: OpenTypeFont, character: string, scale: number): Outline | null {
  const { index, path, advanceWidth = 0 } = font.charToGlyph(character);
  if (index === 0) return null;
  return {
    contours: polygonsOf(path.commands as readonly Step[], scale, TOLERANCE),
    advance: advanceWidth * scale,
  };
}

/** Of the 1, which is no taller than it is high: round digits stand over the line. Null where there is none. */
function digitHeight(font: OpenTypeFont): number | null {
  const one = outlineOf(font, '1', 1);
  const extent = one && extentOfOutline(one);
  const height = extent ? extent.top - Math.max(0, extent.bottom) : 0;
  return height > 0 ? height : null;
}

/** In English, or in whatever language it is there. */
function nameOf({ names }: OpenTypeFont, key: string): string | undefined {
  for (const table of [names.windows, names.macintosh, names.unicode, names]) {
    const found = (table as Readonly<Record<string, Readonly<Record<string, string>>>> | undefined)?.[key];
    const name = found?.en ?? Object.values(found ?? {})[0];
    if (name) return name.trim();
  }
  return undefined;
}
