/** The training worker: MNIST in, a trained network out, so that the page never waits. Knows no document. */
import { encodeModel, type Model } from '@digitry/engine';
import {
  type Checkpoint,
  createWorkerPool,
  type Dataset,
  evaluate,
  gatherData,
  type Recipe,
  recipes,
  type TrainingData,
  type TrainingEvent,
  train,
  type WorkerPool,
} from '@digitry/trainer';
import { fetchMnist } from './fetch-mnist.js';
import type { TrainingCommand, TrainingReply, TrainingSettings } from './protocol.js';

/** Milliseconds between two replies about the same thing: more often is more than anyone sees. */
const REPLY_MS = 60;
/** Mistakes to show. */
const WORST = 12;

interface Run {
  readonly recipe: Recipe;
  readonly data: TrainingData;
  readonly test: Dataset;
  readonly pool: WorkerPool;
  readonly threads: number;
  checkpoint: Checkpoint | null;
}

let run: Run | null = null;
let stopper = new AbortController();

const reply = (message: TrainingReply): void => self.postMessage(message);
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

self.addEventListener('message', ({ data: command }: MessageEvent<TrainingCommand>) => {
  if (command.type === 'stop') stopper.abort();
  else if (command.type === 'continue') void goOn();
  else void start(command.settings);
});

/** Lets one call through every so many milliseconds, and always the last one. */
function createThrottle(): (isLast: boolean) => boolean {
  let told = 0;
  return (isLast) => {
    const now = performance.now();
    if (now - told < REPLY_MS && !isLast) return false;
    told = now;
    return true;
  };
}

/** The recipe as it can be trained here: on MNIST alone, for as many epochs as were asked for. */
function recipeOf(settings: TrainingSettings): Recipe {
  const recipe = recipes.find(({ name }) => name === settings.recipe);
  if (!recipe) {
    const known = recipes.map(({ name }) => name).join(', ');
    throw new Error(`Expected one of ${known} for recipe but received ${settings.recipe}.`);
  }
  return { ...recipe, sources: [{ data: 'mnist' }], epochs: settings.epochs };
}

async function start(settings: TrainingSettings): Promise<void> {
  let part: 'data' | 'training' = 'data';
  try {
    const isDue = createThrottle();
    const mnist = await fetchMnist(settings.dataUrl, (loaded, total) => {
      if (isDue(loaded >= total)) reply({ type: 'data', loaded, total });
    });
    part = 'training';
    reply({ type: 'preparing' });
    const recipe = recipeOf(settings);
    const pool = createWorkerPool(settings.threads);
    const data = await gatherData(recipe, [mnist.train], pool);
    run = { recipe, data, test: mnist.test, pool, threads: settings.threads, checkpoint: null };
  } catch (error) {
    reply({ type: 'failed', part, message: messageOf(error) });
    return;
  }
  await goOn();
}

async function goOn(): Promise<void> {
  if (!run) return;
  const { recipe, data, pool, threads, checkpoint } = run;
  stopper = new AbortController();
  const { signal } = stopper;
  const isDue = createThrottle();
  try {
    const resume = checkpoint ? { resume: checkpoint } : {};
    for await (const event of train(recipe, data, { pool, threads, signal, ...resume }))
      await tell(run, event, isDue);
  } catch (error) {
    reply({ type: 'failed', part: 'training', message: messageOf(error) });
  }
}

async function tell(current: Run, event: TrainingEvent, isDue: (isLast: boolean) => boolean): Promise<void> {
  switch (event.type) {
    case 'start': {
      const { parameters, threads, epochs, steps } = event;
      return reply({ type: 'start', parameters, threads, epochs, steps, batch: current.recipe.batch });
    }
    case 'progress': {
      const { epoch, step, steps, loss, accuracy, imagesPerSecond, secondsLeft } = event;
      if (isDue(step === steps))
        reply({ type: 'progress', epoch, step, steps, loss, accuracy, imagesPerSecond, secondsLeft });
      return;
    }
    case 'epoch': {
      const { step, validation } = event;
      if (!validation || validation.n === 0) return;
      return reply({ type: 'validation', step, loss: validation.loss, accuracy: validation.accuracy });
    }
    case 'checkpoint':
      current.checkpoint = event.checkpoint;
      return;
    case 'stopped':
      return reply({ type: 'stopped' });
    case 'finished':
      return finish(current, event.model);
  }
}

async function finish({ test, pool, threads }: Run, model: Model): Promise<void> {
  reply({ type: 'evaluating', done: 0, of: test.length });
  const isDue = createThrottle();
  const onProgress = (done: number, of: number): void => {
    if (isDue(done === of)) reply({ type: 'evaluating', done, of });
  };
  const { n, correct, interval, confusion, misreadings } = await evaluate(model, test, {
    pool,
    threads,
    onProgress,
  });
  const worst = misreadings.slice(0, WORST).map(({ seen, truth, answer, confidence }) => ({
    seen,
    written: truth,
    read: answer,
    confidence,
  }));
  const { labels, counts } = confusion;
  const evaluation = { n, correct, ...interval, labels, confusion: counts, worst };
  reply({ type: 'done', evaluation, model: encodeModel(model) });
  await pool.close();
}
