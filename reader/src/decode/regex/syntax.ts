/** What a regular expression says, as a tree. */
import type { Ranges } from '../automaton/ranges.js';

export type Expression =
  /** One character out of a set. */
  | { readonly type: 'set'; readonly ranges: Ranges }
  /** One after the other; of nothing: the empty text. */
  | { readonly type: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly type: 'choice'; readonly options: readonly Expression[] }
  /** `of` min to max times; max may be Infinity. */
  | { readonly type: 'repeat'; readonly of: Expression; readonly min: number; readonly max: number };
