/** Images in, readings out: prepares, recognizes, and decides what to trust. Platforms are injected; `index.ts` and `browser.ts` choose. */
import { createPredictor, decodeModel, type Model, type ModelMetadata } from '@digitry/engine';
import type { FormReading } from './forms/form-reading.js';
import type { Form } from './forms/open-form.js';
import type { FormOptions } from './forms/read-form.js';
import type { Box } from './image/types.js';
import type { LineOptions, LineReader } from './line-reader.js';
import type { LineReading } from './line-reading.js';
import type { PageReading } from './page.js';
import type { PrintedOptions, PrintedReader } from './plates/printed-reader.js';
import type { PrintedReading } from './plates/printed-reading.js';
import type { Platform } from './platform/platform.js';
import { PREPARATION_VERSION, type PreparedDigit, prepareDigit } from './prepare/prepare-digit.js';
import { type Reason, reason } from './prepare/reasons.js';
import { ReaderError } from './reader-error.js';
import { createRecognizer, type DigitPredictor, type Guess } from './recognize/recognizer.js';
import { type Thresholds, thresholdFor } from './trust/reject.js';

export interface ReaderOptions {
  /** A released name (`digit`, `tiny`; Node only), a path or address, or the bytes of a `.safetensors` model. */
  readonly model?: string | URL | Uint8Array;
  /** For lines: as `model`; loaded when the first line is read. `line` by default. */
  readonly lineModel?: string | URL | Uint8Array;
  /** For print: as `model`; loaded when the first is read. `print` by default. */
  readonly printModel?: string | URL | Uint8Array;
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
  /** A number in one line of writing. @throws as `digit`, and ReaderError where the line model is missing or no line model. */
  line(image: Source, options?: LineOptions): Promise<LineReading>;
  /** As `line` for each; lines of one width go through the network together. */
  lines(images: readonly Source[], options?: LineOptions): Promise<LineReading[]>;
  /** All numbers on a page: its lines, and the cells of its grids. @throws as `line`. */
  page(image: Source): Promise<PageReading>;
  /**
   * Printed numbers and capitals: a number plate or a card's number found in a photo, or a picture of one line of print.
   * @throws as `line`, and RangeError for a country or brand that is not known
   */
  printed(image: Source, options: PrintedOptions): Promise<PrintedReading>;
  /** A filled-in page by its form, from `openForm`. A page that is another one is `rejected`. @throws as `line`. */
  form(form: Form, image: Source, options?: FormOptions): Promise<FormReading>;
  close(): Promise<void>;
}

/** Loads the model and compiles it. */
export async function openReader<Source>(
  platform: Platform<Source>,
  { model = 'digit', ...options }: ReaderOptions,
): Promise<Reader<Source>> {
  const bytes = await bytesOf(platform, model);
  const { network, weights, metadata } = decoded(bytes);
  return readerOf(platform, await createPredictor(network, weights), metadata, options);
}

async function bytesOf<Source>(
  platform: Pick<Platform<Source>, 'loadModel'>,
  model: string | URL | Uint8Array,
): Promise<Uint8Array> {
  return model instanceof Uint8Array ? model : platform.loadModel(model);
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
  platform: Platform<Source>,
  predictor: DigitPredictor,
  metadata: ModelMetadata,
  { budget = 0.01, views = 1, lineModel = 'line', printModel = 'print' }: Omit<ReaderOptions, 'model'> = {},
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
  const openLines = lazyLines(platform, lineModel, budget);
  const openPrint = lazyLines(platform, printModel, budget);
  let printedReader: PrintedReader | null = null;

  function checkOpen(): void {
    if (closed) throw new ReaderError('closed', 'Expected an open reader but it was closed; create another');
  }

  async function lines(images: readonly Source[], options?: LineOptions): Promise<LineReading[]> {
    checkOpen();
    const reader = await openLines.get();
    const prepared = [];
    for (const image of images) prepared.push(reader.prepare(await platform.decode(image)));
    return reader.read(prepared, options);
  }

  async function digits(images: readonly Source[]): Promise<Reading[]> {
    checkOpen();
    // One after the other: a decoded photo is large, what is left of it is not.
    const prepared: PreparedDigit[] = [];
    for (const image of images) prepared.push(prepareDigit(await platform.decode(image)));
    return readDigits(prepared);
  }

  function readDigits(prepared: readonly PreparedDigit[]): Reading[] {
    const usable = prepared.filter(({ status }) => status === 'ok');
    const guesses = recognizer.recognize(usable.map(({ seen }) => seen)).values();
    return prepared.map((digit) => {
      const ranked = digit.status === 'ok' ? guesses.next().value : undefined;
      return reading(digit, ranked ?? [], threshold, metadata.name);
    });
  }

  async function page(image: Source): Promise<PageReading> {
    checkOpen();
    const pixels = await platform.decode(image);
    const { analyzePage, readPage } = await import('./page-reader.js');
    const layout = analyzePage(pixels);
    const isWritten =
      layout.lines.length > 0 || layout.grids.some(({ cells }) => cells.some((c) => !c.isEmpty));
    return readPage(layout, { digits: readDigits, lines: isWritten ? await openLines.get() : null });
  }

  async function printed(image: Source, options: PrintedOptions): Promise<PrintedReading> {
    checkOpen();
    const pixels = await platform.decode(image);
    const { createPrintedReader } = await import('./plates/printed-reader.js');
    const lines = await openPrint.get();
    printedReader ??= createPrintedReader(lines);
    return printedReader.read(pixels, options);
  }

  async function form(opened: Form, image: Source, options?: FormOptions): Promise<FormReading> {
    checkOpen();
    const pixels = await platform.decode(image);
    const { readForm } = await import('./forms/read-form.js');
    const read: Parameters<typeof readForm>[2] = async (images, lineOptions) => {
      const reader = await openLines.get();
      return reader.read(
        images.map((image) => reader.prepare(image)),
        lineOptions,
      );
    };
    return readForm(opened, pixels, read, options);
  }

  return {
    digits,
    digit: async (image) => (await digits([image]))[0]!,
    lines,
    line: async (image, options) => (await lines([image], options))[0]!,
    page,
    printed,
    form,
    async close() {
      if (closed) return;
      closed = true;
      await recognizer.close();
      await openLines.close();
      await openPrint.close();
    },
  };
}

interface LazyLines {
  get(): Promise<LineReader>;
  close(): Promise<void>;
}

/** Loaded when the first line comes; tried again after a failure. */
function lazyLines<Source>(
  platform: Platform<Source>,
  model: string | URL | Uint8Array,
  budget: number,
): LazyLines {
  let reader: Promise<LineReader> | null = null;
  return {
    get() {
      reader ??= (async () => {
        const bytes = await bytesOf(platform, model);
        const { createLineReader } = await import('./line-reader.js');
        return createLineReader(bytes, budget);
      })();
      reader.catch(() => {
        reader = null;
      });
      return reader;
    },
    close: async () => (await reader)?.close(),
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
