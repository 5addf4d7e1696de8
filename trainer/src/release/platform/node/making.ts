/** What a release of any kind is made from, and what it comes to. */
import type { Model, Quantization } from '@digitry/engine';
import { type Dataset, warningLine } from '../../../datasets/index.js';
import type { WorkerPool } from '../../../fit/pool.js';
import { checkSources } from '../../../platform/node/sources.js';
import type { AnyRecipe } from '../../../recipe.js';
import type { CommonMetrics, MeasuredSet } from '../../metrics.js';
import { inBits, type ReleasedForm, type ReleaseForm } from '../../released.js';
import type { FinishedRun } from '../../runs.js';
import type { SetSpec } from '../../set-spec.js';

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

export interface Making<R extends AnyRecipe> {
  readonly options: ReleaseOptions;
  readonly runs: readonly FinishedRun<R>[];
  /** The one that is released. */
  readonly chosen: number;
  readonly sets: readonly { readonly spec: SetSpec; readonly role: MeasuredSet['role'] }[];
  readonly pool: WorkerPool;
  /** The commands that make it again. */
  readonly commands: { readonly train: readonly string[]; readonly release: string };
}

/** @template M what its metrics.json holds */
export interface Made<M extends CommonMetrics> {
  readonly form: ReleasedForm;
  /** Figures by set that go into the model's file. */
  readonly inFile: Readonly<Record<string, object>>;
  metrics(common: CommonMetrics): M;
  card(metrics: M): string;
  /** PNGs by name. */
  readonly pictures: Readonly<Record<string, Uint8Array>>;
}

export const quantizationOf = ({ bits }: ReleaseOptions): Quantization | null =>
  bits === undefined ? null : ({ bits } as Quantization);

export const formOf = (options: ReleaseOptions): ReleaseForm => ({
  name: options.name,
  quantize: quantizationOf(options),
});

/** The models of all runs as they would be released. */
export const allModels = (
  { runs, chosen, options }: Making<AnyRecipe>,
  { model }: ReleasedForm,
): readonly Model[] =>
  runs.map((run, i) => (i === chosen ? model : inBits(run.model, quantizationOf(options))));

/** Whether the run's data still lies where it lay; if not, that is noted. */
export function isDataThere(
  { recipe, path }: FinishedRun,
  { onNote = () => {}, onStatus = () => {} }: ReleaseOptions,
): boolean {
  try {
    checkSources(recipe);
  } catch (error) {
    onNote(`${path} keeps its temperature and thresholds: ${(error as Error).message}`);
    return false;
  }
  onStatus('Opening the validation data …');
  return true;
}

export function noteWarnings(
  { warnings }: Pick<Dataset, 'warnings'>,
  { onNote = () => {} }: ReleaseOptions,
): void {
  for (const warning of warnings) onNote(warningLine(warning));
}
