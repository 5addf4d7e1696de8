/** A trained network with its labels and calibration: 28×28 images → ranked, calibrated guesses. Knows nothing of pixels' origin. */
import type { ModelMetadata, Network, Predictor } from '@digitry/engine';
import { FIELD } from '../prepare/fit-digit.js';
import { ReaderError } from '../reader-error.js';
import { softmax } from '../trust/softmax.js';

/** A class and its probability, 0 … 1. */
export interface Guess {
  /** The digit; '' for "not a digit". */
  readonly text: string;
  readonly confidence: number;
}

/** What is needed of an engine's predictor. */
export type DigitPredictor = Pick<Predictor, 'network' | 'predict' | 'close'>;

export interface Recognizer {
  /** For each image of 784 bytes all classes, the likeliest first. */
  recognize(images: readonly Uint8Array[]): Guess[][];
  close(): Promise<void>;
}

/** Shifts of the views that are averaged, in pixels: the image itself, then its four neighbors. */
const SHIFTS = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/** How many views of an image may be averaged. */
export const MAX_VIEWS = SHIFTS.length;

/**
 * @param views 1 … 5 shifted copies of each image whose probabilities are averaged.
 * @throws ReaderError `model-invalid` where the network does not fit 28×28 images and the labels.
 */
export function createRecognizer(predictor: DigitPredictor, metadata: ModelMetadata, views = 1): Recognizer {
  const { network } = predictor;
  const { labels, temperature = 1 } = metadata;
  const [channels, height, width] = network.input;
  const size = FIELD * FIELD;
  if (channels * height * width !== size) {
    throw invalid(`a network for ${FIELD}×${FIELD} images`, `one for ${channels}×${height}×${width}`);
  }
  if (!Array.isArray(labels) || new Set(labels).size !== labels.length || labels.length < 2) {
    throw invalid('two or more different labels', JSON.stringify(labels));
  }
  if (!(temperature > 0)) throw invalid('a temperature above 0', String(temperature));
  if (!Number.isInteger(views) || views < 1 || views > MAX_VIEWS) {
    throw new RangeError(`Expected 1 to ${MAX_VIEWS} for views but received ${views}`);
  }
  const classes = labels.length;
  const endsInSoftmax = lastLayer(network) === 'softmax';

  return {
    recognize(images) {
      if (images.length === 0) return [];
      const inputs = new Uint8Array(images.length * views * size);
      for (let i = 0; i < images.length; i++) {
        for (let v = 0; v < views; v++)
          shift(images[i]!, SHIFTS[v]!, inputs.subarray((i * views + v) * size));
      }
      const outputs = predictor.predict(inputs, images.length * views);
      if (outputs.length !== images.length * views * classes) {
        throw invalid(`${classes} outputs, one a label`, String(outputs.length / images.length / views));
      }
      return images.map((_, i) => ranked(outputs.subarray(i * views * classes, (i + 1) * views * classes)));
    },
    close: () => predictor.close(),
  };

  function ranked(outputs: Float32Array): Guess[] {
    const mean = new Float64Array(classes);
    for (let v = 0; v < views; v++) {
      const row = outputs.subarray(v * classes, (v + 1) * classes);
      // A network that ends in softmax gives probabilities; their logarithms are logits.
      const logits = endsInSoftmax ? Float64Array.from(row, (p) => Math.log(Math.max(p, 1e-12))) : row;
      const probabilities = softmax(logits, temperature);
      for (let c = 0; c < classes; c++) mean[c]! += probabilities[c]! / views;
    }
    return labels
      .map((text, c) => ({ text, confidence: mean[c]! }))
      .sort((a, b) => b.confidence - a.confidence);
  }
}

function lastLayer(network: Network): string | undefined {
  return network.layers.at(-1)?.type;
}

function shift(image: Uint8Array, [dx, dy]: readonly [number, number], out: Uint8Array): void {
  for (let y = 0; y < FIELD; y++) {
    for (let x = 0; x < FIELD; x++) {
      const inside = x >= dx && y >= dy && x - dx < FIELD && y - dy < FIELD;
      out[y * FIELD + x] = inside ? image[(y - dy) * FIELD + x - dx]! : 0;
    }
  }
}

function invalid(expected: string, received: string): ReaderError {
  return new ReaderError(
    'model-invalid',
    `Expected ${expected} for model but received ${received}; use a model for digits`,
  );
}
