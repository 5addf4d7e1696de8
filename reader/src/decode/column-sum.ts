/** A column of numbers with its total: the likeliest readings of all cells that add up. */
import { formatDecimal, parseDecimal, rescale } from './decimal.js';
import type { RuleValue } from './rule.js';

/** What may stand in a cell; a `RuledReading` under `amount` or `integer` is one. */
export interface ColumnCell {
  /** A decimal number as text or a whole number; null where nothing valid was read. */
  readonly value: RuleValue | null;
  /** 0 … 1. */
  readonly confidence: number;
  readonly alternatives: readonly { readonly value: RuleValue; readonly confidence: number }[];
}

export type ColumnReasonCode = 'unread-cell' | 'no-sum' | 'too-dear' | 'ambiguous' | 'too-many';

export interface ColumnReading {
  /** `accepted`: the values add up, and no other values would about as likely. */
  readonly status: 'accepted' | 'review';
  /** Decimal numbers that add up, in the rows' order; as each cell reads by itself where none do, null for unread ones. */
  readonly rows: readonly (string | null)[];
  readonly total: string | null;
  /** Rows that are not what they read as by themselves. */
  readonly changed: readonly number[];
  readonly isTotalChanged: boolean;
  /** `log p(cells by themselves) − log p(cells that add up)`, nats, 0 or more; Infinity where none add up. */
  readonly price: number;
  /** By how many nats the next likeliest cells that add up are less likely; Infinity where there are none. */
  readonly lead: number;
  readonly reasons: readonly { readonly code: ColumnReasonCode; readonly message: string }[];
}

export interface ColumnOptions {
  /** The most nats that making it add up may cost; a sum that was written wrong costs more. */
  readonly maxPrice?: number;
  /** The fewest nats to the next values that add up. */
  readonly minLead?: number;
}

const MESSAGES: Readonly<Record<ColumnReasonCode, string>> = {
  'unread-cell': 'A cell has no valid reading; please fill it in.',
  'no-sum': 'No readings of the rows add up to a reading of the total; please check the column.',
  'too-dear': 'The rows add up to the total only if unlikely readings are right; please check the column.',
  ambiguous: 'Several readings of the column add up about as likely; please check the column.',
  'too-many': 'Too many cells are doubtful to find the sum; please check the column.',
};

/** How many different partial sums are followed. */
const MOST_SUMS = 5000;

/** A choice of values for the first cells: its sum's difference from their own best, what it costs, how it came about. */
interface PartialSum {
  readonly cost: number;
  readonly choice: number;
  readonly before: PartialSum | null;
}

/** Values of one cell, the likeliest first: as units of the column's smallest place, with their cost against the first. */
type Choices = readonly { readonly units: bigint; readonly cost: number }[];

/**
 * Finds the most probable values with `Σ rows = total`, exactly, over all readings of all cells, by following what sums the first cells
 * can have (dynamic programming over partial sums). What had to be changed for it is said.
 * @throws RangeError for values that are no decimal numbers.
 */
export function columnSum(
  rows: readonly ColumnCell[],
  total: ColumnCell,
  { maxPrice = Math.log(1000), minLead = Math.log(20) }: ColumnOptions = {},
): ColumnReading {
  const cells = [...rows, total];
  const scale = Math.max(0, ...cells.flatMap((cell) => valuesOf(cell).map(({ decimal }) => decimal.scale)));
  const show = (units: bigint): string => formatDecimal({ units, scale });
  const choices = cells.map((cell) => choicesOf(cell, scale));
  const own = choices.map(([best]) => (best ? show(best.units) : null));
  const failed = (code: ColumnReasonCode): ColumnReading => ({
    status: 'review',
    rows: own.slice(0, -1),
    total: own.at(-1)!,
    changed: [],
    isTotalChanged: false,
    price: Infinity,
    lead: Infinity,
    reasons: [{ code, message: MESSAGES[code] }],
  });
  if (choices.some((each) => each.length === 0)) return failed('unread-cell');

  const { ends, isCut } = assignments(choices, maxPrice + minLead);
  const [best, next] = ends;
  if (!best) return failed(isCut ? 'too-many' : 'no-sum');
  const chosen = chosenBy(best);
  const lead = next ? next.cost - best.cost : Infinity;
  const codes: ColumnReasonCode[] = [];
  if (isCut) codes.push('too-many');
  if (best.cost > maxPrice) codes.push('too-dear');
  if (lead < minLead) codes.push('ambiguous');
  const values = choices.map((each, i) => show(each[chosen[i]!]!.units));
  return {
    status: codes.length === 0 ? 'accepted' : 'review',
    rows: values.slice(0, -1),
    total: values.at(-1)!,
    changed: rows.flatMap((_, i) => (chosen[i] === 0 ? [] : [i])),
    isTotalChanged: chosen.at(-1) !== 0,
    price: best.cost,
    lead,
    reasons: codes.map((code) => ({ code, message: MESSAGES[code] })),
  };
}

function valuesOf({ value, confidence, alternatives }: ColumnCell) {
  const all = value === null ? [] : [{ value, confidence }, ...alternatives];
  return all.map((each) => ({
    decimal: parseDecimal(each.value, 'a value of columnSum'),
    confidence: each.confidence,
  }));
}

function choicesOf(cell: ColumnCell, scale: number): Choices {
  const values = valuesOf(cell);
  const best = values[0]?.confidence ?? 0;
  return values.map(({ decimal, confidence }) => ({
    units: rescale(decimal, scale, 'down'),
    // The cell's own reading is the first, even where an alternative has more of the probability.
    cost: confidence > 0 ? Math.max(0, Math.log(best) - Math.log(confidence)) : Infinity,
  }));
}

/** The two cheapest assignments with rows − total = 0 that cost at most `most`. */
function assignments(
  choices: readonly Choices[],
  most: number,
): { ends: readonly PartialSum[]; isCut: boolean } {
  let sums = new Map<bigint, readonly PartialSum[]>([[0n, [{ cost: 0, choice: 0, before: null }]]]);
  let isCut = false;
  choices.forEach((each, cell) => {
    const sign = cell === choices.length - 1 ? -1n : 1n;
    const after = new Map<bigint, PartialSum[]>();
    for (const [sum, partials] of sums) {
      each.forEach(({ units, cost }, choice) => {
        const next = sum + sign * units;
        for (const before of partials) {
          if (before.cost + cost > most) continue;
          const known = after.get(next) ?? [];
          known.push({ cost: before.cost + cost, choice, before });
          after.set(next, twoCheapest(known));
        }
      });
    }
    isCut ||= after.size > MOST_SUMS;
    const sorted = [...after].sort((a, b) => a[1][0]!.cost - b[1][0]!.cost);
    sums = new Map(sorted.slice(0, MOST_SUMS));
  });
  return { ends: sums.get(0n) ?? [], isCut };
}

const twoCheapest = (partials: PartialSum[]): PartialSum[] =>
  partials.length < 2 ? partials : partials.sort((a, b) => a.cost - b.cost).slice(0, 2);

function chosenBy(end: PartialSum): number[] {
  const chosen: number[] = [];
  for (let at: PartialSum = end; at.before; at = at.before) chosen.push(at.choice);
  return chosen.reverse();
}
