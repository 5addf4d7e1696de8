/** Sums of money as they are written by hand in several countries: marks of thousands, cents raised or crossed, what fences them in. */
import type { Random } from '@digitry/engine';
import { FILLER } from '../marks/styles.js';
import { digits, whole } from './numbers.js';
import { oneOf, pick } from './pick.js';
import type { Piece, Written } from './written.js';

interface Locale {
  readonly weight: number;
  /** Between thousands; '' leaves them together. */
  readonly thousands: readonly string[];
  /** Before the cents. */
  readonly decimal: string;
  /** Signs before (`$12`) and behind (`12 €`). */
  readonly before: readonly string[];
  readonly behind: readonly string[];
}

const LOCALES: readonly Locale[] = [
  // 1,234.56 and $1,234.56
  { weight: 6, thousands: [',', ',', ''], decimal: '.', before: ['$', '$', '£'], behind: ['$'] },
  // 1.234,56 €
  { weight: 6, thousands: ['.', '.', ''], decimal: ',', before: ['€', '€ '], behind: [' €', '€'] },
  // 1 234,56
  { weight: 3, thousands: [' ', ' ', ''], decimal: ',', before: ['€'], behind: [' €'] },
  // 1'234.50
  { weight: 1.5, thousands: ["'", "'", ''], decimal: '.', before: ['€ '], behind: ['€'] },
  // 12/50, as in old account books; the slash parts pounds or marks from pence
  { weight: 0.6, thousands: [''], decimal: '/', before: ['£'], behind: [''] },
];

const LOCALE_WEIGHTS = LOCALES.map((locale) => locale.weight);

/** How often the whole part has 1 … 7 digits. */
const WHOLE_LENGTHS: readonly number[] = [8, 18, 24, 20, 14, 9, 4];

export function amount(random: Random): Written {
  const locale = LOCALES[pick(LOCALE_WEIGHTS, random)]!;
  const count = 1 + pick(WHOLE_LENGTHS, random);
  const mark = oneOf(locale.thousands, random);
  const units = grouped(random.chance(0.04) ? '' : whole(count, random), mark);
  return fenced(withCents(units, locale, random), locale, random);
}

function grouped(units: string, mark: string): string {
  return mark === '' ? units : units.replace(/\B(?=(\d{3})+$)/g, mark);
}

/** The ways to write cents, and none at all. */
function withCents(units: string, locale: Locale, random: Random): Piece[] {
  const cents = random.chance(0.35) ? oneOf(['00', '50', '25', '75', '99', '95'], random) : digits(2, random);
  if (units === '') return [{ text: `${locale.decimal}${cents}` }];
  const none = oneOf(['xx', 'no', '00', 'XX'], random);
  switch (pick([46, 12, 12, 7, 3, 8, 3, 6, 3], random)) {
    case 0:
      return [{ text: `${units}${locale.decimal}${cents}` }];
    case 1:
      return [{ text: units }];
    case 2: // raised and underlined
      return [
        { text: `${units} ` },
        { text: cents, level: 'raised', underlines: pick([4, 8, 2], random) as 0 | 1 | 2 },
      ];
    case 3: // raised cents over a slanted stroke, a small hundred at the foot
      return [
        { text: `${units} ` },
        { text: random.chance(0.8) ? cents : none, level: 'raised' },
        { text: '/' },
        { text: random.chance(0.85) ? '100' : 'xx', level: 'lowered' },
      ];
    case 4: // all of one size
      return [{ text: `${units} ${random.chance(0.8) ? cents : none}/100` }];
    case 5: // 12,- 12.- 12,=
      return [{ text: `${units}${locale.decimal}${oneOf(['-', '-', '--', '='], random)}` }];
    case 6: // strokes that leave no room for another digit
      return [{ text: `${units}${oneOf(['-', '-', '=', '.=', '.-', '--', '/', '//'], random)}` }];
    case 7: // the mark on the line, the cents raised
      return [
        { text: `${units}${locale.decimal}` },
        { text: cents, level: 'raised', underlines: pick([3, 4, 1], random) as 0 | 1 | 2 },
      ];
    default: // a tenth
      return [{ text: `${units}${locale.decimal}${digits(1, random)}` }];
  }
}

/** Currencies by their letters. */
const CODES: readonly string[] = ['U$S', 'USD', 'EUR', 'Rs.', 'Fr.', 'kr'];

/** Signs of the currency, and strokes against adding a digit: `##12.50##`, `***12.50`, `=12,50=`, `-12,50-`, `(12.50)`, `12.50 ――`. */
function fenced(pieces: Piece[], { before, behind }: Locale, random: Random): Written {
  const kind = pick([44, 20, 12, 5, 6, 4, 4, 5, 6, 2, 1.5], random);
  const run = (mark: string, most: number): string => mark.repeat(1 + random.int(most));
  const around = (first: string, last: string): Written => [{ text: first }, ...pieces, { text: last }];
  switch (kind) {
    case 1:
      return around(oneOf(before, random), '');
    case 2:
      return around('', oneOf(behind, random));
    case 3:
      return around(run('#', 2), run('#', 2));
    case 4: {
      const stars = run('*', 3);
      return around(stars, random.chance(0.6) ? stars : '');
    }
    case 5:
      return around(random.chance(0.6) ? '=' : '', '=');
    case 6:
      return around('-', random.chance(0.5) ? '-' : '');
    case 7:
      return around(random.chance(0.4) ? oneOf(before, random) : '', '-');
    case 8: {
      const fill = oneOf([FILLER, FILLER, FILLER + FILLER, '---', '-----', '//'], random);
      const behind = random.chance(0.5) ? fill : ` ${fill}`;
      return around(random.chance(0.3) ? oneOf([FILLER, '--', oneOf(before, random)], random) : '', behind);
    }
    case 9:
      return around('(', ')');
    case 10: {
      const code = oneOf(CODES, random);
      return random.chance(0.7) ? around(`${code} `, '') : around('', ` ${code}`);
    }
    default:
      return pieces;
  }
}

/** `12 %`, `3,5 %`, `0.25%`. */
export function percentage(random: Random): Written {
  const decimal = oneOf(['.', ','], random);
  const units = random.chance(0.12) ? '0' : random.chance(0.04) ? '100' : whole(1 + random.int(2), random);
  const part = random.chance(0.45) ? decimal + digits(1 + random.int(2), random) : '';
  const sign = random.chance(0.1) ? '-' : '';
  return [{ text: `${sign}${units}${part}${random.chance(0.45) ? ' ' : ''}%` }];
}
