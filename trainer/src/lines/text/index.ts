/** Chooses what a line says, by the shares of a config. */
import type { Random } from '@digitry/engine';
import type { LineConfig } from '../config.js';
import { amount, percentage } from './amounts.js';
import { date } from './dates.js';
import { digitString, groupedNumber, phoneNumber, zipCode } from './numbers.js';
import { pick } from './pick.js';
import { type Alphabet, letters, mixed } from './words.js';
import { plain, type Written } from './written.js';

export { type Alphabet, alphabetOf } from './words.js';
export { labelOf, type Piece, type Written } from './written.js';

/** The kinds of texts, named as the shares of a config are. */
export const TEXT_KINDS = [
  'digits',
  'zip',
  'date',
  'amount',
  'phone',
  'grouped',
  'percent',
  'mixed',
  'letters',
  'noise',
] as const;

export type TextKind = (typeof TEXT_KINDS)[number];

const WRITE: Readonly<Record<TextKind, (random: Random, alphabet: Alphabet) => Written>> = {
  digits: digitString,
  zip: zipCode,
  date,
  amount,
  phone: phoneNumber,
  grouped: groupedNumber,
  percent: percentage,
  mixed,
  letters,
  noise: () => plain(''),
};

/** @returns one text; an empty one for a line of noise */
export function createTextWriter(config: LineConfig, alphabet: Alphabet): (random: Random) => Written {
  const weights = TEXT_KINDS.map((kind) => config[`${kind}Share`]);
  return (random) => WRITE[TEXT_KINDS[pick(weights, random)]!](random, alphabet);
}
