/** Rules to choose from; anything else that the reader understands can be typed. */
export const RULE_EXAMPLES: readonly string[] = [
  'digits(5)',
  'digits(3..6)',
  'integer(0..100)',
  'amount(en)',
  'amount(de)',
  'percentage',
  'date(dmy)',
  'date(mdy)',
  'zip',
  'phone',
  'card',
  'iban',
  'isbn',
  'oneOf(yes|no)',
];
