/** Escapes and sets in brackets → ranges of characters. */
import { inverted, LAST_POINT, merged, pointOf, type Range, type Ranges } from '../automaton/ranges.js';
import { CLASSES, CONTROLS } from './classes.js';
import type { Scanner } from './scanner.js';

/** Characters that may be escaped because they mean something. */
const SPECIAL = '^$\\.*+?()[]{}|/';

/** What stands behind a backslash. */
export function parseEscape(scanner: Scanner, isInSet: boolean): Ranges {
  const letter = scanner.next();
  if (letter === undefined) throw scanner.malformed('a backslash at the end');
  if (CLASSES[letter]) return CLASSES[letter];
  if (letter === 'b' && isInSet) return one(8);
  if (letter === 'b' || letter === 'B') throw scanner.unsupported(`word boundaries "\\${letter}"`);
  if (letter === 'p' || letter === 'P') throw scanner.unsupported(`Unicode properties "\\${letter}{…}"`);
  if (letter === 'k' || /^[1-9]$/.test(letter)) throw scanner.unsupported(`back references "\\${letter}"`);
  if (letter === 'c') throw scanner.unsupported('control characters "\\c"');
  if (letter === 'x') return one(hex(scanner, scanner.digits(/^[\da-f]$/i, 2), 2));
  if (letter === 'u') return one(parseUnicode(scanner));
  const control = CONTROLS[letter];
  if (control !== undefined) {
    if (letter === '0' && /^\d$/.test(scanner.peek() ?? ''))
      throw scanner.unsupported('octal numbers "\\0…"');
    return one(control);
  }
  if (SPECIAL.includes(letter) || (isInSet && letter === '-')) return one(pointOf(letter));
  throw scanner.malformed(`an escape "\\${letter}" that means nothing`);
}

function parseUnicode(scanner: Scanner): number {
  if (scanner.take('{')) {
    const point = hex(scanner, scanner.digits(/^[\da-f]$/i, 6), 1);
    if (point > LAST_POINT || !scanner.take('}'))
      throw scanner.malformed('an escape "\\u{…}" that is no character');
    return point;
  }
  return hex(scanner, scanner.digits(/^[\da-f]$/i, 4), 4);
}

function hex(scanner: Scanner, digits: string, least: number): number {
  if (digits.length < least) throw scanner.malformed('an escape with too few hexadecimal digits');
  return Number.parseInt(digits, 16);
}

/** A set, behind its "[". */
export function parseSet(scanner: Scanner): Ranges {
  const isInverted = scanner.take('^');
  const ranges: Range[] = [];
  while (!scanner.take(']')) {
    const first = member(scanner);
    if (scanner.peek() === '-' && scanner.peek(1) !== ']' && scanner.peek(1) !== undefined) {
      scanner.next();
      ranges.push(between(scanner, first, member(scanner)));
    } else ranges.push(...first);
  }
  return isInverted ? inverted(ranges) : merged(ranges);
}

function member(scanner: Scanner): Ranges {
  const next = scanner.next();
  if (next === undefined) throw scanner.malformed('a "[" that is not closed');
  return next === '\\' ? parseEscape(scanner, true) : one(pointOf(next));
}

function between(scanner: Scanner, from: Ranges, to: Ranges): Range {
  const [first, last] = [single(from), single(to)];
  if (first === null || last === null) throw scanner.malformed('a range to or from a class');
  if (first > last) throw scanner.malformed('a range that goes backwards');
  return [first, last];
}

const one = (point: number): Ranges => [[point, point]];

function single(ranges: Ranges): number | null {
  const [range] = ranges;
  return ranges.length === 1 && range![0] === range![1] ? range![0] : null;
}
