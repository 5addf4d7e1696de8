/** The figures of a release: every set prepared once, read by the released network and by those of the other runs. Knows no file. */
import type { Model } from '@digitry/engine';
import type { Dataset } from '../datasets/types.js';
import { evaluatePrepared } from '../evaluate/evaluate.js';
import type { Misreading } from '../evaluate/misreadings.js';
import { type PrepareOptions, prepareDigits, prepareNonDigits } from '../evaluate/prepared.js';
import { evaluateRejection, verdictsOf } from '../evaluate/verdicts.js';
import { type MeasuredRejection, type MeasuredSet, measuredRejection, measuredSet } from './metrics.js';
import { publicSpec, type SetSpec } from './set-spec.js';
import { spreadOf } from './statistics.js';

export interface MeasureOptions extends PrepareOptions {
  readonly threads?: number;
}

/** @param all the models of all runs, as they would be released; `released` is one of them */
export async function measureDigits(
  released: Model,
  all: readonly Model[],
  { spec, role, dataset }: { spec: SetSpec; role: MeasuredSet['role']; dataset: Dataset },
  { threads, ...options }: MeasureOptions,
): Promise<{ readonly figures: MeasuredSet; readonly misreadings: readonly Misreading[] }> {
  const prepared = await prepareDigits(dataset, options);
  const result = await evaluatePrepared(released, prepared, threads);
  const accuracies: number[] = [];
  for (const model of all)
    accuracies.push(
      model === released ? result.accuracy : (await evaluatePrepared(model, prepared, threads)).accuracy,
    );
  const names = { data: spec.label, set: publicSpec(spec), role };
  const verdicts = await verdictsOf(released, prepared, threads);
  return {
    figures: measuredSet(names, result, verdicts, spreadOf(accuracies)),
    misreadings: result.misreadings,
  };
}

export async function measureNonDigits(
  released: Model,
  spec: SetSpec,
  dataset: Dataset,
  { threads, ...options }: MeasureOptions,
): Promise<MeasuredRejection> {
  const prepared = await prepareNonDigits(dataset, options);
  const result = await evaluateRejection(released, prepared, threads);
  return measuredRejection({ data: spec.label, set: publicSpec(spec) }, result);
}
