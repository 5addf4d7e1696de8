/** Lines of words, and the numbers that stand among the words. Knows no network and no picture of a page. */
import type { Decoded, DecodedCharacter } from './decode/ctc/decoded.js';
import type { Lattice } from './decode/ctc/lattice.js';
import { OTHER } from './decode/labels.js';
import type { GrayImage } from './image/types.js';
import type { PreparedLine } from './prepare/prepare-line.js';

/** From which score on a line is print. */
const PRINTED = 0.6;
/** Signs that belong to no number, as a share of a line's, from which on it is words: many letters look like digits, more in print. */
const FOREIGN = { print: 0.08, hand: 0.3 } as const;
/** A line of fewer signs is a number with something beside it: `38a`; of more than the second it is as print is. */
const FEWEST_SIGNS = 8;
const MANY_SIGNS = 20;
/** Print that is read with less than this probability a character is words. */
const UNREADABLE = 0.4;
/** A number among words has so many digits, as `is` and `so` look like 15 and 50 … */
const FEWEST_DIGITS = 3;
/** … and this probability, by its characters: surer ones are hardly ever words. */
const SURE = 0.9;

/** A stretch of a line, as if it were a line of its own. */
export interface LinePart {
  readonly line: PreparedLine;
  readonly lattice: Lattice;
}

/** True for a line that is no number: without a digit, of many signs that are none, or of print of which the network makes nothing. */
export function isWords({ text, characters, logProbability }: Decoded, isPrint: number): boolean {
  if (!/\d/.test(text)) return true;
  const isPrinted = isPrint >= PRINTED;
  const signs = characters.filter((sign) => sign.text !== ' ');
  const foreign = signs.filter((sign) => sign.text === OTHER).length / signs.length;
  const most = isPrinted || signs.length >= MANY_SIGNS ? FOREIGN.print : FOREIGN.hand;
  if (signs.length >= FEWEST_SIGNS && foreign >= most) return true;
  return isPrinted && logProbability < text.length * Math.log(UNREADABLE);
}

/**
 * The numbers among the words of a line, from left to right.
 * @param decoded of `lattice`
 * @param stride pixels of the strip for each step of the lattice
 */
export function numbersAmong(
  line: PreparedLine,
  lattice: Lattice,
  { characters }: Decoded,
  stride: number,
): LinePart[] {
  const parts: LinePart[] = [];
  for (let first = 0; first < characters.length; first++) {
    if (characters[first]!.text === ' ') continue;
    let end = first + 1;
    while (end < characters.length && characters[end]!.text !== ' ') end++;
    if (isSureNumber(characters.slice(first, end))) {
      const from = Math.max(characters[first - 1]?.to ?? 0, characters[first]!.from - 1);
      const to = Math.min(characters[end]?.from ?? lattice.steps, characters[end - 1]!.to + 1);
      parts.push({
        line: lineBetween(line, from * stride, to * stride),
        lattice: between(lattice, from, to),
      });
    }
    first = end;
  }
  return parts;
}

function isSureNumber(word: readonly DecodedCharacter[]): boolean {
  if (word.some(({ text }) => text === OTHER)) return false;
  const digits = word.filter(({ text }) => /\d/.test(text)).length;
  return digits >= FEWEST_DIGITS && word.reduce((product, { confidence }) => product * confidence, 1) >= SURE;
}

function between({ labels, logProbs }: Lattice, from: number, to: number): Lattice {
  return { steps: to - from, labels, logProbs: logProbs.subarray(from * labels.length, to * labels.length) };
}

/** The part of a line between two columns of its strip. */
function lineBetween(line: PreparedLine, from: number, to: number): PreparedLine {
  const { seen, box, columns } = line;
  const left = columns.left + from * columns.each;
  const whole = box!;
  const x = Math.min(whole.x + whole.width - 1, Math.max(whole.x, Math.round(left)));
  const right = Math.min(whole.x + whole.width, Math.round(columns.left + to * columns.each));
  return {
    ...line,
    seen: columnsOf(seen, Math.min(from, seen.width - 1), Math.min(to, seen.width)),
    box: { ...whole, x, width: Math.max(1, right - x) },
    columns: { left, each: columns.each },
  };
}

function columnsOf({ width, height, data }: GrayImage, from: number, to: number): GrayImage {
  const out = new Uint8Array((to - from) * height);
  for (let y = 0; y < height; y++) out.set(data.subarray(y * width + from, y * width + to), y * (to - from));
  return { width: to - from, height, data: out };
}
