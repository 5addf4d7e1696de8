/** Plain strings of digits: row numbers, postcodes, account numbers, phone numbers. */
import type { Random } from '@digitry/engine';
import { oneOf, pick } from './pick.js';
import { plain, type Written } from './written.js';

/** Digits of any value, the first one too. */
export function digits(count: number, random: Random): string {
  let text = '';
  for (let i = 0; i < count; i++) text += random.int(10);
  return text;
}

/** A whole number of so many digits, without a leading zero. */
export function whole(count: number, random: Random): string {
  return count === 0 ? '' : `${1 + random.int(9)}${digits(count - 1, random)}`;
}

/** How often strings of 1 … 12 digits are written: row numbers and ages most of all. */
const LENGTHS: readonly number[] = [15, 20, 13, 11, 9, 9, 6, 7, 3, 4, 2, 2];

/** 1 to 12 digits; some with a point behind, as numbers of rows. */
export function digitString(random: Random): Written {
  const count = 1 + pick(LENGTHS, random);
  // Repeats are what a decoder of CTC finds hardest, and chance makes few of them.
  const repeated = random.chance(0.1);
  let text = random.chance(0.75) ? digits(count, random) : whole(count, random);
  if (repeated && count > 1) {
    const at = random.int(count - 1);
    text = text.slice(0, at + 1) + text[at]! + text.slice(at + 2);
  }
  if (count <= 3 && random.chance(0.18)) text += '.';
  else if (random.chance(0.02)) text += oneOf([',', '-', '/', '='], random);
  return plain(text);
}

export function zipCode(random: Random): Written {
  return plain(digits(5, random));
}

/** Groups as people write them: `555-0123`, `+49 89 1234`, `(030) 12 34 56`, `12 34 56 78`. */
export function phoneNumber(random: Random): Written {
  const join = oneOf([' ', ' ', '-', '-', '.', '/'], random);
  const group = (count: number): string => digits(count, random);
  switch (random.int(7)) {
    case 0:
      return plain(`${group(3)}${join}${group(4)}`);
    case 1:
      return plain([group(3), group(3), group(4)].join(join));
    case 2:
      return plain(`(${group(3)}) ${group(3)}${oneOf(['-', ' '], random)}${group(4)}`);
    case 3:
      return plain(`+${whole(2, random)} ${group(2 + random.int(2))} ${group(4 + random.int(4))}`);
    case 4:
      return plain([group(2), group(2), group(2), group(2)].join(join));
    case 5:
      return plain(
        `0${group(2 + random.int(3))}${oneOf(['/', '-', ' '], random)}${group(4 + random.int(4))}`,
      );
    default:
      return plain(`${group(4)}${join}${group(3)}${random.chance(0.5) ? join + group(3) : ''}`);
  }
}

/** Groups of account, card and reference numbers. */
export function groupedNumber(random: Random): Written {
  const size = oneOf([2, 3, 4, 4], random);
  const count = 2 + random.int(size === 4 ? 2 : 3);
  const join = oneOf([' ', ' ', ' ', '-', '.'], random);
  return plain(Array.from({ length: count }, () => digits(size, random)).join(join));
}
