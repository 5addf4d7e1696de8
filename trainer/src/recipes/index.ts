/** The recipes by name. */
import type { AnyRecipe, LineRecipe, Recipe } from '../recipe.js';
import { digit } from './digit.js';
import { line } from './line.js';
import { lineTiny } from './line-tiny.js';
import { print } from './print.js';
import { seedCnn } from './seed-cnn.js';
import { seedMlpDropout } from './seed-mlp-dropout.js';
import { seedMlpSoftmax } from './seed-mlp-softmax.js';
import { sprint, sprintLong } from './sprint.js';
import { tiny } from './tiny.js';

/** Of networks that read one digit. */
export const recipes: readonly Recipe[] = [
  digit,
  tiny,
  sprint,
  sprintLong,
  seedCnn,
  seedMlpDropout,
  seedMlpSoftmax,
];

/** Of networks that read lines. */
export const lineRecipes: readonly LineRecipe[] = [line, lineTiny, print];

export const allRecipes: readonly AnyRecipe[] = [...recipes, ...lineRecipes];
