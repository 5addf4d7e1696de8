/** The rules that fields may have. */
export { type AmountOptions, amount } from './amount.js';
export { CARD_BRANDS, card } from './card.js';
export { type EanLength, ean, isbn, luhn, type Mod11Options, mod11, mod97 } from './checked.js';
export { type DateOptions, date } from './date.js';
export { digits, type Length } from './digits.js';
export { type IbanOptions, iban } from './iban.js';
export { type IntegerOptions, integer, type PercentageOptions, percentage } from './number.js';
export { oneOf } from './one-of.js';
export { pattern } from './pattern.js';
export { type PhoneOptions, phone } from './phone.js';
export { plate } from './plate.js';
export { postcode, type ZipOptions, zip } from './postcode.js';
