/** Numbers between two bounds, compared digit by digit as they are written. */

import { determinized } from '../automaton/compile.js';
import { anyOf, both, digitOf, type Machine } from '../automaton/machine.js';
import { LAST_POINT, pointOf, type Range } from '../automaton/ranges.js';
import { type DecimalInput, parseDecimal, rescale } from '../decimal.js';
import { expressionMachine } from '../regex/machine.js';

const SLASH = pointOf('/');

/** All characters, digits and the slash apart. */
const RANGES: readonly Range[] = [
  [0, SLASH - 1],
  [SLASH, SLASH],
  ...Array.from({ length: 10 }, (_, digit): Range => [SLASH + 1 + digit, SLASH + 1 + digit]),
  [SLASH + 11, LAST_POINT],
];

/** How the digits so far compare with as many first digits of the bounds: −1 less, 0 equal, 1 greater. */
interface Compared {
  readonly count: number;
  readonly toLow: number;
  readonly toHigh: number;
  /** Behind a slash (56/100), where digits no longer count. */
  readonly isOver: boolean;
}

/**
 * Texts whose digits, taken together, make a number low … high; leading zeros and all other characters do not count, nor what stands
 * behind a slash. How many digits will come is not known from the left, so the state compares with both bounds' beginnings.
 * @param low 0 or more.
 */
export function withinMachine(low: bigint, high: bigint): Machine<Compared> {
  const lows = low === 0n ? '' : low.toString();
  const highs = high === 0n ? '' : high.toString();
  return {
    ranges: RANGES,
    start: [{ count: 0, toLow: 0, toHigh: 0, isOver: false }],
    next(state, point) {
      if (point === SLASH) return [{ ...state, isOver: true }];
      const digit = digitOf(point);
      if (digit === null || state.isOver || (digit === 0 && state.count === 0)) return [state];
      const { count } = state;
      if (count >= highs.length) return [];
      return [
        {
          count: count + 1,
          // Beyond the lower bound's length the number is greater, whatever the digits.
          toLow: count >= lows.length ? 1 : state.toLow || Math.sign(digit - Number(lows[count])),
          toHigh: state.toHigh || Math.sign(digit - Number(highs[count])),
          isOver: false,
        },
      ];
    },
    isFinal: ({ count, toLow, toHigh }) =>
      (count > lows.length || (count === lows.length && toLow >= 0)) && (count < highs.length || toHigh <= 0),
    key: ({ count, toLow, toHigh, isOver }) => `${count},${toLow},${toHigh}${isOver ? '/' : ''}`,
  };
}

/** One way to write a number. */
export interface NumberForm {
  /** A regular expression for the whole text. */
  readonly source: string;
  /** How many of its digits are behind the decimal mark. */
  readonly scale: number;
  readonly isNegative: boolean;
}

/** None where not given. */
export interface Bounds {
  readonly min?: DecimalInput | undefined;
  readonly max?: DecimalInput | undefined;
}

/** Above all that a form can write. */
const NO_BOUND = '999999999999999999';

/**
 * Numbers of the bounds in any of the forms.
 * @throws RangeError where min is above max, or no form can write a number between them.
 */
export function numberMachine(
  forms: readonly NumberForm[],
  { min, max }: Bounds,
  name: string,
): Machine<unknown> {
  const least = parseDecimal(min ?? `-${NO_BOUND}`, `min of ${name}`);
  const most = parseDecimal(max ?? NO_BOUND, `max of ${name}`);
  const scale = Math.max(least.scale, most.scale);
  if (rescale(least, scale, 'up') > rescale(most, scale, 'down')) {
    throw new RangeError(`Expected min ≤ max for ${name} but received ${min} and ${max}; exchange them`);
  }
  const machines = forms.flatMap(({ source, scale, isNegative }): Machine<unknown>[] => {
    const low = rescale(least, scale, 'up');
    const high = rescale(most, scale, 'down');
    const [from, to] = isNegative ? [-high, -low] : [low, high];
    if (to < 0n || from > to) return [];
    const machine = expressionMachine(source);
    const isFree = from <= 0n && (isNegative ? min : max) === undefined;
    if (isFree) return [machine as Machine<unknown>];
    const within = withinMachine(from > 0n ? from : 0n, to);
    return [both(determinized(machine, name), within) as Machine<unknown>];
  });
  if (machines.length === 0) {
    throw new RangeError(
      `Expected bounds that some number keeps for ${name} but received ${min} and ${max}; allow decimals or a sign`,
    );
  }
  return anyOf(machines) as Machine<unknown>;
}
