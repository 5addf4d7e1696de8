/** Every reason that a form or a field of one may carry beside those of a line, with its message. */

const MESSAGES = {
  'no-fit':
    'The template does not fit this page: not enough of its print was found; check that it is the right form, whole and sharp.',
  'fit-poor':
    'Only a part of the print of the template was found on this page; check that it is the right form.',
  'field-differs': 'The print around this field is not that of the template; please check it.',
  'field-outside': 'This field is not, or not wholly, in the picture; please check it.',
  'field-empty': 'This field must be filled in but is empty.',
  'cell-empty': 'There is an empty box between others; please check it.',
  'cells-differ': 'There are not as many characters as boxes with writing; please check it.',
  'mark-unclear': 'It is not clear whether this box is marked; please check it.',
  'sum-changed':
    'The column adds up only if some of its numbers are read otherwise than they look; please check it.',
  'legal-missing':
    'The amount in words was not given, so that the figures could not be compared; please check them.',
} as const;

export type FormReasonCode = keyof typeof MESSAGES;

/** A code for programs, a sentence for people. */
export interface FormReason {
  readonly code: string;
  readonly message: string;
}

export const formReason = (code: FormReasonCode): FormReason => ({ code, message: MESSAGES[code] });
