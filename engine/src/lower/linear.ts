/** What dense layers and convolutions have in common: values go to a sink, gradients come from a source. */
import type { Buffer, Field } from '../plan/program.js';
import { refuse } from '../refuse.js';

/** What becomes of the outputs y of a linear layer. */
export type Sink =
  | { readonly type: 'store'; readonly y: Field; readonly relu: boolean }
  /** y as it is, its sums and sums of squares a channel beside it. */
  | { readonly type: 'statistics'; readonly y: Field; readonly statistics: Buffer }
  /** 2×2 max pooled after relu, with codes for the way back. */
  | { readonly type: 'pool'; readonly y: Field; readonly codes: Field };

/** Where the gradient of the outputs comes from. */
export type Source =
  | { readonly type: 'plain'; readonly dy: Field }
  | { readonly type: 'relu'; readonly dy: Field; readonly y: Field }
  | { readonly type: 'pool'; readonly dy: Field; readonly codes: Field }
  /** k0·g + k1·y + k2 with coefficients a channel. */
  | { readonly type: 'batchNorm'; readonly g: Field; readonly y: Field; readonly coefficients: Buffer };

export interface Linear {
  /** Sinks and sources besides `store` and `plain` that its kernels have built in. */
  readonly sinks: ReadonlySet<Sink['type']>;
  readonly sources: ReadonlySet<Source['type']>;
  forward(sink: Sink): void;
  /** Adds up the gradients of the parameters and, if it is wanted, sets the gradient of the input. */
  backward(source: Source): void;
}

/** The layer, sink or source as one of the kinds that a lowering is for. */
export function only<T extends { readonly type: string }, K extends T['type']>(
  of: T,
  ...kinds: readonly K[]
): Extract<T, { type: K }> {
  if (!kinds.includes(of.type as K)) refuse(kinds.join(' or '), 'lowering', of.type);
  return of as Extract<T, { type: K }>;
}
