/** The recipes by name. */
import type { Recipe } from '../recipe.js';
import { digit } from './digit.js';
import { seedCnn } from './seed-cnn.js';
import { seedMlpDropout } from './seed-mlp-dropout.js';
import { seedMlpSoftmax } from './seed-mlp-softmax.js';
import { sprint, sprintLong } from './sprint.js';
import { tiny } from './tiny.js';

export const recipes: readonly Recipe[] = [
  digit,
  tiny,
  sprint,
  sprintLong,
  seedCnn,
  seedMlpDropout,
  seedMlpSoftmax,
];
