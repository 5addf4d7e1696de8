/** What becomes of a reading that another network contests. */
import type { LineReading } from './line-reading.js';
import { reason } from './prepare/reasons.js';
import type { Guess } from './recognize/recognizer.js';

type Contested = Pick<LineReading, 'text' | 'confidence' | 'status' | 'alternatives' | 'reasons'>;

/** The surer reading, for somebody to look at, with the other one as its first alternative. */
export function contested<R extends Contested>(best: R, { text, confidence }: Guess): R {
  const rest = best.alternatives.filter((guess) => guess.text !== best.text && guess.text !== text);
  return {
    ...best,
    status: 'review',
    alternatives: [{ text, confidence }, ...rest].filter((guess) => guess.text !== ''),
    reasons: [...best.reasons, reason('cells-differ')],
  };
}
