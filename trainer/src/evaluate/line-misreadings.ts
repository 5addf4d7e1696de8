/** The lines that a network was surest of and wrong about, with what it saw: the ones to look at. */
import type { GrayImage } from '@digitry/reader';
import { isLineRight, type LineOutcome, type LineRules } from './line-evaluation.js';

export interface LineMisreading {
  readonly truth: string;
  /** '' where nothing was read. */
  readonly answer: string;
  readonly confidence: number;
  /** File and row of the line. */
  readonly source: string;
  /** 32 pixels high, 255 is ink. */
  readonly seen: GrayImage;
}

export function worstLines(
  lines: readonly LineOutcome[],
  about: (index: number) => { readonly seen: GrayImage; readonly source: string },
  rules: LineRules = {},
  most = 60,
): LineMisreading[] {
  return lines
    .map((line, i) => ({ line, i }))
    .filter(({ line }) => !isLineRight(line, rules))
    .sort((a, b) => b.line.confidence - a.line.confidence || a.i - b.i)
    .slice(0, most)
    .map(({ line: { truth, text: answer, confidence }, i }) => ({ truth, answer, confidence, ...about(i) }));
}
