/** What print says, by what carries it. Characters that are not in `PRINT_LABELS` come out as U+FFFD. */
import type { Random } from '@digitry/engine';
import { OTHER, PRINT_LABELS } from '@digitry/reader';
import { digits } from '../../lines/text/numbers.js';
import { oneOf, pick } from '../../lines/text/pick.js';
import { SEGMENT_LETTERS } from '../faces/segments.js';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const SMALL = [...'abcdefghijklmnopqrstuvwxyz'];
const READ: ReadonlySet<string> = new Set(PRINT_LABELS.slice(1));

/** The label of a printed text. */
export const labelOfPrint = (text: string): string =>
  Array.from(text, (character) => (READ.has(character) ? character : OTHER)).join('');

/** `D` a digit, `L` a letter, anything else itself. */
export const fromPattern = (pattern: string, random: Random): string =>
  Array.from(pattern, (place) =>
    place === 'D' ? String(random.int(10)) : place === 'L' ? oneOf(LETTERS, random) : place,
  ).join('');

/** Today's plates of some thirty countries; a seal or screw between two groups shows as a space. */
const PLATES: readonly string[] = [
  ...['L LL DDD', 'LL L DDDD', 'LLL LL DD', 'L LL DDDD', 'LL LL DDD', 'L-LL DDD'], // DE
  ...['LL-DDD-LL', 'LL·DDD·LL', 'LL DDD LL', 'LL DDDLL', 'DDDD LLL', 'DDDDLLL'], // FR, IT, ES
  ...['LLDD LLL', 'LLDD LLL', 'LDDD LLL', 'DDD-L-DDDD', 'DDD-LL-DDD'], // GB, IE
  ...['LL-DDD-L', 'DD-LLL-D', 'L-DDD-LL', 'DD-LL-LL', 'D-LLL-DDD', 'LL DDDD'], // NL, BE, LU
  ...['LL DDDDD', 'LLL DDDD', 'LL·DDDDDD', 'LL DDDDDL', 'LL DDD LL', 'LLL DDD', 'DLD DDDD'], // PL, CH, AT, CZ
  ...['LL DD DDD', 'LLL-DDD', 'LL DDDD LL', 'LDDDLL DD', 'LL·DDD·LL', 'LL-DD-LL', 'DD LLL DDD'], // DK, HU, UA, RU, PT, TR
  ...['LLL DDDD', 'DLLLDDD', 'LLL·DDD', 'DDD LLL', 'LLL-DDDD', 'LLLDLDD', 'LL DD LL DDDD', 'LLDDLL'], // US, BR, IN, AU
];

export function plateText(random: Random): string {
  const text = fromPattern(oneOf(PLATES, random), random);
  return random.chance(0.1) ? text.replaceAll(/[ ·-]/g, '') : text;
}

/** Card numbers and parts of them, good-through dates; seldom a name. */
export function cardText(random: Random): string {
  const groups = (count: number): string => Array.from({ length: count }, () => digits(4, random)).join(' ');
  switch (pick([30, 22, 14, 8, 8, 6, 6], random)) {
    case 0:
      return groups(4);
    case 1:
      return groups(2);
    case 2:
      return groups(3);
    case 3:
      return `${digits(4, random)} ${digits(6, random)} ${digits(5, random)}`;
    case 4:
      return fromPattern(oneOf(['DD/DD', 'DD/DD', 'DD/DDDD'], random), random);
    case 5:
      return digits(8 + random.int(6), random);
    default:
      return `${capitals(3 + random.int(5), random)} ${capitals(4 + random.int(5), random)}`;
  }
}

export const meterText = (random: Random): string => digits(4 + random.int(5), random);

/** What seven segments show; letters only where nobody takes them for a digit. */
export function displayText(random: Random): string {
  const number = digits(1 + random.int(7), random);
  switch (pick([40, 25, 14, 8, 6], random)) {
    case 0:
      return number;
    case 1:
      return `${digits(1 + random.int(4), random)}.${digits(1 + random.int(3), random)}`;
    case 2:
      return fromPattern(oneOf(['DD:DD', 'D:DD', 'DD:DD:DD'], random), random);
    case 3:
      return `-${number}`;
    default:
      return Array.from({ length: 2 + random.int(3) }, () => oneOf(SEGMENT_LETTERS, random)).join('');
  }
}

export function receiptText(random: Random): string {
  const price = `${digits(1 + random.int(4), random)}.${digits(2, random)}`;
  switch (pick([22, 14, 10, 16, 12, 12, 8, 6], random)) {
    case 0:
      return price;
    case 1:
      return fromPattern(oneOf(DATES, random), random);
    case 2:
      return fromPattern(oneOf(['DD:DD', 'DD:DD:DD', 'DD.DD.DD DD:DD'], random), random);
    case 3:
      return digits(4 + random.int(10), random);
    case 4:
      return `${capitals(3 + random.int(5), random)} ${random.chance(0.5) ? price : digits(2 + random.int(3), random)}`;
    case 5:
      return serial(random);
    case 6:
      return oneOf(['$', '€', '£', '*', '-'], random) + price;
    default:
      return price.replace('.', ',');
  }
}

export const sealText = (random: Random): string => {
  switch (pick([40, 15, 15, 20], random)) {
    case 0:
      return fromPattern(oneOf(DATES, random), random);
    case 1:
      return capitals(3 + random.int(7), random);
    case 2:
      return `${oneOf(['NO', 'NR', 'REF', 'DOC'], random)}${oneOf(['. ', ' ', ': '], random)}${digits(2 + random.int(5), random)}`;
    default:
      return digits(3 + random.int(6), random);
  }
};

/** Serial and part numbers, times, dates, words. */
export const labelText = (random: Random): string => {
  switch (pick([40, 20, 12, 10, 10], random)) {
    case 0:
      return serial(random);
    case 1:
      return digits(1 + random.int(11), random);
    case 2:
      return capitals(2 + random.int(8), random);
    case 3:
      return fromPattern(oneOf(DATES, random), random);
    default:
      return plateText(random);
  }
};

/** Small letters and signs, alone and beside numbers. */
export function otherText(random: Random): string {
  const word = Array.from({ length: 2 + random.int(5) }, () => oneOf(SMALL, random)).join('');
  switch (random.int(4)) {
    case 0:
      return word;
    case 1:
      return `${oneOf(LETTERS, random)}${word}`;
    case 2:
      return `${digits(1 + random.int(4), random)} ${word.slice(0, 2)}`;
    default:
      return oneOf(['=', '#', '%', '*', '+', '&', '()'], random) + digits(random.int(4), random);
  }
}

const DATES: readonly string[] = [
  'DD.DD.DDDD',
  'DD/DD/DD',
  'DDDD-DD-DD',
  'DD-DD-DDDD',
  'DD.DD.DD',
  'DD LLL DDDD',
];

const capitals = (count: number, random: Random): string =>
  Array.from({ length: count }, () => oneOf(LETTERS, random)).join('');

/** Groups of digits and capitals with something between them. */
function serial(random: Random): string {
  const join = oneOf(['-', '-', ' ', '.', '/', ':', '·', ''], random);
  const group = (): string =>
    Array.from({ length: 1 + random.int(4) }, () =>
      random.chance(0.55) ? String(random.int(10)) : oneOf(LETTERS, random),
    ).join('');
  return Array.from({ length: 1 + random.int(4) }, group).join(join);
}
