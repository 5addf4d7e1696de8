/** Which of the rows of print in a photo is the one that was looked for. */
import type { LineReading } from '../line-reading.js';
import { reason } from '../prepare/reasons.js';

/** Rows that are read under the rule. */
const TRIED = 5;
/** A rule can be met by any row of ink if it is bent far enough: below this probability of what stands there it is none. */
const LEAST = 0.005;
/** The likeliest alignment's text may be so many times less probable than the likeliest text; below that to search is in vain. */
const GLIMPSED = LEAST / 20;
/** A text that goes on beyond another one's ends has at least this share of its probability. */
const LONGER = 0.3;
/** Below this confidence a text that no rule supports is no finding. */
const CLEAR = 0.6;

/** A text with a digit: a single 0 or 1 may be the O or I of a word, as of a car's model. */
const NUMBERED = /[2-9]|[01].*[01]/;

export interface Looked {
  /** Digits and capitals that it has at least. */
  readonly least: number;
  /** And those from which on more make it no likelier. */
  readonly usual: number;
  /** What a text that does not fit the rule must have all the same. */
  readonly pattern: RegExp;
}

/** A text as the likeliest alignment has it. */
type Glimpse = Pick<LineReading, 'text' | 'confidence'>;

/** Places of the texts that promise most, without the rule: many clear characters, a digit among them. */
export function promising(texts: readonly Glimpse[], looked: Looked): number[] {
  return texts
    .map((text, i) => ({ i, promise: promiseOf(text, looked) }))
    .filter(({ promise }) => promise > 0)
    .sort((a, b) => b.promise - a.promise)
    .slice(0, TRIED)
    .map(({ i }) => i);
}

/** Characters times how sure the network is of each (the geometric mean). */
function promiseOf({ text, confidence }: Glimpse, { least, usual }: Looked): number {
  const count = charactersOf(text);
  if (count < least || confidence < GLIMPSED || !NUMBERED.test(text)) return 0;
  return Math.min(count, usual) * confidence ** (1 / count);
}

const charactersOf = (text: string): number => bare(text).length;

/** Digits and capitals alone. */
const bare = (text: string): string => text.replaceAll(/[^0-9A-Z]/g, '');

/**
 * The place of the reading under the rule that is the likeliest to stand there; −1 where none is likely enough. Of the same row seen narrow and
 * wide, the text that goes on beyond the other's ends is preferred: nobody prints characters that are not there.
 * @param ruled readings under the rule
 */
export function likeliest(ruled: readonly LineReading[]): number {
  const found = ruled
    .map(({ text, confidence, rule }, i) => ({
      i,
      text: bare(text),
      likely: rule?.valid && NUMBERED.test(text) ? confidence * Math.exp(-rule.price) : 0,
    }))
    .filter(({ likely }) => likely >= LEAST)
    .sort((a, b) => b.likely - a.likely);
  const [best] = found;
  if (!best) return -1;
  const longer = found.filter(
    ({ text, likely }) =>
      text.length > best.text.length && text.includes(best.text) && likely >= LONGER * best.likely,
  );
  return (longer[0] ?? best).i;
}

/**
 * The reading, for review where another look at the photo goes on beyond its ends: with as many characters again but one that are the same, and
 * more. A row that was cut short, or the end of a word, reads as clearly as a whole number.
 * @param glimpses of all rows and widths
 */
export function whole(reading: LineReading, glimpses: readonly Glimpse[]): LineReading {
  const text = bare(reading.text);
  const isPart = glimpses.some((other) => goesOn(text, bare(other.text)));
  if (!isPart) return reading;
  return { ...reading, status: 'review', reasons: [...reading.reasons, reason('more-ink')] };
}

/** Whether `longer` has all of the text in it, but for one character, and more. */
function goesOn(text: string, longer: string): boolean {
  for (let from = 0; from + text.length <= longer.length && longer.length > text.length; from++) {
    const differing = [...text].filter((character, i) => character !== longer[from + i]).length;
    if (differing <= 1) return true;
  }
  return false;
}

/** The clearest text though it does not fit the rule, for a person to look at; null where none is clear. @param readings without the rule */
export function clearest(
  readings: readonly LineReading[],
  { usual, pattern }: Looked,
): { readonly place: number; readonly reading: LineReading } | null {
  const [clear] = readings
    .map((reading, place) => ({ reading, place }))
    .filter(
      ({ reading: { text, confidence } }) =>
        confidence >= CLEAR && charactersOf(text) >= 0.8 * usual && pattern.test(text),
    )
    .sort((a, b) => b.reading.confidence - a.reading.confidence);
  if (!clear) return null;
  const reasons = [...clear.reading.reasons, reason('rule-not-met')];
  return { place: clear.place, reading: { ...clear.reading, status: 'review', reasons } };
}
