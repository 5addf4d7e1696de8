/** `digitry release`: from finished runs to a model with its figures and its card, in one folder. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe } from '@digitry/engine';
import { writeAtomically } from '../../../platform/node/atomic.js';
import { hardwareHere } from '../../../platform/node/hardware.js';
import { createWorkerPool } from '../../../platform/node/pool.js';
import { type AnyRecipe, isLineRecipe, type LineRecipe, type Recipe, sourcesOf } from '../../../recipe.js';
import { releaseCommand, trainCommands } from '../../commands.js';
import { checkTerms, termsOf } from '../../data-terms.js';
import type { LineMetrics } from '../../line-metrics.js';
import { type CommonMetrics, type Metrics, metricsJson } from '../../metrics.js';
import { beginningOf, chooseRun, type FinishedRun, roleOf, validationOf } from '../../runs.js';
import { parseSet, type SetSpec } from '../../set-spec.js';
import { loadRun } from './load-run.js';
import type { Made, Making, ReleaseOptions } from './making.js';
import { releaseDigits } from './release-digits.js';
import { releaseLines } from './release-lines.js';

export type { ReleaseOptions };

export interface Released {
  readonly folder: string;
  readonly metrics: Metrics | LineMetrics;
}

/**
 * Measures and writes `<out>/<name>/`: the model, `metrics.json`, the card `README.md`, and `misread.png` where there are misreadings that may be shown.
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
  const data = sourcesOf(recipe).map((source) => source.data);
  checkTerms(data);
  const sets = specs.map((spec) => ({ spec, role: roleOf(recipe, spec) }));
  for (const each of data)
    if (!termsOf(each)) onNote(`${each}: its terms are not known; say in the card what they are.`);
  const pool = createWorkerPool(threads);
  try {
    const commands = {
      train: trainCommands(runs),
      release: releaseCommand(name, runs, specs, options.bits ?? null),
    };
    const making: Making<AnyRecipe> = { options, runs, chosen, sets, pool, commands };
    // Runs of one recipe are of one kind.
    return isLineRecipe(recipe)
      ? await write(making, await releaseLines(making as Making<LineRecipe>))
      : await write(making, await releaseDigits(making as Making<Recipe>));
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

async function write<M extends Metrics | LineMetrics>(
  making: Making<AnyRecipe>,
  { form, inFile, metrics: metricsOf, card, pictures }: Made<M>,
): Promise<Released> {
  const { name, out = 'models' } = making.options;
  const file = form.encode({ metrics: inFile });
  const metrics = metricsOf(commonMetrics(making, form, file));
  const text = card(metrics);
  const folder = join(out, name);
  await mkdir(folder, { recursive: true });
  await writeAtomically(join(folder, `${name}.safetensors`), file);
  for (const [picture, png] of Object.entries(pictures)) await writeAtomically(join(folder, picture), png);
  await writeAtomically(join(folder, 'metrics.json'), metricsJson(metrics));
  await writeAtomically(join(folder, 'README.md'), text);
  return { folder, metrics };
}

function commonMetrics(
  { options, runs, chosen }: Making<AnyRecipe>,
  form: Made<CommonMetrics>['form'],
  file: Uint8Array,
): CommonMetrics {
  const { bits = null } = options;
  const run = runs[chosen]!;
  const { parameterCount, multiplyAdds } = describe(form.model.network);
  const { temperature = null, thresholds = {}, preparation = 'not recorded' } = form.model.metadata;
  return {
    name: options.name,
    recipe: run.recipe.name,
    date: new Date().toISOString().slice(0, 10),
    parameters: parameterCount,
    multiplyAdds,
    bytes: file.length,
    gzipBytes: gzipSync(file).length,
    bits,
    temperature,
    thresholds: thresholds as CommonMetrics['thresholds'],
    calibratedOn: form.isRecalibrated || bits === null ? 'released weights' : 'weights of the run',
    preparation,
    trainedPreparation: run.model.metadata.preparation ?? preparation,
    engine: run.version,
    hardware: run.hardware ?? hardwareHere(),
    runs: runs.map((each, i) => runFigures(each, i === chosen)),
  };
}

function runFigures(run: FinishedRun, isReleased: boolean): CommonMetrics['runs'][number] {
  const validation = validationOf(run);
  const from = beginningOf(run);
  return {
    seed: run.recipe.seed,
    isReleased,
    started: run.started,
    seconds: Math.round(run.seconds),
    threads: run.threads ?? null,
    validationSamples: validation?.n ?? null,
    validationLoss: validation?.loss ?? null,
    validationAccuracy: validation?.accuracy ?? null,
    ...(from ? { from } : {}),
  };
}
