/** All styles of the ten digits. */
import type { Style } from '../sketch.js';
import { eight } from './eight.js';
import { five } from './five.js';
import { four } from './four.js';
import { nine } from './nine.js';
import { one } from './one.js';
import { sevens } from './seven.js';
import { six } from './six.js';
import { three } from './three.js';
import { two } from './two.js';
import { zero } from './zero.js';

/** By digit. */
export const digitStyles: readonly (readonly Style[])[] = [
  zero,
  one,
  two,
  three,
  four,
  five,
  six,
  sevens,
  eight,
  nine,
];
