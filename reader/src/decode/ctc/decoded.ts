/** A text read from a lattice, character by character. */

export interface DecodedCharacter {
  readonly text: string;
  /** The largest probability that the network gives it at one of its steps, 0 … 1. */
  readonly confidence: number;
  /** Its steps in the likeliest alignment: from … to − 1, at least one. */
  readonly from: number;
  readonly to: number;
}

export interface Decoded {
  readonly text: string;
  /** `log p(text)`, natural, summed over all alignments of the text with the steps; −Infinity … 0. */
  readonly logProbability: number;
  /** `p(text)`, or its share among the texts found (`nBest`, `readUnderRule`), 0 … 1. */
  readonly confidence: number;
  readonly characters: readonly DecodedCharacter[];
}
