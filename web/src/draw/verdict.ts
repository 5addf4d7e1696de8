/** What a reading says in words: one of a few verdicts, its runners-up and its reasons. Pure. */
import { isStringKey, type StringKey, type Translate } from '../i18n/index.js';
import type { ReadingState } from '../reading/client.js';
import type { ClassChance, ReadingShown } from '../reading/protocol.js';

export type Verdict =
  | 'nothing'
  | 'missing'
  | 'starting'
  | 'read'
  | 'unsure'
  | 'notDigit'
  | 'unusable'
  | 'failed';

/** An alternative worth a word: at least this likely. */
const WORTH_NAMING = 0.02;

export function verdictOf(state: ReadingState, hasInput: boolean): Verdict {
  if (state.networkStatus === 'failed') return 'failed';
  if (!hasInput) return 'nothing';
  if (state.networkStatus === 'none') return 'missing';
  if (state.error) return 'unusable';
  if (!state.reading) return 'starting';
  if (state.reading.status === 'accepted') return 'read';
  if (state.reading.status === 'review') return 'unsure';
  return state.reading.classes.length === 0 ? 'unusable' : 'notDigit';
}

/** The classes after the first, most likely first, at most `most`. */
export function runnersUp(reading: ReadingShown, most = 3): ClassChance[] {
  return ranked(reading)
    .slice(1)
    .filter((chance) => chance.confidence >= WORTH_NAMING)
    .slice(0, most);
}

/** What an unsure reading may be: one to three digits, most likely first. */
export function candidates(reading: ReadingShown): string[] {
  const digits = ranked(reading).filter((chance) => chance.text !== '');
  const likely = digits.filter((chance) => chance.confidence >= 0.1).slice(0, 3);
  return (likely.length > 0 ? likely : digits.slice(0, 1)).map((chance) => chance.text);
}

function ranked(reading: ReadingShown): ClassChance[] {
  return [...reading.classes].sort((a, b) => b.confidence - a.confidence);
}

/** `too-small` → `tooSmall`. */
const camel = (code: string): string => code.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What the reader says under a code (`reason.…`, `error.…`), in the page's words where it has them. */
export function readerText(
  t: Translate,
  kind: 'reason' | 'error',
  said: { code: string; message: string },
): string {
  const key = `${kind}.${camel(said.code)}`;
  return isStringKey(key) ? t(key) : said.message;
}

export const VERDICT_WORDS: Readonly<Record<Verdict, StringKey>> = {
  nothing: 'result.nothing',
  missing: 'result.missing',
  starting: 'result.starting',
  read: 'result.read',
  unsure: 'result.unsure',
  notDigit: 'result.notDigit',
  unusable: 'result.unusable',
  failed: 'result.failed',
};
