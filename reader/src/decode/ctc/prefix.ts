/** The beginnings of texts as a tree, each with the probability that the steps so far say it. */

export interface Prefix {
  readonly parent: Prefix | null;
  readonly label: number;
  /** The rule's state behind it; 0 without a rule. */
  readonly state: number;
  /** By label: undefined where not tried, null where the rule has none. */
  readonly children: (Prefix | null | undefined)[];
  /** Of all alignments that end in a blank, and in its last character, relative to the best prefix of the step. */
  blank: number;
  symbol: number;
  total: number;
  /** What the step at hand adds up. */
  nextBlank: number;
  nextSymbol: number;
  /** The last step that it was reached at; −1 for none. */
  step: number;
}

export const newPrefix = (parent: Prefix | null, label: number, state: number): Prefix => ({
  parent,
  label,
  state,
  children: [],
  blank: 0,
  symbol: 0,
  total: 0,
  nextBlank: 0,
  nextSymbol: 0,
  step: -1,
});

/** Its labels, first to last. */
export function labelsOf(prefix: Prefix): number[] {
  const labels: number[] = [];
  for (let at: Prefix | null = prefix; at?.parent; at = at.parent) labels.push(at.label);
  return labels.reverse();
}
