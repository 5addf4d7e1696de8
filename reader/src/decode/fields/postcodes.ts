/** Postcodes by country (ISO 3166-1), as the Universal Postal Union's addressing sheets have them. */

export interface PostcodeForm {
  /** A regular expression. */
  readonly source: string;
  /** Where the written form has a separator: behind so many characters, from the end if negative. */
  readonly cut?: number;
  /** A space unless said otherwise. */
  readonly separator?: string;
}

const digits = (count: number): PostcodeForm => ({ source: `\\d{${count}}` });
const thousands: PostcodeForm = { source: '[1-9]\\d{3}' };

/** In letters, Canada leaves out D, F, I, O, Q, U, and W and Z where they come first. */
const CANADA = '[ABCEGHJ-NPRSTVXY]\\d[ABCEGHJ-NPRSTV-Z] ?\\d[ABCEGHJ-NPRSTV-Z]\\d';

export const POSTCODES: Readonly<Record<string, PostcodeForm>> = {
  AR: { source: '[A-HJ-NP-Z]\\d{4}[A-Z]{3}|\\d{4}' },
  AT: thousands,
  AU: digits(4),
  BE: thousands,
  BG: thousands,
  BR: { source: '\\d{5}-?\\d{3}', cut: 5, separator: '-' },
  CA: { source: CANADA, cut: 3 },
  CH: thousands,
  CL: { source: '\\d{3}[ -]?\\d{4}', cut: 3, separator: '-' },
  CN: digits(6),
  CO: digits(6),
  CY: digits(4),
  CZ: { source: '[1-7]\\d\\d ?\\d\\d', cut: 3 },
  DE: { source: '(?:0[1-9]|[1-9]\\d)\\d{3}' },
  DK: digits(4),
  EE: digits(5),
  EG: digits(5),
  ES: { source: '(?:0[1-9]|[1-4]\\d|5[0-2])\\d{3}' },
  FI: digits(5),
  FR: { source: '(?:0[1-9]|[1-8]\\d|9[0-8])\\d{3}' },
  GB: { source: '[A-Z]{1,2}(?:\\d{1,2}|\\d[A-Z]) ?\\d[ABD-HJLNP-UW-Z]{2}', cut: -3 },
  GR: { source: '\\d{3} ?\\d\\d', cut: 3 },
  HR: digits(5),
  HU: thousands,
  ID: { source: '[1-9]\\d{4}' },
  IE: { source: '(?:[AC-FHKNPRTV-Y]\\d\\d|D6W) ?[0-9AC-FHKNPRTV-Y]{4}', cut: 3 },
  IL: { source: '\\d{5}(?:\\d\\d)?' },
  IN: { source: '[1-9]\\d\\d ?\\d{3}', cut: 3 },
  IS: digits(3),
  IT: digits(5),
  JP: { source: '\\d{3}-?\\d{4}', cut: 3, separator: '-' },
  KR: digits(5),
  LI: { source: '94(?:8[5-9]|9[0-8])' },
  LT: digits(5),
  LU: digits(4),
  LV: digits(4),
  MT: { source: '[A-Z]{3} ?\\d{4}', cut: 3 },
  MX: digits(5),
  MY: digits(5),
  NL: { source: '[1-9]\\d{3} ?[A-Z]{2}', cut: 4 },
  NO: digits(4),
  NZ: digits(4),
  PH: digits(4),
  PK: digits(5),
  PL: { source: '\\d\\d-?\\d{3}', cut: 2, separator: '-' },
  PT: { source: '[1-9]\\d{3}[ -]?\\d{3}', cut: 4, separator: '-' },
  RO: digits(6),
  RS: digits(5),
  RU: { source: '[1-6]\\d{5}' },
  SE: { source: '[1-9]\\d\\d ?\\d\\d', cut: 3 },
  SG: digits(6),
  SI: thousands,
  SK: { source: '[089]\\d\\d ?\\d\\d', cut: 3 },
  TH: { source: '[1-9]\\d{4}' },
  TR: { source: '(?:0[1-9]|[1-7]\\d|8[01])\\d{3}' },
  TW: { source: '[1-9]\\d\\d(?:\\d{2,3})?' },
  UA: digits(5),
  US: { source: '\\d{5}(?:[ -]?\\d{4})?', cut: 5, separator: '-' },
  VN: { source: '\\d{5,6}' },
  ZA: digits(4),
};
