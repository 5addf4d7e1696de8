/** Characters of 5 × 7 dots: needle printers, message boards, dot-matrix displays. */
import type { Font, Outline } from '../../fonts/index.js';
import { disc } from './shapes.js';

/** Seven rows of five dots each, as hexadecimal digits in pairs; the leftmost dot is 16. */
const PATTERNS: Readonly<Record<string, string>> = {
  0: '0E11131519110E',
  1: '040C040404040E',
  2: '0E11010204081F',
  3: '1F02040201110E',
  4: '02060A121F0202',
  5: '1F101E0101110E',
  6: '0608101E11110E',
  7: '1F010204080808',
  8: '0E11110E11110E',
  9: '0E11110F01020C',
  A: '0E1111111F1111',
  B: '1E11111E11111E',
  C: '0E11101010110E',
  D: '1C12111111121C',
  E: '1F10101E10101F',
  F: '1F10101E101010',
  G: '0E11101711110F',
  H: '1111111F111111',
  I: '0E04040404040E',
  J: '0702020202120C',
  K: '11121418141211',
  L: '1010101010101F',
  M: '111B1515111111',
  N: '11111915131111',
  O: '0E11111111110E',
  P: '1E11111E101010',
  Q: '0E11111115120D',
  R: '1E11111E141211',
  S: '0F10100E01011E',
  T: '1F040404040404',
  U: '1111111111110E',
  V: '11111111110A04',
  W: '1111111515150A',
  X: '11110A040A1111',
  Y: '1111110A040404',
  Z: '1F01020408101F',
  '-': '0000001F000000',
  '.': '00000000000C0C',
  '/': '00010204081000',
  ':': '000C0C000C0C00',
  '·': '0000000C0C0000',
  ',': '000000000C0408',
};

/** The zero without its slash, narrower than an O. */
const OPEN_ZERO = '06090909090906';

export interface DotStyle {
  /** Of a dot, as a share of the distance between two: more than 0.5 and they run into each other. */
  readonly radius: number;
  /** Width of a dot's place by its height. */
  readonly aspect: number;
  readonly hasSlashedZero: boolean;
}

export function dotFont({ radius, aspect, hasSlashedZero }: DotStyle): Font {
  const pitch = 1 / 7;
  const wide = pitch * aspect;
  const outlines: Record<string, Outline> = {};
  for (const [character, pattern] of Object.entries(PATTERNS)) {
    const rows = character === '0' && !hasSlashedZero ? OPEN_ZERO : pattern;
    const contours: Float32Array[] = [];
    for (let row = 0; row < 7; row++) {
      const bits = Number.parseInt(rows.slice(2 * row, 2 * row + 2), 16);
      for (let column = 0; column < 5; column++) {
        if (bits & (16 >> column))
          contours.push(disc((column + 0.5) * wide, (6.5 - row) * pitch, radius * pitch, 8));
      }
    }
    outlines[character] = { contours, advance: 6 * wide };
  }
  return { name: 'dots', family: 'dots', outlines };
}
