/** What the line network can say: the blank of CTC, the characters of written numbers, and "some other mark". */

/** The label of CTC's blank; it stands for no character. */
export const BLANK = '∅';

/** U+FFFD: a mark or letter that belongs to no number. */
export const OTHER = '\uFFFD';

/** The classes of the line network in the order of its outputs; index 0 is the blank. */
export const LINE_LABELS: readonly string[] = [
  BLANK,
  ...'0123456789',
  ...['.', ',', '-', '/', '=', '#', '$', '€', '£', '%', '*', "'"],
  ' ',
  OTHER,
];

/** The classes of networks that read print: plates, cards, meters, receipts. Index 0 is the blank. */
export const PRINT_LABELS: readonly string[] = [
  BLANK,
  ...'0123456789',
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  ' ',
  ...['-', '.', '/', ':', '·'],
  OTHER,
];
