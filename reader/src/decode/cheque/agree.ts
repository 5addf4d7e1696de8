/** A cheque says its amount twice, in figures and in words: both must say the same. */
import { formatDecimal, parseDecimal, rescale } from '../decimal.js';
import type { RuledReading } from '../read-under-rule.js';
import type { RuleValue } from '../rule.js';
import { type LegalAmount, parseLegalAmount } from './legal.js';

/** What is needed of a reading under `amount`. */
export type CourtesyAmount = Pick<RuledReading, 'valid' | 'value'> & {
  readonly alternatives: readonly {
    readonly text: string;
    readonly value: RuleValue;
    readonly price: number;
  }[];
};

export type ChequeReasonCode = 'unread-courtesy' | 'unread-legal' | 'differ' | 'alternative-agrees';

export interface ChequeReading {
  /** `accepted`: figures and words say the same. `review`: a person should look. */
  readonly status: 'accepted' | 'review';
  /** The amount in hundredths where both agree; else null: nothing is chosen for you. */
  readonly cents: number | null;
  /** What the figures say; null where they were not read. */
  readonly courtesy: number | null;
  readonly legal: LegalAmount;
  /** Another reading of the figures that agrees with the words, as a suggestion to whoever looks. */
  readonly suggestion: { readonly text: string; readonly cents: number; readonly price: number } | null;
  readonly reasons: readonly { readonly code: ChequeReasonCode; readonly message: string }[];
}

/**
 * Compares the courtesy amount (figures) with the legal amount (words).
 * @param courtesy a reading under `amount`, or a decimal number such as "1234.56"; a value that is a number counts hundredths, as `as: 'cents'` gives.
 * @param legal English words or Chinese numerals, typed in or from another reader; or parsed already.
 * @throws RangeError for a courtesy amount that is no decimal number of at most two places.
 */
export function agree(courtesy: CourtesyAmount | string, legal: string | LegalAmount): ChequeReading {
  const figures: CourtesyAmount =
    typeof courtesy === 'string' ? { valid: true, value: courtesy, alternatives: [] } : courtesy;
  const words = typeof legal === 'string' ? parseLegalAmount(legal) : legal;
  const cents = figures.valid && figures.value !== null ? centsOf(figures.value) : null;
  const common = { courtesy: cents, legal: words, suggestion: null };
  const review = (code: ChequeReasonCode, message: string): ChequeReading => ({
    ...common,
    status: 'review',
    cents: null,
    reasons: [{ code, message }],
  });
  if (words.cents === null) return review('unread-legal', `${words.problem}; please read the words.`);
  if (cents === null) return review('unread-courtesy', 'The figures were not read; please read them.');
  if (cents === words.cents) return { ...common, status: 'accepted', cents, reasons: [] };
  const other = figures.alternatives.find(({ value }) => centsOf(value) === words.cents);
  if (!other) {
    return review(
      'differ',
      `The figures say ${shown(cents)}, the words ${shown(words.cents)}; please check.`,
    );
  }
  const { text, price } = other;
  return {
    ...review(
      'alternative-agrees',
      `The figures say ${shown(cents)}; read as ${text} they would agree with the words; please check.`,
    ),
    suggestion: { text, cents: words.cents, price },
  };
}

/** "1234.56" → 123456; a number counts hundredths already. */
function centsOf(value: RuleValue): number {
  if (typeof value === 'number') return value;
  const decimal = parseDecimal(value, 'courtesy');
  if (decimal.scale > 2)
    throw new RangeError(`Expected at most two places for courtesy but received ${JSON.stringify(value)}`);
  return Number(rescale(decimal, 2, 'down'));
}

const shown = (cents: number): string => formatDecimal({ units: BigInt(cents), scale: 2 });
