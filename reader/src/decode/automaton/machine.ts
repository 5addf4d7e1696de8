/** Rules as they are written down: nondeterministic machines, and how small ones become larger ones. */
import { pointOf, type Range, type Ranges, rangesOf } from './ranges.js';

/** Which characters may follow each other; several states may be held at once. `compile` makes an `Automaton` of it. */
export interface Machine<State = unknown> {
  /** Within each range all points must lead the same way; ranges of several machines are refined together. Points outside lead nowhere. */
  readonly ranges: Ranges;
  readonly start: readonly State[];
  next(state: State, point: number): readonly State[];
  isFinal(state: State): boolean;
  /** Equal exactly for equal states. */
  key(state: State): string | number;
}

const ZERO = pointOf('0');

/** 0 … 9; null for what is no digit. */
export const digitOf = (point: number): number | null =>
  point >= ZERO && point <= ZERO + 9 ? point - ZERO : null;

/** Each digit a range of its own. */
export const DIGITS: Ranges = Array.from({ length: 10 }, (_, digit): Range => [ZERO + digit, ZERO + digit]);

/**
 * A machine that counts: one number as its state, led on by digits and by nothing else.
 * @param next the state after a digit; null where there is none.
 */
export function counter(
  start: number,
  next: (state: number, digit: number) => number | null,
  isFinal: (state: number) => boolean,
): Machine<number> {
  return {
    ranges: DIGITS,
    start: [start],
    next(state, point) {
      const after = next(state, digitOf(point)!);
      return after === null ? [] : [after];
    },
    isFinal,
    key: (state) => state,
  };
}

/** Texts that both machines accept. */
export function both<A, B>(a: Machine<A>, b: Machine<B>): Machine<readonly [A, B]> {
  const inA = memberOf(a.ranges);
  const inB = memberOf(b.ranges);
  return {
    ranges: [...a.ranges, ...b.ranges],
    start: a.start.flatMap((x) => b.start.map((y) => [x, y] as const)),
    next(state, point) {
      if (!inA(point) || !inB(point)) return [];
      const ys = b.next(state[1], point);
      return a.next(state[0], point).flatMap((x) => ys.map((y) => [x, y] as const));
    },
    isFinal: (state) => a.isFinal(state[0]) && b.isFinal(state[1]),
    key: (state) => `${a.key(state[0])} ${b.key(state[1])}`,
  };
}

/** Texts that any of the machines accepts. */
export function anyOf<S>(machines: readonly Machine<S>[]): Machine<readonly [number, S]> {
  const members = machines.map(({ ranges }) => memberOf(ranges));
  return {
    ranges: machines.flatMap(({ ranges }) => ranges),
    start: machines.flatMap(({ start }, i) => start.map((state) => [i, state] as const)),
    next: ([i, state], point) =>
      members[i]!(point) ? machines[i]!.next(state, point).map((after) => [i, after] as const) : [],
    isFinal: ([i, state]) => machines[i]!.isFinal(state),
    key: ([i, state]) => `${i}:${machines[i]!.key(state)}`,
  };
}

/** The machine with separators allowed between any two characters, up to `most` in a row. */
export function spaced<S>(machine: Machine<S>, separators: string, most = 1): Machine<readonly [S, number]> {
  const isSeparator = memberOf(rangesOf(separators));
  const isInner = memberOf(machine.ranges);
  return {
    ranges: [...machine.ranges, ...rangesOf(separators)],
    // With how many separators may still come: none ahead of the first character.
    start: machine.start.map((state) => [state, 0] as const),
    next([state, left], point) {
      const onward = isInner(point) ? machine.next(state, point).map((after) => [after, most] as const) : [];
      return left > 0 && isSeparator(point) ? [...onward, [state, left - 1] as const] : onward;
    },
    isFinal: ([state, left]) => left === most && machine.isFinal(state),
    key: ([state, left]) => `${machine.key(state)}_${left}`,
  };
}

/** Ranges are few or sorted; a set of the points would be large for a pattern's `.`. */
function memberOf(ranges: Ranges): (point: number) => boolean {
  return (point) => ranges.some(([first, last]) => first <= point && point <= last);
}
