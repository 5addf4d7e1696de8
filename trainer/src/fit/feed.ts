/** Brings an epoch's images into the session: once where they never change, else into one half while the other is trained on. */
import type { TrainingSession } from '@digitry/engine';
import type { Recipe } from '../recipe.js';
import type { TrainingData } from './data.js';
import { createDoubleBuffer, type Feed } from './double-buffer.js';
import { type EpochPlan, epochOrder, epochRandom, epochSize, type PlanOptions, planEpoch } from './plan.js';
import type { WorkerPool } from './pool.js';

const IMAGES_A_TASK = 256;
const PLAN = 1;
const ORDER = 2;
const IMAGES = 3;

export function createFeed(recipe: Recipe, data: TrainingData, pool: WorkerPool): Feed {
  const plan: PlanOptions = {
    segments: data.segments,
    labels: data.labels,
    drawnShare: recipe.drawnShare,
    nonDigitShare: recipe.nonDigitShare,
    digitClasses: recipe.labels.flatMap((label, i) => (label === '' ? [] : [i])),
    noneClass: recipe.labels.indexOf(''),
  };
  const imagesPerEpoch = epochSize(plan).total;
  const random = epochRandom(recipe);
  const orderOf = (epoch: number): Int32Array =>
    epochOrder(imagesPerEpoch, recipe.batch, random(ORDER, epoch));
  const planOf = (epoch: number): EpochPlan => planEpoch(plan, random(PLAN, epoch));

  if (!recipe.augment && recipe.drawnShare === 0 && recipe.nonDigitShare === 0) {
    let isFilled = false;
    return {
      samples: data.labels.length,
      imagesPerEpoch,
      async open(session, epoch) {
        if (!isFilled) fillOnce(session, data, recipe);
        isFilled = true;
        const { entries } = planOf(epoch);
        return orderOf(epoch).map((slot) => entries[slot]!);
      },
    };
  }

  return createDoubleBuffer({
    images: imagesPerEpoch,
    epochs: recipe.epochs,
    order: orderOf,
    prepare: () =>
      pool.broadcast({
        type: 'setup',
        setup: { images: data.images, labels: recipe.labels, augment: recipe.augment },
      }),
    async fill(session, epoch, base) {
      const { entries, labels } = planOf(epoch);
      setLabels(session, labels, base, recipe);
      const state = random(IMAGES, epoch).state;
      const parts = Array.from({ length: Math.ceil(entries.length / IMAGES_A_TASK) }, async (_, part) => {
        const first = part * IMAGES_A_TASK;
        const task = {
          type: 'make',
          entries: entries.slice(first, first + IMAGES_A_TASK),
          first,
          random: state,
        } as const;
        session.images.set(await pool.run(task), (base + first) * 784);
      });
      await Promise.all(parts);
    },
  });
}

function fillOnce(session: TrainingSession, data: TrainingData, recipe: Recipe): void {
  const { bytes, widths, heights } = data.images;
  // Images of one size lie in the pack as the session wants them.
  if (bytes.length !== session.images.length) {
    const odd = widths.findIndex((width, i) => width * heights[i]! !== 784);
    throw new Error(
      `Expected 28×28 images for a recipe without augmentation but sample ${odd + 1} has another size.`,
    );
  }
  session.images.set(bytes);
  setLabels(session, data.labels, 0, recipe);
}

/** Losses on single outputs have no labels: their targets are 1 for the class and 0 for the others. */
function setLabels(session: TrainingSession, labels: Uint8Array, base: number, recipe: Recipe): void {
  session.labels.set(labels, base);
  if (recipe.loss.type === 'crossEntropy') return;
  const outputs = recipe.labels.length;
  session.targets.fill(0, base * outputs, (base + labels.length) * outputs);
  labels.forEach((label, i) => {
    session.targets[(base + i) * outputs + label] = 1;
  });
}
