/** Choosing by weight. */
import type { Random } from '@digitry/engine';

/** An index, as often as its weight says. */
export function pick(weights: readonly number[], random: Random): number {
  let total = 0;
  for (const weight of weights) total += weight;
  let rest = random.next() * total;
  for (let i = 0; i < weights.length; i++) {
    rest -= weights[i]!;
    if (rest < 0) return i;
  }
  return weights.length - 1;
}

/** One of the items, all as often. */
export function oneOf<T>(items: readonly T[], random: Random): T {
  return items[random.int(items.length)]!;
}
