/** The misreadings that a network was surest of, with what it saw: the ones to look at. */
import type { Answered } from './evaluation.js';

export interface Misreading {
  readonly truth: string;
  /** '' where nothing was read. */
  readonly answer: string;
  readonly confidence: number;
  /** File and row of the sample. */
  readonly source: string;
  /** 784 bytes, 255 is ink. */
  readonly seen: Uint8Array;
}

export function worstMisreadings(
  { labels, truths, answers, confidences }: Answered,
  seen: Uint8Array,
  source: (index: number) => string,
  most = 60,
): Misreading[] {
  return Array.from(answers, (_, i) => i)
    .filter((i) => answers[i] !== truths[i])
    .sort((a, b) => confidences[b]! - confidences[a]! || a - b)
    .slice(0, most)
    .map((i) => ({
      truth: labels[truths[i]!]!,
      answer: answers[i]! < 0 ? '' : labels[answers[i]!]!,
      confidence: confidences[i]!,
      source: source(i),
      seen: seen.slice(i * 784, (i + 1) * 784),
    }));
}
