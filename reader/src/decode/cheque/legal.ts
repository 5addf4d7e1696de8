/** The legal amount of a cheque: the one written in words. */
import { parseChinese } from './chinese.js';
import { parseEnglish } from './english.js';
import type { Correction } from './words.js';

export interface LegalAmount {
  /** The amount in hundredths, a whole number; null where the words do not say one for certain. */
  readonly cents: number | null;
  readonly language: 'en' | 'zh';
  /** Misspelled words, and what they were taken for. */
  readonly corrections: readonly Correction[];
  /** Why there is no amount, in one sentence; null where there is. */
  readonly problem: string | null;
}

/** No text of an amount is longer. */
const LONGEST = 500;

/**
 * Reads an amount in English words ("one thousand two hundred thirty-four and 56/100", "… dollars only") or in Chinese numerals
 * (壹仟贰佰叁拾肆元伍角陆分). What is not certain is refused, with the reason.
 */
export function parseLegalAmount(text: string): LegalAmount {
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
  if (text.length > LONGEST) {
    const problem = `Expected at most ${LONGEST} characters for the legal amount but received ${text.length}`;
    return { cents: null, language, corrections: [], problem };
  }
  return language === 'zh'
    ? { language, corrections: [], ...parseChinese(text) }
    : { language, ...parseEnglish(text) };
}
