/** The training loop of every kind of network. Knows no file, no platform and no kind: a course comes in, events go out. */
import {
  createTrainingSession,
  describe,
  type Model,
  type SessionOptions,
  type TrainingSession,
  type Weights,
} from '@digitry/engine';
import type { CommonRecipe } from '../recipe.js';
import { learningRate, learningRates } from '../schedule.js';
import { breathe } from './breathe.js';
import type { Feed } from './double-buffer.js';
import type { Checkpoint, EpochRecord, ProgressEvent, TrainingEvent, Validation } from './events.js';
import type { WorkerPool } from './pool.js';

/** What a kind of network brings to the loop. */
export interface Course<Finished> {
  readonly feed: Feed;
  /** What the session has to be told beside what every recipe says. */
  readonly session: Partial<SessionOptions>;
  /** Samples that training images are made of. */
  readonly samples: number;
  readonly validationSamples: number;
  /** @returns null where there is nothing to validate on */
  validate(model: Pick<Model, 'network' | 'weights'>): Promise<Validation | null>;
  finish(weights: Weights): Promise<Finished>;
}

export interface TrainOptions {
  readonly pool: WorkerPool;
  /** Threads of the engine; all that are there by default. */
  readonly threads?: number;
  /** What the network begins with; drawn by the recipe's seed without. */
  readonly weights?: Weights;
  /** Goes on from here, to the same bits as a run that was never stopped. */
  readonly resume?: Checkpoint;
  /** Steps between two checkpoints; only at the end of each epoch by default. */
  readonly checkpointEvery?: number;
  /** Stops the run after the steps under way, with a checkpoint. */
  readonly signal?: AbortSignal;
}

/** Milliseconds of training in one call: short enough to stay responsive, long enough that the calls cost nothing. */
const CHUNK_MS = 100;

/** Where the run stands. */
interface Position {
  /** Epochs that are over. */
  epoch: number;
  /** Steps, sum of losses and right answers in the epoch that is not. */
  step: number;
  lossSum: number;
  correct: number;
  /** Spent on training in the whole run: compiling, waiting for images, steps. */
  seconds: number;
  readonly history: EpochRecord[];
}

/** What does not change in a run. */
interface Run {
  readonly recipe: CommonRecipe;
  readonly options: Omit<TrainOptions, 'pool'>;
  readonly session: TrainingSession;
  readonly stepsPerEpoch: number;
  /** Of the whole run. */
  readonly steps: number;
  /** How long a step took lately. */
  readonly pace: { stepMs: number };
}

/**
 * Trains the recipe's network.
 * Ends with a `finished` event that carries the model, or with `stopped` after the signal.
 * @throws Error where recipe, data and checkpoint do not fit, or the loss is no longer a number.
 */
export async function* runCourse<Finished>(
  recipe: CommonRecipe,
  course: Course<Finished>,
  options: Omit<TrainOptions, 'pool'>,
): AsyncGenerator<TrainingEvent<Finished>> {
  const { feed } = course;
  const { resume } = options;
  const stepsPerEpoch = Math.ceil(feed.imagesPerEpoch / recipe.batch);
  if (resume) checkResume(resume, recipe, stepsPerEpoch);
  const began = performance.now();
  const session = await createSession(recipe, course, options);
  const steps = stepsPerEpoch * recipe.epochs;
  const run: Run = { recipe, options, session, stepsPerEpoch, steps, pace: { stepMs: CHUNK_MS } };
  const at = positionOf(resume);
  at.seconds += secondsSince(began);
  try {
    if (resume) session.restore(resume.session);
    yield {
      type: 'start',
      parameters: describe(recipe.network).parameterCount,
      samples: course.samples,
      imagesPerEpoch: feed.imagesPerEpoch,
      validationSamples: course.validationSamples,
      steps: run.steps,
      epochs: recipe.epochs,
      threads: session.threads,
      step: at.epoch * stepsPerEpoch + at.step,
    };
    while (at.epoch < recipe.epochs) {
      const opened = performance.now();
      const order = await orStopped(feed.open(session, at.epoch), options.signal);
      at.seconds += secondsSince(opened);
      const isStopped = yield* trainEpoch(run, at, order);
      if (isStopped) return;
      const isLast = at.epoch === recipe.epochs - 1;
      const isLook = isLast || (at.epoch + 1) % recipe.validateEvery === 0;
      const model = { network: recipe.network, weights: session.averagedWeights() };
      const record = closeEpoch(run, at, isLook ? await course.validate(model) : null);
      yield { type: 'epoch', ...record };
      yield {
        type: 'checkpoint',
        checkpoint: checkpointOf(run, at),
        reason: isLast ? 'finished' : 'regular',
      };
    }
    const finished = await course.finish(session.averagedWeights());
    yield { type: 'finished', history: at.history, seconds: at.seconds, ...finished };
  } finally {
    await session.close();
  }
}

/** The order of an epoch, or null where the run is stopped while its images are still being made. */
async function orStopped(
  opening: Promise<Int32Array>,
  signal: AbortSignal | undefined,
): Promise<Int32Array | null> {
  if (!signal) return opening;
  const stopped = new AbortController();
  const isStopped = new Promise<null>((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { signal: stopped.signal });
  });
  try {
    return await Promise.race([opening, isStopped]);
  } finally {
    stopped.abort();
  }
}

/** The steps of one epoch that are left; without their order none. @returns whether the run was stopped */
async function* trainEpoch(
  run: Run,
  at: Position,
  order: Int32Array | null,
): AsyncGenerator<TrainingEvent<never>, boolean> {
  const { recipe, options, stepsPerEpoch } = run;
  const { signal, checkpointEvery = stepsPerEpoch } = options;
  const before = at.epoch * stepsPerEpoch;
  const since = { ...at };
  while (at.step < stepsPerEpoch) {
    if (signal?.aborted || !order) {
      yield { type: 'checkpoint', checkpoint: checkpointOf(run, at), reason: 'stopped' };
      yield { type: 'stopped', step: before + at.step };
      return true;
    }
    const untilSave = checkpointEvery - (at.step % checkpointEvery);
    const count = Math.min(
      Math.max(1, Math.round(CHUNK_MS / run.pace.stepMs)),
      untilSave,
      stepsPerEpoch - at.step,
    );
    const event = trainSteps(run, at, order, count);
    run.pace.stepMs = (1000 * recipe.batch) / event.imagesPerSecond;
    const secondsAStep = (at.seconds - since.seconds) / (at.step - since.step);
    yield { ...event, secondsLeft: (run.steps - event.step) * secondsAStep };
    if (at.step % checkpointEvery === 0 && at.step < stepsPerEpoch)
      yield { type: 'checkpoint', checkpoint: checkpointOf(run, at), reason: 'regular' };
    await breathe();
  }
  return false;
}

/** Some steps in one call of the engine. */
function trainSteps(
  run: Run,
  at: Position,
  order: Int32Array,
  count: number,
): Omit<ProgressEvent, 'secondsLeft'> {
  const { recipe, session, stepsPerEpoch, steps } = run;
  const { batch } = recipe;
  const first = at.epoch * stepsPerEpoch + at.step;
  const rates = learningRates(recipe.learningRate, first, count, steps);
  const began = performance.now();
  const result = session.run({
    order: order.subarray(at.step * batch, (at.step + count) * batch),
    learningRates: rates,
  });
  const seconds = secondsSince(began);
  const step = first + count;
  if (!Number.isFinite(result.loss)) {
    const lower = Number((recipe.learningRate.peak / 3).toPrecision(1));
    throw new Error(
      `Expected a finite loss but received ${result.loss} at step ${step}; a lower learning rate (--set learningRate=${lower}) or --set clipNorm=1 helps.`,
    );
  }
  at.step += count;
  at.lossSum += result.loss * count * batch;
  at.correct += result.correct;
  at.seconds += seconds;
  return {
    type: 'progress',
    epoch: at.epoch + 1,
    step,
    steps,
    loss: result.loss,
    accuracy: result.correct / (count * batch),
    learningRate: rates[count - 1]!,
    imagesPerSecond: (count * batch) / seconds,
    seconds: at.seconds,
  };
}

/** Keeps the record of an epoch and goes on to the next. */
function closeEpoch(
  { recipe, stepsPerEpoch, steps }: Run,
  at: Position,
  validation: EpochRecord['validation'],
): EpochRecord {
  const seen = stepsPerEpoch * recipe.batch;
  at.epoch++;
  const step = at.epoch * stepsPerEpoch;
  const record: EpochRecord = {
    epoch: at.epoch,
    step,
    loss: at.lossSum / seen,
    accuracy: at.correct / seen,
    learningRate: learningRate(recipe.learningRate, step - 1, steps),
    seconds: at.seconds,
    validation,
  };
  at.history.push(record);
  at.step = at.lossSum = at.correct = 0;
  return record;
}

const checkpointOf = ({ recipe, session }: Run, at: Position): Checkpoint => ({
  ...at,
  seed: recipe.seed,
  history: [...at.history],
  session: session.state(),
});

const secondsSince = (began: number): number => (performance.now() - began) / 1000;

function positionOf(checkpoint?: Checkpoint): Position {
  const { epoch = 0, step = 0, lossSum = 0, correct = 0, seconds = 0, history = [] } = checkpoint ?? {};
  return { epoch, step, lossSum, correct, seconds, history: [...history] };
}

function checkResume({ epoch, step, seed }: Checkpoint, recipe: CommonRecipe, stepsPerEpoch: number): void {
  if (seed === recipe.seed && step <= stepsPerEpoch && epoch <= recipe.epochs) return;
  throw new Error(
    `Expected a checkpoint of this recipe and data but received one of seed ${seed}, epoch ${epoch + 1}, step ${step}.`,
  );
}

function createSession(
  recipe: CommonRecipe,
  { feed, session }: Pick<Course<unknown>, 'feed' | 'session'>,
  { threads, weights }: Pick<TrainOptions, 'threads' | 'weights'>,
): Promise<TrainingSession> {
  const { network, batch, loss, optimizer, seed, clipNorm, ema } = recipe;
  return createTrainingSession(network, {
    batch,
    samples: feed.samples,
    loss,
    optimizer,
    seed,
    ...session,
    ...(threads === undefined ? {} : { threads }),
    ...(weights === undefined ? {} : { weights }),
    ...(clipNorm === undefined ? {} : { clipNorm }),
    ...(ema === undefined ? {} : { ema }),
  });
}
