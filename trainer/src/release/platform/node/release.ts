/** `digitry release`: from finished runs to a model with its figures and its card, in one folder. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, type Model, type Quantization } from '@digitry/engine';
import { PREPARATION_VERSION } from '@digitry/reader';
import { gatherData, type TrainingData } from '../../../fit/data.js';
import type { WorkerPool } from '../../../fit/pool.js';
import { writeAtomically } from '../../../platform/node/atomic.js';
import { hardwareHere } from '../../../platform/node/hardware.js';
import { createWorkerPool } from '../../../platform/node/pool.js';
import { checkSources, openSources } from '../../../platform/node/sources.js';
import { modelCard } from '../../card.js';
import { releaseCommand, trainCommands } from '../../commands.js';
import { checkTerms, termsOf } from '../../data-terms.js';
import { misreadingSheet } from '../../gallery.js';
import { measureDigits, measureNonDigits } from '../../measure.js';
import { type MeasuredRejection, type MeasuredSet, type Metrics, metricsJson } from '../../metrics.js';
import { inBits, type ReleasedForm, releasedForm, trainedOn } from '../../released.js';
import { chooseRun, type FinishedRun, publicRecipe, roleOf, validationOf } from '../../runs.js';
import { isMnist, parseSet, type SetSpec } from '../../set-spec.js';
import { loadRun } from './load-run.js';
import { openSet } from './open-set.js';

export interface ReleaseOptions {
  readonly name: string;
  /** Folders of finished runs of one recipe with different seeds. */
  readonly runs: readonly string[];
  /** Sets as `parseSet` reads them. */
  readonly measure: readonly string[];
  /** Bits of a weight, 4 to 8; 32-bit floating point without it. */
  readonly bits?: number;
  /** Folder of the released models; `models` by default. */
  readonly out?: string;
  /** Threads that prepare and measure; all by default. */
  readonly threads?: number;
  readonly onNote?: (message: string) => void;
  readonly onStatus?: (message: string) => void;
}

export interface Released {
  readonly folder: string;
  readonly metrics: Metrics;
}

/**
 * Measures and writes `<out>/<name>/`: the model, `metrics.json`, the card `README.md`, and `misread.png` where MNIST was measured.
 * Nothing is written unless everything could be measured.
 * @throws Error in one sentence
 */
export async function release(options: ReleaseOptions): Promise<Released> {
  const { name, onNote = () => {}, threads } = options;
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    throw new Error(`Expected small letters, digits and - for the name of a model but received ${name}.`);
  const specs = options.measure.map(parseSet);
  checkLabels(specs);
  const runs = await Promise.all(options.runs.map(loadRun));
  const chosen = chooseRun(runs);
  const { recipe } = runs[chosen]!;
  checkTerms(recipe.sources.map(({ data }) => data));
  const sets = specs.map((spec) => ({ spec, role: roleOf(recipe, spec) }));
  for (const { data } of recipe.sources)
    if (!termsOf(data)) onNote(`${data}: its terms are not known; say in the card what they are.`);
  const pool = createWorkerPool(threads);
  try {
    const data = await validationDataOf(runs[chosen]!, pool, options);
    const quantize = options.bits === undefined ? null : ({ bits: options.bits } as Quantization);
    const form = await releasedForm(runs[chosen]!, data, { name, quantize, ...defined(threads) });
    const all = runs.map(({ model }, i) => (i === chosen ? form.model : inBits(model, quantize)));
    const measured = await measureAll(form.model, all, sets, pool, options);
    return await write({ options, specs, runs, chosen, form, measured });
  } finally {
    await pool.close();
  }
}

function checkLabels(specs: readonly SetSpec[]): void {
  const labels = specs.map(({ label }) => label);
  const twice = labels.find((label, i) => labels.indexOf(label) !== i);
  if (twice !== undefined)
    throw new Error(
      `Expected a label of its own for each set but received ${twice} twice; name one label=SET.`,
    );
}

const defined = (threads: number | undefined): { threads?: number } =>
  threads === undefined ? {} : { threads };

/** The run's data, cut as the run cut it, or null where it is no longer there. */
async function validationDataOf(
  { recipe, path }: FinishedRun,
  pool: WorkerPool,
  { onNote = () => {}, onStatus = () => {} }: ReleaseOptions,
): Promise<TrainingData | null> {
  try {
    checkSources(recipe);
  } catch (error) {
    onNote(`${path} keeps its temperature and thresholds: ${(error as Error).message}`);
    return null;
  }
  onStatus('Opening the validation data …');
  return gatherData(recipe, await openSources(recipe), pool);
}

interface Measured {
  readonly sets: readonly MeasuredSet[];
  readonly rejection: readonly MeasuredRejection[];
  /** PNG of the worst misreadings of MNIST, whose images may be shown. */
  readonly gallery: { readonly png: Uint8Array; readonly of: string } | null;
}

async function measureAll(
  released: Model,
  all: readonly Model[],
  asked: readonly { readonly spec: SetSpec; readonly role: MeasuredSet['role'] }[],
  pool: WorkerPool,
  { threads, onNote = () => {}, onStatus = () => {} }: ReleaseOptions,
): Promise<Measured> {
  const sets: MeasuredSet[] = [];
  const rejection: MeasuredRejection[] = [];
  let gallery: Measured['gallery'] = null;
  for (const { spec, role } of asked) {
    const dataset = await openSet(spec);
    for (const { file, message } of dataset.warnings)
      onNote(message.startsWith(file) ? message : `${file}: ${message}`);
    const measure = {
      pool,
      ...defined(threads),
      onProgress: (done: number, of: number) => onStatus(`${spec.label}: ${done} of ${of} images prepared`),
    };
    if (spec.nonDigits) {
      rejection.push(await measureNonDigits(released, spec, dataset, measure));
      continue;
    }
    const { figures, misreadings } = await measureDigits(released, all, { spec, role, dataset }, measure);
    sets.push(figures);
    if (isMnist(spec.data) && misreadings.length > 0)
      gallery = { png: misreadingSheet(misreadings), of: spec.label };
  }
  return { sets, rejection, gallery };
}

interface Parts {
  readonly options: ReleaseOptions;
  readonly specs: readonly SetSpec[];
  readonly runs: readonly FinishedRun[];
  readonly chosen: number;
  readonly form: ReleasedForm;
  readonly measured: Measured;
}

async function write({ options, specs, runs, chosen, form, measured }: Parts): Promise<Released> {
  const { name, bits = null, out = 'models' } = options;
  const run = runs[chosen]!;
  const { sets, rejection, gallery } = measured;
  const file = form.encode({
    metrics: Object.fromEntries(sets.map(({ data, n, accuracy, ece }) => [data, { n, accuracy, ece }])),
  });
  const { parameterCount, multiplyAdds } = describe(form.model.network);
  const { temperature = null, thresholds = {}, preparation = PREPARATION_VERSION } = form.model.metadata;
  const metrics: Metrics = {
    name,
    recipe: run.recipe.name,
    date: new Date().toISOString().slice(0, 10),
    parameters: parameterCount,
    multiplyAdds,
    bytes: file.length,
    gzipBytes: gzipSync(file).length,
    bits,
    temperature,
    thresholds: thresholds as Metrics['thresholds'],
    calibratedOn: form.isRecalibrated || bits === null ? 'released weights' : 'weights of the run',
    preparation,
    trainedPreparation: run.model.metadata.preparation ?? PREPARATION_VERSION,
    engine: run.version,
    hardware: run.hardware ?? hardwareHere(),
    runs: runs.map((each, i) => ({
      seed: each.recipe.seed,
      isReleased: i === chosen,
      started: each.started,
      seconds: Math.round(each.seconds),
      threads: each.threads ?? null,
      validationSamples: validationOf(each)?.n ?? null,
      validationLoss: validationOf(each)?.loss ?? null,
      validationAccuracy: validationOf(each)?.accuracy ?? null,
    })),
    sets,
    rejection,
  };
  const card = modelCard({
    recipe: publicRecipe(run.recipe),
    metrics,
    data: trainedOn(run.model),
    writersFiles: specs.flatMap(({ writersFile }) => writersFile ?? []),
    gallery: gallery && { file: 'misread.png', of: gallery.of },
    commands: { train: trainCommands(runs), release: releaseCommand(name, runs, specs, bits) },
  });
  const folder = join(out, name);
  await mkdir(folder, { recursive: true });
  await writeAtomically(join(folder, `${name}.safetensors`), file);
  if (gallery) await writeAtomically(join(folder, 'misread.png'), gallery.png);
  await writeAtomically(join(folder, 'metrics.json'), metricsJson(metrics));
  await writeAtomically(join(folder, 'README.md'), card);
  return { folder, metrics };
}
