/** Number plates by country (ISO 3166-1): what today's ordinary plates look like. */

/** Between the parts of a plate there may be a space, a hyphen, a dot or nothing. */
const GAP = '[ .·-]?';

const join = (...parts: string[]): string => parts.join(GAP);

/** Dutch side codes 4 to 13, by digits and letters. */
const DUTCH = [
  'DDLLLL',
  'LLDDLL',
  'LLLLDD',
  'DDLLLD',
  'DLLLDD',
  'LLDDDL',
  'LDDDLL',
  'LLLDDL',
  'DLLDDD',
  'DDDLLD',
];

const dutch = (code: string): string =>
  join(...code.match(/D+|LLL(?!L)|LL|L/g)!.map((run) => run.replaceAll('D', '\\d').replaceAll('L', '[A-Z]')));

export const PLATES: Readonly<Record<string, string>> = {
  AT: join('[A-ZÄÖÜ]{1,2}', '(?:\\d{1,5}[A-Z]{1,3}|[A-Z]{1,6}\\d{1,5})'),
  AU: `${join('\\d[A-Z]{2}', '\\d[A-Z]{2}')}|${join('[A-Z]{3}', '\\d{2,3}[A-Z]?')}|${join('[A-Z]{2}', '\\d{2}', '[A-Z]{2}')}`,
  BE: join('[1-9]', '[A-Z]{3}', '\\d{3}'),
  BR: `${join('[A-Z]{3}', '\\d{4}')}|[A-Z]{3}\\d[A-Z]\\d{2}`,
  CH: join(
    '(?:AG|AI|AR|BE|BL|BS|FR|GE|GL|GR|JU|LU|NE|NW|OW|SG|SH|SO|SZ|TG|TI|UR|VD|VS|ZG|ZH)',
    '[1-9]\\d{0,5}',
  ),
  CN: join('[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]', '[A-HJ-NP-Z0-9]{5,6}'),
  CZ: join('\\d[A-Z][A-Z0-9]', '\\d{4}'),
  DE: join('[A-ZÄÖÜ]{1,3}', '[A-Z]{1,2}', '[1-9]\\d{0,3}[EH]?'),
  DK: join('[A-Z]{2}', '\\d{2}', '\\d{3}'),
  ES: join('\\d{4}', '[BCDFGHJKLMNPRSTVWXYZ]{3}'),
  FI: join('[A-Z]{2,3}', '[1-9]\\d{0,2}'),
  FR: join('[A-HJ-NP-TV-Z]{2}', '\\d{3}', '[A-HJ-NP-TV-Z]{2}'),
  GB: join('[A-HJ-PR-Y][A-HJ-PR-Z]\\d{2}', '[A-HJ-PR-Z]{3}'),
  HR: join('[A-ZČŠŽĐ]{2}', '\\d{3,4}', '[A-Z]{1,2}'),
  HU: join('[A-Z]{2}', '[A-Z]{1,2}', '\\d{3}'),
  IE: join('\\d{2}[12]?', '[A-Z]{1,2}', '[1-9]\\d{0,5}'),
  IN: join('[A-Z]{2}', '\\d{1,2}', '[A-Z]{0,3}', '\\d{4}'),
  IT: join('[A-HJ-NPR-TV-Z]{2}', '\\d{3}', '[A-HJ-NPR-TV-Z]{2}'),
  NL: DUTCH.map(dutch).join('|'),
  NO: join('[A-Z]{2}', '\\d{4,5}'),
  PL: join('[A-Z]{2,3}', '[A-Z0-9]{4,5}'),
  PT: `${join('[A-Z]{2}', '\\d{2}', '[A-Z]{2}')}|${join('\\d{2}', '[A-Z]{2}', '\\d{2}')}|${join('\\d{2}', '\\d{2}', '[A-Z]{2}')}`,
  RU: join('[АВЕКМНОРСТУХ]\\d{3}[АВЕКМНОРСТУХ]{2}', '\\d{2,3}'),
  SE: join('[A-HJ-PR-UW-Z]{3}', '\\d{2}[A-HJ-NPR-UW-Z0-9]'),
  TR: join('(?:0[1-9]|[1-7]\\d|8[01])', '[A-Z]{1,3}', '\\d{2,5}'),
  UA: join('[A-Z]{2}', '\\d{4}', '[A-Z]{2}'),
  US: join('[A-Z0-9]{1,4}', '[A-Z0-9]{1,4}'),
};
