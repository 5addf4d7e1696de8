/** What stands on a line, before it is drawn: characters, some of them small and raised. And what the network shall say of it. */
import { LINE_LABELS, OTHER } from '@digitry/reader';
import { FILLER } from '../marks/styles.js';

/** A part of a line at one height. */
export interface Piece {
  readonly text: string;
  /** `raised`: small and at the top, as cents are; `lowered`: small and at the foot, as the 100 below them. Default: on the line. */
  readonly level?: 'line' | 'raised' | 'lowered';
  /** A line drawn under the piece, or two. */
  readonly underlines?: 0 | 1 | 2;
}

export type Written = readonly Piece[];

const READ: ReadonlySet<string> = new Set(LINE_LABELS.slice(1));

/** The label of a line: characters that belong to no number are U+FFFD. */
export function labelOf(written: Written): string {
  let label = '';
  for (const { text } of written) {
    for (const character of text)
      label += READ.has(character) ? character : character === FILLER ? '-' : OTHER;
  }
  return label;
}

export const plain = (text: string): Written => [{ text }];
