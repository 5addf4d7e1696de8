/** Images in, readings out: prepares, recognizes, and decides what to trust. Platforms are injected; `index.ts` and `browser.ts` choose. */
import { createPredictor, decodeModel, type Model, type ModelMetadata } from '@digitry/engine';
import type { Box } from './image/types.js';
import type { Platform } from './platform/platform.js';
import { PREPARATION_VERSION, type PreparedDigit, prepareDigit } from './prepare/prepare-digit.js';
import { type Reason, reason } from './prepare/reasons.js';
import { ReaderError } from './reader-error.js';
import { createRecognizer, type DigitPredictor, type Guess } from './recognize/recognizer.js';
import { type Thresholds, thresholdFor } from './trust/reject.js';

export interface ReaderOptions {
  /** A released name (`digit`, `tiny`; Node only), a path or address, or the bytes of a `.safetensors` model. */
  readonly model?: string | URL | Uint8Array;
  /** The share of accepted readings that may be wrong: 0.01 is one in a hundred. */
  readonly budget?: number;
  /** Averages 1 … 5 views of each image, shifted by a pixel: slower, a little more accurate. */
  readonly views?: number;
}

/** What was read, and how far to trust it. */
export interface Reading {
  /** The digit; '' where the image was rejected. */
  readonly text: string;
  /** The calibrated probability that `text` is right (for a rejected drawing: that it is no digit), 0 … 1; 0 for an unusable image. */
  readonly confidence: number;
  /** `accepted`: within the error budget. `review`: a person should look. `rejected`: there is no digit to read. */
  readonly status: 'accepted' | 'review' | 'rejected';
  /** The other digits, the likeliest first; empty for an unusable image. */
  readonly alternatives: readonly Guess[];
  /** 784 bytes: the 28×28 that the network saw. */
  readonly seen: Uint8Array;
  /** Where the digit is, in pixels of the image as it is upright; null where none was found. */
  readonly box: Box | null;
  /** Why it is not simply accepted; empty where it is. */
  readonly reasons: readonly Reason[];
  /** The model's name. */
  readonly model: string;
  /** The version of the preparation. */
  readonly preparation: string;
}

export interface Reader<Source> {
  /** @throws ReaderError where the image cannot be decoded, or after `close`. */
  digit(image: Source): Promise<Reading>;
  /** As `digit` for each, in one go through the network. */
  digits(images: readonly Source[]): Promise<Reading[]>;
  close(): Promise<void>;
}

/** Loads the model and compiles it. */
export async function openReader<Source>(
  platform: Platform<Source>,
  { model = 'digit', ...options }: ReaderOptions,
): Promise<Reader<Source>> {
  const bytes = model instanceof Uint8Array ? model : await platform.loadModel(model);
  const { network, weights, metadata } = decoded(bytes);
  return readerOf(platform, await createPredictor(network, weights), metadata, options);
}

function decoded(bytes: Uint8Array): Model {
  try {
    return decodeModel(bytes);
  } catch (error) {
    throw new ReaderError(
      'model-invalid',
      `Expected a digitry model for model: ${(error as Error).message}`,
      error,
    );
  }
}

/**
 * A reader on a predictor at hand.
 * @throws ReaderError `model-invalid` where the model is not one for this preparation; RangeError for a budget or views out of range.
 */
export function readerOf<Source>(
  platform: Pick<Platform<Source>, 'decode'>,
  predictor: DigitPredictor,
  metadata: ModelMetadata,
  { budget = 0.01, views = 1 }: Omit<ReaderOptions, 'model'> = {},
): Reader<Source> {
  if (!(budget > 0 && budget < 1))
    throw new RangeError(`Expected a share between 0 and 1 for budget but received ${budget}`);
  const { preparation = PREPARATION_VERSION } = metadata;
  if (preparation !== PREPARATION_VERSION) {
    throw new ReaderError(
      'model-invalid',
      `Expected a model for preparation ${PREPARATION_VERSION} but received one for ${preparation}; train it again or use its version of digitry`,
    );
  }
  const recognizer = createRecognizer(predictor, metadata, views);
  const threshold = thresholdFor(budget, metadata.thresholds as Thresholds | undefined);
  let closed = false;

  async function digits(images: readonly Source[]): Promise<Reading[]> {
    if (closed) throw new ReaderError('closed', 'Expected an open reader but it was closed; create another');
    // One after the other: a decoded photo is large, what is left of it is not.
    const prepared: PreparedDigit[] = [];
    for (const image of images) prepared.push(prepareDigit(await platform.decode(image)));
    const usable = prepared.filter(({ status }) => status === 'ok');
    const guesses = recognizer.recognize(usable.map(({ seen }) => seen)).values();
    return prepared.map((digit) => {
      const ranked = digit.status === 'ok' ? guesses.next().value : undefined;
      return reading(digit, ranked ?? [], threshold, metadata.name);
    });
  }

  return {
    digits,
    digit: async (image) => (await digits([image]))[0]!,
    async close() {
      if (closed) return;
      closed = true;
      await recognizer.close();
    },
  };
}

/** The verdict over one image, from what preparation found and what the network guesses, likeliest first. */
export function reading(
  { seen, box, status, reasons }: PreparedDigit,
  guesses: readonly Guess[],
  threshold: number,
  model: string,
): Reading {
  const common = { seen, box, model, preparation: PREPARATION_VERSION };
  const [best] = guesses;
  if (status === 'unusable' || !best) {
    return { text: '', confidence: 0, status: 'rejected', alternatives: [], reasons, ...common };
  }
  const { text, confidence } = best;
  const alternatives = guesses.filter((guess) => guess !== best && guess.text !== '');
  if (text === '') {
    return {
      text,
      confidence,
      status: 'rejected',
      alternatives,
      reasons: [...reasons, reason('not-a-digit')],
      ...common,
    };
  }
  const doubts = confidence < threshold ? [...reasons, reason('not-sure')] : reasons;
  const verdict = doubts.length > 0 ? 'review' : 'accepted';
  return { text, confidence, status: verdict, alternatives, reasons: doubts, ...common };
}
