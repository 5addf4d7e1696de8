/** Every reason a reading may carry, with its message: the one table. */

const MESSAGES = {
  blank: 'No ink was found: there is nothing to read.',
  'too-small':
    'The writing is too few pixels high; photograph it from nearer or scan it at a higher resolution.',
  'cut-off': 'The ink runs off the edge of the image; leave a margin around the writing.',
  'too-dark': 'The image is too dark; photograph it in more light.',
  'too-blurred': 'The image is too blurred; hold the camera still and focus on the paper.',
  'more-ink': 'There is more ink beside what was read; please check that nothing is missing.',
  'not-a-digit': 'This does not look like a digit.',
  'not-a-number': 'This does not look like a number.',
  'rule-not-met': 'No reading of this fits what the field may hold; please check it.',
  'rule-changed': 'What the field may hold changed the reading; please check it.',
  'cells-differ': 'Read box by box this is another number than read as a line; please check it.',
  notes: 'The cell holds small notes beside its middle, not an entry.',
  'no-numbers': 'Nothing on the page was read as a number.',
  'upside-down': 'The page seems to be upside down; turn it and read it again.',
  'no-plate': 'No number plate was found; photograph it from nearer and from the front.',
  'no-card': 'No card number was found; photograph the card from nearer, flat and in even light.',
  'not-sure': 'The reading is below the confidence that the error budget asks for; please check it.',
} as const;

export type ReasonCode = keyof typeof MESSAGES;

export const REASON_CODES: readonly ReasonCode[] = Object.keys(MESSAGES) as ReasonCode[];

/** Why an image was refused or a reading is not certain: a code for programs, a sentence for people. */
export interface Reason {
  readonly code: ReasonCode;
  readonly message: string;
}

export function reason(code: ReasonCode): Reason {
  return { code, message: MESSAGES[code] };
}
