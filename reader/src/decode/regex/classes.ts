/** The character classes that JavaScript's regular expressions know by a letter. */
import { inverted, merged, type Ranges, rangesOf } from '../automaton/ranges.js';

const DIGIT: Ranges = [[0x30, 0x39]];
const WORD: Ranges = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
// ECMAScript's WhiteSpace and LineTerminator.
const SPACE: Ranges = merged([
  ...rangesOf('\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff'),
  [0x2000, 0x200a],
]);

/** `.`: all but the ends of lines. */
export const ANY: Ranges = inverted(rangesOf('\n\r\u2028\u2029'));

export const CLASSES: Readonly<Record<string, Ranges>> = {
  d: DIGIT,
  D: inverted(DIGIT),
  w: WORD,
  W: inverted(WORD),
  s: SPACE,
  S: inverted(SPACE),
};

/** Escapes that stand for one character. */
export const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, '0': 0 };
