/** Reads lines: loads the line network when the first line comes. Apart from `reader.ts`, so that who reads digits alone loads none of it. */
import { createPredictor, decodeModel, type Model } from '@digitry/engine';
import type { Lattice } from './decode/ctc/lattice.js';
import type { Rule } from './decode/rule.js';
import type { Pixels } from './image/types.js';
import { type LineReading, lineReading } from './line-reading.js';
import {
  LINE_PREPARATION_VERSION,
  type PreparedLine,
  type PrepareLineOptions,
  prepareLine,
} from './prepare/prepare-line.js';
import { ReaderError } from './reader-error.js';
import { createLineRecognizer, type LineRecognizer } from './recognize/line-recognizer.js';
import { type Thresholds, thresholdFor } from './trust/reject.js';

export interface LineOptions {
  /** What the line may hold. */
  readonly rule?: Rule;
}

export interface LineReader {
  readonly recognizer: LineRecognizer;
  prepare(image: Pixels, options?: PrepareLineOptions): PreparedLine;
  /** In the order given; where a line says no number, another one of its picture that does, for review. */
  read(lines: readonly PreparedLine[], options?: LineOptions): Promise<LineReading[]>;
  /** The verdict over a line whose lattice is at hand; null for a line that is not usable. */
  verdict(line: PreparedLine, lattice: Lattice | null, options?: LineOptions): LineReading;
  close(): Promise<void>;
}

/** Where a line says no number, another line of the picture that says one with this confidence is it: the caption was taken for the line, or a crossed-out word. */
const LIKELY = 0.5;

const saysNumber = ({ text }: LineReading): boolean => /[0-9A-Z]/.test(text);

/** @throws ReaderError `model-invalid` where the bytes are no line model for this preparation. */
export function createLineReader(bytes: Uint8Array, budget: number): LineReader {
  const model = decoded(bytes);
  const { preparation = LINE_PREPARATION_VERSION, thresholds, name } = model.metadata;
  if (preparation !== LINE_PREPARATION_VERSION) {
    throw new ReaderError(
      'model-invalid',
      `Expected a line model for preparation ${LINE_PREPARATION_VERSION} but received one for ${preparation}; train it again or use its version of digitry`,
    );
  }
  const recognizer = createLineRecognizer(model, createPredictor);
  const threshold = thresholdFor(budget, thresholds as Thresholds | undefined);
  const verdict: LineReader['verdict'] = (line, lattice, { rule } = {}) =>
    lineReading(line, lattice, {
      threshold,
      model: name,
      stride: recognizer.stride,
      ...(rule ? { rule } : {}),
    });
  const readEach = async (
    prepared: readonly PreparedLine[],
    options?: LineOptions,
  ): Promise<LineReading[]> => {
    const usable = prepared.filter(({ status }) => status === 'ok');
    const lattices = (await recognizer.lattices(usable)).values();
    return prepared.map((line) =>
      verdict(line, line.status === 'ok' ? lattices.next().value! : null, options),
    );
  };
  return {
    recognizer,
    prepare: prepareLine,
    verdict,
    async read(prepared, options) {
      const readings = await readEach(prepared, options);
      const others = readings.flatMap((reading, i) => {
        const other = saysNumber(reading) ? undefined : prepared[i]!.other?.();
        return other ? [{ i, other }] : [];
      });
      const again = await readEach(
        others.map(({ other }) => other),
        options,
      );
      for (const [n, reading] of again.entries())
        if (saysNumber(reading) && reading.confidence >= LIKELY) readings[others[n]!.i] = reading;
      return readings;
    },
    close: () => recognizer.close(),
  };
}

function decoded(bytes: Uint8Array): Model {
  try {
    return decodeModel(bytes);
  } catch (error) {
    throw new ReaderError(
      'model-invalid',
      `Expected a digitry model for lineModel: ${(error as Error).message}`,
      error,
    );
  }
}
