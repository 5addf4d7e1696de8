/** Training of a network that reads digits: its data in the common loop. Knows no file and no platform. */
import type { Recipe } from '../recipe.js';
import { runCourse, type TrainOptions } from './course.js';
import type { TrainingData } from './data.js';
import type { TrainingEvent } from './events.js';
import { createFeed } from './feed.js';
import { finishModel } from './finish.js';
import { validate } from './validate.js';

export type { TrainOptions };

/**
 * Trains the recipe's network on the data.
 * Ends with a `finished` event that carries the model, or with `stopped` after the signal.
 * @throws Error where recipe, data and checkpoint do not fit, or the loss is no longer a number.
 */
export function train(
  recipe: Recipe,
  data: TrainingData,
  { pool, ...options }: TrainOptions,
): AsyncGenerator<TrainingEvent> {
  return runCourse(
    recipe,
    {
      feed: createFeed(recipe, data, pool),
      session: { softTargets: recipe.loss.type !== 'crossEntropy' },
      samples: data.labels.length,
      validationSamples: data.validation.labels.length,
      validate: (model) => validate(model, data.validation, options.threads),
      finish: (weights) => finishModel(recipe, weights, data, options.threads),
    },
    options,
  );
}
