/** International bank account numbers (ISO 13616): country, two check digits modulo 97, the country's own account number. */
import type { Automaton } from '../automaton/automaton.js';
import { type Rule, ruleOf } from '../rule.js';
import { chosen } from './countries.js';
import { withoutSeparators } from './digits.js';
import { IBAN_STRUCTURES } from './iban-structures.js';

export interface IbanOptions {
  /** Two-letter codes; all that have IBANs without. */
  readonly countries?: string | readonly string[];
  /** Whether the country's letters are printed on the form, so that the text begins with the check digits; one country only. */
  readonly printed?: boolean;
}

/** A country's account number: its code's value ahead of the check digits, and the kind of character at each place. */
interface Structure {
  readonly code: string;
  /** 'n': digit, 'a': capital letter, 'c': either. */
  readonly places: string;
}

const ALL = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const KINDS: Readonly<Record<string, string>> = { n: ALL.slice(0, 10), a: ALL.slice(10), c: ALL };

/** 0 … 9, A 10 … Z 35; −1 for anything else. */
const worth = (symbol: string): number => (symbol.length === 1 ? ALL.indexOf(symbol) : -1);

/** The remainder with a character's value appended: one digit or, for a letter, two. */
const append = (remainder: number, value: number): number =>
  (remainder * (value < 10 ? 10 : 100) + value) % 97;

/**
 * An IBAN; single spaces may group it. The value is without them, with the country's letters.
 * @throws RangeError for a country without IBANs, or a printed country that is not just one.
 */
export function iban({ countries, printed = false }: IbanOptions = {}): Rule<string> {
  const codes = chosen(IBAN_STRUCTURES, countries, 'iban');
  if (printed && codes.length !== 1)
    throw new RangeError(`Expected one country for a printed iban but received ${codes.length}`);
  const structures = codes.map((code): Structure => ({ code, places: expand(IBAN_STRUCTURES[code]!) }));
  const where = countries === undefined ? '' : ` of ${codes.join(', ')}`;
  return ruleOf({
    json: { type: 'iban', countries, printed: printed || undefined },
    expects: `an IBAN${where}${printed ? ' without its letters' : ''}`,
    automaton: ibanAutomaton(structures, printed),
    value: (text) => `${printed ? codes[0] : ''}${withoutSeparators(text)}`,
  });
}

/** "4a14n" → "aaaannnnnnnnnnnnnn". */
const expand = (structure: string): string =>
  structure.replaceAll(/(\d+)([nac])/g, (_, count: string, kind: string) => kind.repeat(Number(count)));

/**
 * What counts of the characters so far. `who` is the first letter's value at place 1, the country from 2 on; `sum` the first check digit at
 * place 3, then the account number's remainder; `target` what that must become.
 */
interface State {
  readonly who: number;
  readonly place: number;
  readonly sum: number;
  readonly target: number;
  readonly isBehindSpace: boolean;
}

/**
 * States are numbers made of their parts: with letters of one and two digits in it, the table would have millions. The rule is
 * `account · 10⁶ + country · 100 + check ≡ 1 (mod 97)`, of which everything but the account is known after four characters.
 */
function ibanAutomaton(structures: readonly Structure[], isPrinted: boolean): Automaton {
  const lengths = structures.map(({ places }) => places.length + 4);
  const shortest = Math.min(...lengths);
  const byCode = new Map(structures.map(({ code }, i) => [code, i]));

  const start = encode({ who: 0, place: isPrinted ? 2 : 0, sum: 0, target: 0, isBehindSpace: false });

  function step(number: number, symbol: string): number | null {
    const state = decode(number);
    const { who, place, sum, target } = state;
    if (symbol === ' ') {
      const maySeparate = !state.isBehindSpace && number !== start && missing(state) > 0;
      return maySeparate ? encode({ ...state, isBehindSpace: true }) : null;
    }
    const value = worth(symbol);
    const on = (next: Partial<State>): number =>
      encode({ ...state, ...next, place: place + 1, isBehindSpace: false });
    if (value < 0) return null;
    if (place === 0) return structures.some(({ code }) => code[0] === symbol) ? on({ who: value }) : null;
    if (place === 1) {
      const country = byCode.get(`${ALL[who]}${symbol}`);
      return country === undefined ? null : on({ who: country });
    }
    if (place === 2) return value < 10 ? on({ sum: value }) : null;
    const { code, places } = structures[who]!;
    if (place === 3) {
      const check = sum * 10 + value;
      // 00, 01 and 99 are the same remainders as 97, 98 and 02, which are the ones in use.
      if (value > 9 || check < 2 || check > 98) return null;
      return on({ sum: 0, target: accountRemainder(code, check) });
    }
    const kind = places[place - 4];
    if (kind === undefined || !KINDS[kind]!.includes(symbol)) return null;
    const after = append(sum, value);
    return canEnd(after, target, places, place - 3) ? on({ sum: after }) : null;
  }

  const missing = ({ who, place }: State): number => (place < 2 ? shortest : lengths[who]!) - place;

  return {
    start,
    step,
    isFinal: (number) => missing(decode(number)) === 0,
    distance: (number) => missing(decode(number)),
  };
}

/** What the account number must be modulo 97: `(1 − country · 100 − check) / 10⁶`. */
function accountRemainder(code: string, check: number): number {
  const country = append(append(0, worth(code[0]!)), worth(code[1]!));
  const right = (((1 - country * 100 - check) % 97) + 97) % 97;
  // 18 · 10⁶ ≡ 1 (mod 97).
  return (right * INVERSE_OF_MILLION) % 97;
}

const INVERSE_OF_MILLION = 18;

/** Whether places from `from` on can bring the remainder to the target; three and more always can. */
function canEnd(remainder: number, target: number, places: string, from: number): boolean {
  const left = places.length - from;
  if (left === 0) return remainder === target;
  if (left > 2) return true;
  return Array.from(KINDS[places[from]!]!).some((symbol) =>
    canEnd(append(remainder, worth(symbol)), target, places, from + 1),
  );
}

function encode({ who, place, sum, target, isBehindSpace }: State): number {
  return (((who * 64 + place) * 97 + sum) * 97 + target) * 2 + Number(isBehindSpace);
}

function decode(number: number): State {
  const rest = Math.floor(number / 2);
  const place = Math.floor(rest / (97 * 97));
  return {
    who: Math.floor(place / 64),
    place: place % 64,
    sum: Math.floor(rest / 97) % 97,
    target: rest % 97,
    isBehindSpace: number % 2 === 1,
  };
}
