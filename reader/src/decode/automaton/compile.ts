/** Machines → tables: deterministic, and without states from which there is no end. */
import type { Automaton } from './automaton.js';
import type { Machine } from './machine.js';
import { pointOf, type Ranges, refined } from './ranges.js';

/** No rule of a form needs more; what does would blow up. */
const MOST_STATES = 20_000;

/** Steps of the machine that compiling may take for each state allowed. */
const WORK_A_STATE = 100;

/**
 * The subset construction (Rabin and Scott 1959), trimmed to states that can still end.
 * @param name of the rule, for errors.
 * @param most states that the table may have, and the measure for the work that making it may be.
 * @throws RangeError where no text is accepted at all, or the table would be too large.
 */
export function compile<S>(machine: Machine<S>, name: string, most = MOST_STATES): Automaton {
  const ranges = refined(machine.ranges);
  const { rows, finals } = determinize(machine, ranges, name, most);
  const distances = distancesToEnd(rows, finals, ranges.length);
  if (distances[0] === Infinity) {
    throw new RangeError(
      `Expected a rule that some text meets for ${name} but received one that no text can meet; widen it`,
    );
  }
  const column = columns(ranges);
  const known = new Map<string, number>();
  return {
    start: 0,
    step(state, symbol) {
      let at = known.get(symbol);
      if (at === undefined) {
        at = column(pointOf(symbol));
        if (known.size < 1000) known.set(symbol, at);
      }
      if (at < 0) return null;
      const after = rows[state]![at]!;
      return after < 0 || distances[after] === Infinity ? null : after;
    },
    isFinal: (state) => distances[state] === 0,
    distance: (state) => distances[state]!,
  };
}

/**
 * The machine with one state at a time: machines made of it are compiled sooner.
 * @throws RangeError as `compile`, but not where nothing is accepted.
 */
export function determinized<S>(machine: Machine<S>, name: string, most = MOST_STATES): Machine<number> {
  const ranges = refined(machine.ranges);
  const { rows, finals } = determinize(machine, ranges, name, most);
  const column = columns(ranges);
  return {
    ranges,
    start: [0],
    next(state, point) {
      const after = rows[state]![column(point)] ?? -1;
      return after < 0 ? [] : [after];
    },
    isFinal: (state) => finals[state]!,
    key: (state) => state,
  };
}

interface Table {
  /** For each state the state after each range, −1 for none. */
  readonly rows: readonly Int32Array[];
  readonly finals: readonly boolean[];
}

function determinize<S>(machine: Machine<S>, ranges: Ranges, name: string, most: number): Table {
  const points = ranges.map(([first]) => first);
  const numbers = new Map<string, number>();
  const subsets: S[][] = [];
  const rows: Int32Array[] = [];
  const finals: boolean[] = [];
  let work = 0;

  const numberOf = (states: readonly S[]): number => {
    // Mostly there is just one state.
    const byKey = states.length === 1 ? null : new Map(states.map((state) => [machine.key(state), state]));
    const key = byKey ? [...byKey.keys()].sort().join('|') : String(machine.key(states[0]!));
    let number = numbers.get(key);
    if (number === undefined) {
      number = subsets.length;
      if (number >= most) throw tooLarge(name, most);
      numbers.set(key, number);
      const subset = byKey ? [...byKey.values()] : [...states];
      subsets.push(subset);
      finals.push(subset.some((state) => machine.isFinal(state)));
    }
    return number;
  };

  numberOf(machine.start);
  for (let state = 0; state < subsets.length; state++) {
    const subset = subsets[state]!;
    const row = new Int32Array(points.length).fill(-1);
    for (let i = 0; i < points.length; i++) {
      work += subset.length;
      if (work > most * WORK_A_STATE) throw tooLarge(name, most);
      const after = subset.flatMap((each) => machine.next(each, points[i]!));
      if (after.length > 0) row[i] = numberOf(after);
    }
    rows.push(row);
  }
  return { rows, finals };
}

/** The fewest symbols to an end from each state, backwards from the ends; Infinity where there is none. */
function distancesToEnd(rows: Table['rows'], finals: Table['finals'], columns: number): number[] {
  const before: number[][] = rows.map(() => []);
  rows.forEach((row, state) => {
    for (let i = 0; i < columns; i++) if (row[i]! >= 0) before[row[i]!]!.push(state);
  });
  const distances = finals.map((isFinal) => (isFinal ? 0 : Infinity));
  const queue = finals.flatMap((isFinal, state) => (isFinal ? [state] : []));
  for (let i = 0; i < queue.length; i++) {
    const state = queue[i]!;
    for (const from of before[state]!) {
      if (distances[from]! !== Infinity) continue;
      distances[from] = distances[state]! + 1;
      queue.push(from);
    }
  }
  return distances;
}

/** The number of the range that a point is in, −1 for none. */
function columns(ranges: Ranges): (point: number) => number {
  return (point) => {
    let low = 0;
    let high = ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (point < ranges[middle]![0]) high = middle - 1;
      else if (point > ranges[middle]![1]) low = middle + 1;
      else return middle;
    }
    return -1;
  };
}

const tooLarge = (name: string, most: number): RangeError =>
  new RangeError(
    `Expected a rule of at most ${most} states for ${name} but received one that needs more; make its repetitions shorter`,
  );
