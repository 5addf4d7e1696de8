/** A run's network as it is released: its weights in few bits, its calibration fitted to them. Knows no file. */
import {
  decodeModel,
  encodeModel,
  type Model,
  type ModelMetadata,
  type Quantization,
  type Weights,
} from '@digitry/engine';
import { type FinishedRun, publicRecipe } from './runs.js';
import { baseName } from './set-spec.js';

export interface ReleaseForm {
  /** Name of the released model. */
  readonly name: string;
  /** Null keeps 32-bit floating point. */
  readonly quantize: Quantization | null;
}

/** How the weights that are released get their temperature and thresholds. */
export interface Calibration {
  /** Version of the preparation that models are made for now. */
  readonly preparation: string;
  /** Null where the run's own validation data cannot be had: then they stay as they were. */
  readonly fit: ((weights: Weights) => Promise<Model>) | null;
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

/** @throws Error where the calibration cannot be fitted again and was fitted for another preparation */
export async function releasedForm(
  run: FinishedRun,
  { preparation, fit }: Calibration,
  { name, quantize }: ReleaseForm,
): Promise<ReleasedForm> {
  const kept: ModelMetadata = run.model.metadata;
  const { weights } = inBits(run.model, quantize);
  const recipe = publicRecipe(run.recipe);
  if (!fit && (kept.preparation ?? preparation) !== preparation)
    throw new Error(
      `Expected a run calibrated for preparation ${preparation} but ${run.path} is for ${kept.preparation}; give it its validation data to calibrate it again, or train it again.`,
    );
  const { metadata } = fit ? await fit(weights) : { metadata: kept };
  const from = kept.from === undefined ? {} : { from: kept.from };
  const released: ModelMetadata = { ...metadata, ...from, name, recipe, data: trainedOn(run.model) };
  return {
    model: { network: run.model.network, weights, metadata: released },
    isRecalibrated: fit !== null,
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
