/** Telephone numbers by country (ISO 3166-1), as ITU-T E.164 and the national plans have them. */

export interface PhonePlan {
  /** The country's calling code. */
  readonly code: string;
  /** What is dialed ahead within the country and left out from abroad; with a `?` where not all numbers have it. */
  readonly trunk: string;
  /** A regular expression for the digits of the national number, without the trunk's. */
  readonly number: string;
}

const plan = (code: string, trunk: string, number: string): PhonePlan => ({ code, trunk, number });

/** Area and exchange of the North American plan begin with 2 … 9. */
const NORTH_AMERICA = plan('1', '1?', '[2-9]\\d{2}[2-9]\\d{6}');

export const PHONE_PLANS: Readonly<Record<string, PhonePlan>> = {
  AT: plan('43', '0', '[1-9]\\d{3,12}'),
  AU: plan('61', '0', '[2-478]\\d{8}'),
  BE: plan('32', '0', '[1-9]\\d{7,8}'),
  BR: plan('55', '0', '[1-9]{2}\\d{8,9}'),
  CA: NORTH_AMERICA,
  CH: plan('41', '0', '[2-9]\\d{8}'),
  CN: plan('86', '0?', '1[3-9]\\d{9}|[1-9]\\d{8,10}'),
  CZ: plan('420', '', '[2-9]\\d{8}'),
  DE: plan('49', '0', '[1-9]\\d{4,11}'),
  DK: plan('45', '', '[2-9]\\d{7}'),
  ES: plan('34', '', '[5-9]\\d{8}'),
  FI: plan('358', '0', '[1-9]\\d{4,10}'),
  FR: plan('33', '0', '[1-9]\\d{8}'),
  GB: plan('44', '0', '[1-9]\\d{8,9}'),
  GR: plan('30', '', '[2-9]\\d{9}'),
  HK: plan('852', '', '[2-9]\\d{7}'),
  HU: plan('36', '06?', '[1-9]\\d{7,8}'),
  IE: plan('353', '0', '[1-9]\\d{6,9}'),
  IL: plan('972', '0', '[2-9]\\d{7,8}'),
  IN: plan('91', '0?', '[1-9]\\d{9}'),
  // A zero in front belongs to the number in Italy.
  IT: plan('39', '', '(?:0[1-9]\\d{4,9}|3\\d{8,9})'),
  JP: plan('81', '0', '[1-9]\\d{8,9}'),
  KR: plan('82', '0', '[1-9]\\d{7,9}'),
  LU: plan('352', '', '[2-9]\\d{3,10}'),
  MX: plan('52', '', '[2-9]\\d{9}'),
  NL: plan('31', '0', '[1-9]\\d{8}'),
  NO: plan('47', '', '[2-9]\\d{7}'),
  NZ: plan('64', '0', '[2-9]\\d{7,9}'),
  PL: plan('48', '', '[1-9]\\d{8}'),
  PT: plan('351', '', '[239]\\d{8}'),
  RU: plan('7', '8?', '[3-9]\\d{9}'),
  SE: plan('46', '0', '[1-9]\\d{6,8}'),
  SG: plan('65', '', '[3689]\\d{7}'),
  TR: plan('90', '0?', '[2-5]\\d{9}'),
  UA: plan('380', '0', '[3-9]\\d{8}'),
  US: NORTH_AMERICA,
  ZA: plan('27', '0', '[1-8]\\d{8}'),
};
