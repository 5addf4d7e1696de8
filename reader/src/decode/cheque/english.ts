/** Amounts in English words → cents. Strict where words are out of order: a cheque is not guessed. */
import { type Correction, understood, type Word } from './words.js';

export interface EnglishAmount {
  readonly cents: number | null;
  readonly corrections: readonly Correction[];
  readonly problem: string | null;
}

/** `percent`: so many hundredths, as of 56/100. */
type Token = Word | { readonly kind: 'percent'; readonly value: number };

/** Digits over 100, "no/100", "xx/100"; words; "&"; anything else that is not a filler. */
const TOKEN = /(\d{1,2}|no|x{1,2})\s*\/\s*(?:100|x{2,3})|[a-z]+|&|[^\s\-–—,.*~_=#$£€]/gi;

/** One above the largest amount: whole cents stay exact. */
const LIMIT = 1e13;

/** Words understood one after the other. */
class Reader {
  #at = 0;
  constructor(readonly tokens: readonly Token[]) {}

  peek(offset = 0): Token | undefined {
    return this.tokens[this.#at + offset];
  }

  take<K extends Token['kind']>(kind: K): Extract<Token, { kind: K }> | null {
    const token = this.peek();
    if (token?.kind !== kind) return null;
    this.#at++;
    return token as Extract<Token, { kind: K }>;
  }
}

/** "… dollars and fifty-six cents only", "… and 56/100 dollars", "… only"; misspellings are taken where only one word is near. */
export function parseEnglish(text: string): EnglishAmount {
  const corrections: Correction[] = [];
  const tokens: Token[] = [];
  for (const [written, hundredths] of text.toLowerCase().matchAll(TOKEN)) {
    if (hundredths !== undefined) {
      tokens.push({ kind: 'percent', value: Number(hundredths.replace(/\D+/, '0')) });
      continue;
    }
    const meant =
      written === '&' ? { words: [{ kind: 'and' } as const], correction: null } : understood(written);
    if (!meant) return { cents: null, corrections, problem: `The word "${written}" is none of an amount` };
    tokens.push(...meant.words);
    if (meant.correction) corrections.push(meant.correction);
  }
  const reader = new Reader(tokens);
  const cents = amount(reader);
  if (cents === null || reader.peek())
    return { cents: null, corrections, problem: `The words of "${text.trim()}" do not make an amount` };
  return { cents, corrections, problem: null };
}

function amount(reader: Reader): number | null {
  const isNamed = reader.take('currency') !== null;
  const whole = reader.peek()?.kind === 'percent' ? 0 : number(reader);
  if (whole === null) return null;
  // Cents alone: fifty cents.
  if (!isNamed && reader.take('cents')) return whole < 100 && ends(reader) ? whole : null;
  reader.take('currency');
  const cents = hundredths(reader);
  if (cents === null) return null;
  reader.take('currency');
  return ends(reader) ? whole * 100 + cents : null;
}

function ends(reader: Reader): boolean {
  while (reader.take('end'));
  return reader.peek() === undefined;
}

/** What follows the whole part: 56/100, fifty-six cents, no cents, or nothing. */
function hundredths(reader: Reader): number | null {
  const isJoined = reader.take('and') !== null;
  const percent = reader.take('percent');
  if (percent) return percent.value;
  if (reader.take('no')) return reader.take('cents') ? 0 : null;
  const next = reader.peek()?.kind;
  if (next === 'small' || next === 'zero') {
    const value = number(reader);
    return value !== null && value < 100 && reader.take('cents') ? value : null;
  }
  return isJoined ? null : 0;
}

/** Groups of hundreds with falling scales: two million three hundred thousand and forty. */
function number(reader: Reader): number | null {
  if (reader.take('zero')) return 0;
  let sum = 0;
  let last = LIMIT;
  for (;;) {
    const group = below10000(reader);
    if (group === null) return null;
    const scale = reader.take('scale')?.value ?? 1;
    if (group * scale >= last) return null;
    sum += group * scale;
    last = scale;
    if (scale === 1) return sum;
    // "and" may join the last group, or what is behind the whole part.
    const joins = reader.peek()?.kind === 'and' && beginsNumber(reader.peek(1)) && !namesCents(reader);
    if (joins) reader.take('and');
    else if (!beginsNumber(reader.peek())) return sum;
  }
}

const beginsNumber = (token: Token | undefined): boolean => token?.kind === 'small' || token?.kind === 'a';

/** Whether the number behind the next word is one of cents. */
function namesCents(reader: Reader): boolean {
  let offset = 1;
  while (reader.peek(offset)?.kind === 'small') offset++;
  return reader.peek(offset)?.kind === 'cents';
}

/** 1 … 99, or with hundreds: three hundred and five, twelve hundred. */
function below10000(reader: Reader): number | null {
  const isOne = reader.take('a') !== null;
  const count = isOne ? 1 : below100(reader);
  if (count === null) return null;
  const isBare = isOne && reader.peek()?.kind !== 'hundred' && reader.peek()?.kind !== 'scale';
  if (isBare) return null;
  if (reader.peek()?.kind !== 'hundred') return count;
  // Ten hundred and twenty hundred are nobody's words.
  if (count % 10 === 0) return null;
  reader.take('hundred');
  const joins = reader.peek()?.kind === 'and' && reader.peek(1)?.kind === 'small' && !namesCents(reader);
  if (joins) reader.take('and');
  if (reader.peek()?.kind !== 'small') return count * 100;
  const rest = below100(reader);
  return rest === null ? null : count * 100 + rest;
}

function below100(reader: Reader): number | null {
  const first = reader.take('small')?.value;
  if (first === undefined) return null;
  const next = reader.peek();
  if (first < 20 || next?.kind !== 'small' || next.value > 9) return first;
  reader.take('small');
  return first + next.value;
}
