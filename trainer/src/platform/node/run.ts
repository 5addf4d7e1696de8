/** A training run with its folder on disk: started, stopped, gone on with. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { encodeModel, type Model } from '@digitry/engine';
import type { Checkpoint, EpochRecord, TrainingEvent } from '../../fit/events.js';
import type { TrainOptions } from '../../fit/train.js';
import { didYouMean } from '../../nearest.js';
import { withOverrides } from '../../overrides.js';
import { type AnyRecipe, isLineRecipe } from '../../recipe.js';
import { allRecipes } from '../../recipes/index.js';
import type { ProgressPoint } from '../../report/curves.js';
import { beginningIn, beginningOf, keepBeginning, loadBeginning, nextRound } from './beginning.js';
import { hardwareHere } from './hardware.js';
import { digitJob, type Job, lineJob } from './jobs.js';
import { createWorkerPool } from './pool.js';
import { createRunFolder, openRunFolder, type RunConfig, type RunFolder } from './run-folder.js';
import { checkSources, withData } from './sources.js';

export interface RunOptions {
  /** Name of a recipe; not needed with `resume`. */
  readonly recipe?: string;
  /** `key=value` changes of the recipe. */
  readonly set?: readonly string[];
  /** Data sets instead of the recipe's own. */
  readonly data?: readonly string[];
  /** A released name or a file: the run begins with its weights instead of random ones. */
  readonly from?: string;
  readonly seed?: number;
  readonly threads?: number;
  /** Folder of the run; `runs/<recipe>-<time>` by default. */
  readonly out?: string;
  /** Folder of a run to go on with. */
  readonly resume?: string;
  /** Steps between two checkpoints; at the end of each epoch by default. */
  readonly checkpointEvery?: number;
  readonly signal?: AbortSignal;
}

/** What a run tells; its model is in its folder when it is saved. */
export type RunEvent =
  | TrainingEvent<never>
  | {
      readonly type: 'folder';
      readonly path: string;
      readonly recipe: string;
      /** What is read and trained on. */
      readonly kind: 'digit' | 'line';
    }
  | { readonly type: 'note'; readonly message: string }
  | { readonly type: 'saved'; readonly model: string; readonly report: string };

/** @throws Error for a name that no recipe has, with the nearest ones. */
export function findRecipe(name: string): AnyRecipe {
  const found = allRecipes.find((recipe) => recipe.name === name);
  if (found) return found;
  const names = allRecipes.map((recipe) => recipe.name);
  throw new Error(
    `Expected a recipe but received ${name}${didYouMean(name, names) || `; there are ${names.join(', ')}`}`,
  );
}

/**
 * Trains and keeps everything in the run's folder: `config.json`, `log.jsonl`, `checkpoints/`, at the end
 * `model.safetensors` and `report.html`.
 * @throws Error in one sentence; the last good checkpoint stays as it is.
 */
export async function* runTraining(options: RunOptions): AsyncGenerator<RunEvent> {
  const { folder, checkpoint, notes } = await (options.resume === undefined
    ? begin(options)
    : goOn(options, options.resume));
  const { recipe, checkpointEvery } = folder.config;
  const threads = options.threads ?? folder.config.threads;
  yield { type: 'folder', path: folder.path, recipe: recipe.name, kind: recipe.kind ?? 'digit' };
  for (const message of notes) yield { type: 'note', message };
  // A checkpoint has the weights.
  const start = folder.config.from && !checkpoint ? await beginningIn(folder) : null;
  const pool = createWorkerPool();
  /** Data that cannot be used leaves no folder behind, and the same command works once it is mended. */
  const opened = <T>(job: Promise<T>): Promise<T> =>
    job.catch(async (error) => {
      if (options.resume === undefined) await folder.discard();
      throw error;
    });
  const train: TrainOptions = {
    pool,
    ...(start ? { weights: start.weights } : {}),
    ...(threads === undefined ? {} : { threads }),
    ...(checkpointEvery === undefined ? {} : { checkpointEvery }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(checkpoint === null ? {} : { resume: checkpoint }),
  };
  try {
    if (isLineRecipe(recipe)) yield* runJob(folder, await opened(lineJob(recipe, pool)), train);
    else yield* runJob(folder, await opened(digitJob(recipe, pool)), train);
  } finally {
    await pool.close();
  }
}

/** Trains, and puts what comes of it into the folder. */
async function* runJob<Finished extends { readonly model: Model }>(
  folder: RunFolder,
  job: Job<Finished>,
  options: TrainOptions,
): AsyncGenerator<RunEvent> {
  for (const message of job.notes) yield { type: 'note', message };
  const isWorthLogging = createThinner();
  let parameters = 0;
  let steps = 0;
  for await (const event of job.train(options)) {
    if (event.type === 'finished') {
      yield* save(folder, job, event, parameters);
      continue;
    }
    if (event.type === 'start') [parameters, steps] = [event.parameters, event.steps / event.epochs];
    if (event.type === 'checkpoint') {
      const { epoch, step } = event.checkpoint;
      await folder.saveCheckpoint(event.checkpoint, epoch * steps + step);
    } else if (isWorthLogging(event)) await folder.log(event);
    yield event;
  }
}

async function* save<Finished extends { readonly model: Model }>(
  folder: RunFolder,
  job: Job<Finished>,
  finished: Finished & { readonly history: readonly EpochRecord[]; readonly seconds: number },
  parameters: number,
): AsyncGenerator<RunEvent> {
  const { history, seconds } = finished;
  const { from } = folder.config;
  const { metadata } = finished.model;
  const released = { ...finished.model, metadata: from ? { ...metadata, from } : metadata };
  const model = await folder.write('model.safetensors', encodeModel(released));
  const progress = (await folder.readLog()).filter(
    (entry) => entry.type === 'progress',
  ) as unknown as ProgressPoint[];
  const { config } = folder;
  const { started } = config;
  const page = job.report(finished, { started, parameters, seconds, progress, history, config });
  const report = await folder.write('report.html', page);
  await folder.log({ type: 'finished', seconds, validation: history.at(-1)?.validation ?? null });
  yield { type: 'saved', model, report };
}

/** Lets every event through but progress, and of that about 200 for each doubling or so of the time: curves need no more. */
function createThinner(): (event: TrainingEvent<never>) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  return (event) => {
    if (event.type !== 'progress') return true;
    if (event.seconds - last < event.seconds / 200) return false;
    last = event.seconds;
    return true;
  };
}

interface Begun {
  readonly folder: RunFolder;
  readonly checkpoint: Checkpoint | null;
  readonly notes: readonly string[];
}

async function begin(options: RunOptions): Promise<Begun> {
  const { recipe: name, set = [], data = [], seed, threads, checkpointEvery } = options;
  if (name === undefined) throw new Error('Expected a recipe but received none.');
  const pairs = seed === undefined ? set : [...set, `seed=${seed}`];
  const recipe = withOverrides(withData(findRecipe(name), data), pairs);
  const start = options.from === undefined ? null : await loadBeginning(recipe, options.from);
  const started = new Date().toISOString();
  const config: RunConfig = {
    recipe: start ? nextRound(recipe, start) : recipe,
    started,
    node: process.version,
    hardware: hardwareHere(),
    version: ownVersion(),
    ...(start ? { from: beginningOf(start) } : {}),
    ...(threads === undefined ? {} : { threads }),
    ...(checkpointEvery === undefined ? {} : { checkpointEvery }),
  };
  const path =
    options.out ?? `runs/${recipe.name}-${started.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}`;
  checkSources(recipe); // before a folder is made for a run that cannot be
  const folder = await createRunFolder(path, config);
  if (start) await keepBeginning(folder, start);
  return { folder, checkpoint: null, notes: [] };
}

async function goOn(options: RunOptions, path: string): Promise<Begun> {
  const folder = await openRunFolder(path);
  const { recipe } = folder.config;
  const changed =
    options.set?.length ||
    options.data?.length ||
    options.from !== undefined ||
    options.seed !== undefined ||
    options.out !== undefined;
  if (changed)
    throw new Error(
      'Expected no --set, --data, --from, --seed or --out beside --resume: a run goes on as it was started.',
    );
  if (options.recipe !== undefined && options.recipe !== recipe.name)
    throw new Error(
      `Expected recipe ${recipe.name}, with which ${resolve(path)} was started, but received ${options.recipe}.`,
    );
  const { checkpoint, warnings } = await folder.lastCheckpoint();
  const notes = checkpoint ? warnings : [...warnings, 'There is no checkpoint yet: the run starts anew.'];
  await folder.rewindLog(checkpoint?.session.step ?? 0);
  return { folder, checkpoint, notes };
}

function ownVersion(): string {
  const file = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
}
