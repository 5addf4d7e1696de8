/** Brings an epoch's lines into the session: none is shown twice. */
import { describe, type RandomState, type TrainingSession } from '@digitry/engine';
import { LINE_HEIGHT } from '@digitry/reader';
import type { LineRecipe } from '../recipe.js';
import { createDoubleBuffer, type Feed } from './double-buffer.js';
import { LONGEST_TEXT, type MadeLines, type Writing } from './make-lines.js';
import { epochOrder, epochRandom } from './plan.js';
import type { WorkerPool } from './pool.js';

const LINES_A_TASK = 32;
/** Random streams; those of the data are in `line-data.ts`. */
const ORDER = 2;
const LINES = 3;

export function createLineFeed(recipe: LineRecipe, writing: Writing, pool: WorkerPool): Feed {
  const size = LINE_HEIGHT * recipe.network.input[2];
  const random = epochRandom(recipe);
  const { linesPerEpoch: lines, passes, epochs, batch } = recipe;
  return createDoubleBuffer({
    images: lines,
    passes,
    epochs,
    order: (epoch) => epochOrder(lines, batch, random(ORDER, epoch), passes),
    prepare: () => setUpLines(recipe, writing, pool),
    fill: (session, epoch, base) =>
      makeLines(pool, lines, random(LINES, epoch).state, (first, made) =>
        store(session, base + first, made, size),
      ),
  });
}

/** Tells all workers what the lines to come are written with. */
export function setUpLines(
  recipe: LineRecipe,
  writing: Writing,
  pool: WorkerPool,
  isClear = false,
): Promise<void> {
  const { network, labels, lines } = recipe;
  const width = network.input[2];
  const setup = { ...writing, lines, labels, width, steps: describe(network).output[2], isClear };
  return pool.broadcast({ type: 'setupLines', setup });
}

/** Lines of the slots 0 … count − 1, in parts, as the workers are done with them. */
export async function makeLines(
  pool: WorkerPool,
  count: number,
  random: RandomState,
  onMade: (first: number, made: MadeLines) => void,
): Promise<void> {
  const parts = Array.from({ length: Math.ceil(count / LINES_A_TASK) }, async (_, part) => {
    const first = part * LINES_A_TASK;
    const task = {
      type: 'makeLines',
      count: Math.min(LINES_A_TASK, count - first),
      first,
      random,
    } as const;
    onMade(first, await pool.run(task));
  });
  await Promise.all(parts);
}

function store(
  { images, sequences, sequenceLengths }: TrainingSession,
  slot: number,
  made: MadeLines,
  size: number,
): void {
  images.set(made.images, slot * size);
  sequences.set(made.sequences, slot * LONGEST_TEXT);
  sequenceLengths.set(made.lengths, slot);
}
