/** Texts that are no number, or not only one: `38a`, `No 12`, `sn`, words, doodles. */
import type { Random } from '@digitry/engine';
import { DOODLE } from '../marks/others.js';
import { digits, whole } from './numbers.js';
import { oneOf, pick } from './pick.js';
import { plain, type Written } from './written.js';

/** Letters that nobody takes for a digit even where they stand among digits. */
const CLEAR = 'acdekmpwxACEFKNPRUVWX';
/** Letters that some hands write like a digit or two: shown where other letters say what they are. */
const LIKE_DIGITS = 'bfghijlnoqrstuvyzBDGHIJLMOQSTYZ';

/** Letters by how fit they are to be shown among digits, of those that can be drawn. */
export interface Alphabet {
  readonly clear: readonly string[];
  readonly all: readonly string[];
}

export function alphabetOf(characters: ReadonlySet<string>): Alphabet {
  const clear = [...CLEAR].filter((letter) => characters.has(letter));
  return { clear, all: [...clear, ...[...LIKE_DIGITS].filter((letter) => characters.has(letter))] };
}

/** A number with something beside it that is none. */
export function mixed(random: Random, alphabet: Alphabet): Written {
  const number = random.chance(0.5) ? whole(1 + random.int(3), random) : digits(1 + random.int(4), random);
  const letter = (): string => oneOf(alphabet.clear, random);
  switch (pick([34, 10, 8, 8, 8, 6, 6, 6, 5, 5, 4], random)) {
    case 0: // 38a; the first letters of the alphabet most of all
      return plain(
        `${number}${random.chance(0.1) ? ' ' : ''}${early(random, alphabet)}${random.chance(0.12) ? '.' : ''}`,
      );
    case 1: // (12)
      return plain(`(${number}${random.chance(0.25) ? early(random, alphabet) : ''})`);
    case 2: // 12)
      return plain(`${number})`);
    case 3: // 12:30
      return plain(`${1 + random.int(23)}:${digits(2, random)}`);
    case 4: // A12
      return plain(
        `${letter()}${random.chance(0.3) ? letter() : ''}${random.chance(0.3) ? ' ' : ''}${number}`,
      );
    case 5: // 12 km
      return plain(`${number} ${word(1 + random.int(3), random, alphabet)}`);
    case 6: // Nr 12
      return plain(`${word(2 + random.int(3), random, alphabet)} ${number}`);
    case 7: // a digit struck out
      return plain(`${number}${DOODLE}${digits(random.int(3), random)}`);
    case 8: // 3 x 4, 3 + 4
      return plain(`${digits(1 + random.int(2), random)}${oneOf(['+', ' + ', 'x', ' x '], random)}${number}`);
    case 9: // 12 "
      return plain(`${number}${random.chance(0.5) ? '"' : '°'}`);
    default: // something tried out, then the number
      return plain(`${DOODLE} ${number}`);
  }
}

function early(random: Random, { clear }: Alphabet): string {
  const first = clear.filter((letter) => /[a-eA-E]/.test(letter));
  return random.chance(0.75) && first.length > 0 ? oneOf(first, random) : oneOf(clear, random);
}

/** Letters alone, most of them ones that are like no digit; or a doodle. */
export function letters(random: Random, alphabet: Alphabet): Written {
  switch (pick([50, 14, 14, 10, 6], random)) {
    case 0:
      return plain(word(2 + random.int(6), random, alphabet));
    case 1:
      return plain(
        `${word(2 + random.int(3), random, alphabet)}${oneOf(['.', ' ', '-', ':'], random)}${word(2 + random.int(4), random, alphabet)}`,
      );
    case 2:
      return plain(oneOf(alphabet.clear, random));
    case 3:
      return plain(DOODLE);
    default:
      return plain(oneOf(['"', '" "', '-', '-', '- -', '+', '*', '=', '--', '***'], random));
  }
}

function word(length: number, random: Random, { clear, all }: Alphabet): string {
  let text = '';
  for (let i = 0; i < length; i++) {
    // Every second letter says that this is a word, and so do those beside what is none.
    const isInside = i % 2 === 1 && i < length - 1;
    text += oneOf(isInside && random.chance(0.5) ? all : clear, random);
  }
  // Hands seldom mix the cases.
  if (random.chance(0.7)) {
    const isSmall = random.chance(0.75);
    const other = isSmall ? text.toLowerCase() : text.toUpperCase();
    const fits = [...other].every((letter) => all.includes(letter));
    if (fits) text = other;
  }
  return text;
}
