/** Every reason a reading may carry, with its message: the one table. */

const MESSAGES = {
  blank: 'No ink was found; write or photograph one digit on plain paper.',
  'too-small':
    'The digit is too few pixels high; photograph it from nearer or scan it at a higher resolution.',
  'cut-off': 'The ink runs off the edge of the image; leave a margin around the digit.',
  'too-dark': 'The image is too dark; photograph it in more light.',
  'too-blurred': 'The image is too blurred; hold the camera still and focus on the paper.',
  'not-a-digit': 'This does not look like a digit.',
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
