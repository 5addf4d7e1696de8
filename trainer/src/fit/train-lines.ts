/** Training of a network that reads lines: its lines in the common loop. Knows no file and no platform. */
import type { LineRecipe } from '../recipe.js';
import { runCourse, type TrainOptions } from './course.js';
import type { TrainingEvent } from './events.js';
import { type FinishedLineModel, finishLineModel, lineMetadata } from './finish-lines.js';
import type { LineData } from './line-data.js';
import { createLineFeed } from './line-feed.js';
import { LONGEST_TEXT } from './make-lines.js';
import { validateLines } from './validate-lines.js';

/**
 * Trains the recipe's network on lines that the workers write while it goes on.
 * Ends with a `finished` event that carries the model, or with `stopped` after the signal.
 * @throws Error where recipe, data and checkpoint do not fit, or the loss is no longer a number.
 */
export function trainLines(
  recipe: LineRecipe,
  data: LineData,
  { pool, ...options }: TrainOptions,
): AsyncGenerator<TrainingEvent<FinishedLineModel>> {
  return runCourse(
    recipe,
    {
      feed: createLineFeed(recipe, data.writing, pool),
      session: { maxLabels: LONGEST_TEXT },
      samples: data.writing.digits.labels.length + (data.writing.fonts?.length ?? 0),
      validationSamples: data.validation.texts.length,
      validate: (model) =>
        validateLines({ ...model, metadata: lineMetadata(recipe, data) }, data.validation, options.threads),
      finish: (weights) => finishLineModel(recipe, weights, data, options.threads),
    },
    options,
  );
}
