/** Dates in the orders and with the marks of several countries. */
import type { Random } from '@digitry/engine';
import { oneOf, pick } from './pick.js';
import { plain, type Written } from './written.js';

const DAYS: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function date(random: Random): Written {
  const month = 1 + random.int(12);
  const day = 1 + random.int(DAYS[month - 1]!);
  const year = 1700 + random.int(340);
  const isPadded = random.chance(0.55);
  const two = (value: number): string => (isPadded ? String(value).padStart(2, '0') : String(value));
  const long = String(year);
  const short = random.chance(0.15) ? `'${long.slice(2)}` : long.slice(2);
  const someYear = random.chance(0.55) ? long : short;
  const mark = oneOf(['/', '/', '.', '.', '-', '-', ' '], random);
  switch (pick([30, 14, 10, 9, 8, 6, 5, 6, 4], random)) {
    case 0: // day first
      return plain([two(day), two(month), someYear].join(mark));
    case 1: // month first
      return plain([two(month), two(day), someYear].join(mark === '.' ? '/' : mark));
    case 2: // ISO 8601
      return plain(
        `${long}${mark === ' ' ? '-' : mark}${String(month).padStart(2, '0')}${mark === ' ' ? '-' : mark}${String(day).padStart(2, '0')}`,
      );
    case 3: // eight digits in a row, as boxes of forms ask for
      return plain(
        random.chance(0.7)
          ? `${String(day).padStart(2, '0')}${String(month).padStart(2, '0')}${long}`
          : `${long}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`,
      );
    case 4: // 12/3-45
      return plain(`${day}/${month}-${random.chance(0.5) ? long : long.slice(2)}`);
    case 5: // 3. 12. 1945
      return plain(`${two(day)}. ${two(month)}. ${someYear}`);
    case 6: // six digits in a row
      return plain(`${String(day).padStart(2, '0')}${String(month).padStart(2, '0')}${long.slice(2)}`);
    case 7: // a year alone, or a span of years
      return plain(
        random.chance(0.5) ? long : `${long}-${random.chance(0.5) ? year + random.int(60) : long.slice(2)}`,
      );
    default: // day and month
      return plain(`${two(day)}${mark === ' ' ? '.' : mark}${two(month)}${mark === '.' ? '.' : ''}`);
  }
}
