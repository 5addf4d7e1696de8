/** A run's network as it is released: its weights in few bits, its calibration fitted to them. Knows no file. */
import { decodeModel, encodeModel, type Model, type ModelMetadata, type Quantization } from '@digitry/engine';
import { PREPARATION_VERSION } from '@digitry/reader';
import type { TrainingData } from '../fit/data.js';
import { finishModel } from '../fit/finish.js';
import { type FinishedRun, publicRecipe } from './runs.js';
import { baseName } from './set-spec.js';

export interface ReleaseForm {
  /** Name of the released model. */
  readonly name: string;
  /** Null keeps 32-bit floating point. */
  readonly quantize: Quantization | null;
  readonly threads?: number;
}

export interface ReleasedForm {
  /** The network with the weights that the file holds. */
  readonly model: Model;
  readonly isRecalibrated: boolean;
  /** The file, with more metadata. The weights in it stay the same bits. */
  encode(more: Readonly<Record<string, unknown>>): Uint8Array;
}

/** The weights after a turn through the file. */
export function inBits(model: Model, quantize: Quantization | null): Model {
  return quantize === null ? model : decodeModel(encodeModel(model, { quantize }));
}

/**
 * @param data the run's own validation data, or null where it cannot be had: then temperature and thresholds stay as they were
 * @throws Error where they cannot be fitted again and were fitted for another preparation
 */
export async function releasedForm(
  run: FinishedRun,
  data: TrainingData | null,
  { name, quantize, threads }: ReleaseForm,
): Promise<ReleasedForm> {
  const kept: ModelMetadata = run.model.metadata;
  const { weights } = inBits(run.model, quantize);
  const recipe = publicRecipe(run.recipe);
  const isRecalibrated = data !== null && data.validation.labels.length > 0;
  if (!isRecalibrated && (kept.preparation ?? PREPARATION_VERSION) !== PREPARATION_VERSION)
    throw new Error(
      `Expected a run calibrated for preparation ${PREPARATION_VERSION} but ${run.path} is for ${kept.preparation}; give it its validation data to calibrate it again, or train it again.`,
    );
  const { metadata } = isRecalibrated
    ? (await finishModel(recipe, weights, data, threads)).model
    : { metadata: kept };
  const released: ModelMetadata = { ...metadata, name, recipe, data: trainedOn(run.model) };
  return {
    model: { network: run.model.network, weights, metadata: released },
    isRecalibrated,
    encode(more) {
      // From the run's own weights: quantizing what is quantized could move a scale by a bit.
      const model = { ...run.model, metadata: { ...released, ...more } };
      const bytes = encodeModel(model, quantize === null ? {} : { quantize });
      const written = decodeModel(bytes).weights;
      for (const [parameter, values] of weights) {
        const found = written.get(parameter);
        if (!found || values.some((value, i) => found[i] !== value))
          throw new Error(`Expected the measured weights in the file but ${parameter} differs.`);
      }
      return bytes;
    },
  };
}

interface TrainedOn {
  readonly name: string;
  readonly count: number;
  readonly repeat: number;
}

/** What the run says of its data, without folders. */
export function trainedOn({ metadata }: Model): TrainedOn[] {
  const data = Array.isArray(metadata.data) ? (metadata.data as readonly TrainedOn[]) : [];
  return data.map(({ name, count, repeat }) => ({ name: baseName(name), count, repeat }));
}
