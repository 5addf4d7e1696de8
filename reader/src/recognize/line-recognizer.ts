/** A trained line network with its labels and calibration: strips of any width → lattices. Knows nothing of pixels' origin. */
import type { Model, ModelMetadata, Network, Predictor } from '@digitry/engine';
import { bestPath } from '../decode/ctc/best-path.js';
import type { Lattice } from '../decode/ctc/lattice.js';
import { latticeOf } from '../decode/ctc/lattice.js';
import type { GrayImage } from '../image/types.js';
import { LINE_HEIGHT } from '../prepare/fit-line.js';
import { ReaderError } from '../reader-error.js';
import { VIEWS, viewOf } from './line-views.js';

export type LinePredictor = Pick<Predictor, 'predict' | 'close'>;

/** A line as it was prepared. */
export interface LineStrip {
  /** 32 rows, 255 is ink. */
  readonly seen: GrayImage;
  /** Draws the same larger, or null; asked where the line is doubtful. */
  readonly closer?: () => GrayImage | null;
}

export interface LineRecognizer {
  readonly labels: readonly string[];
  /**
   * One for each strip of 32 rows; those of one width go through the network together. Doubtful lines are looked at in other sizes too.
   * @param isWorth says of a doubtful line whether it is to be looked at again.
   */
  lattices(
    lines: readonly LineStrip[],
    isWorth?: (lattice: Lattice, index: number) => boolean,
  ): Promise<Lattice[]>;
  /** Pixels of the strip for each step of its lattice. */
  readonly stride: number;
  close(): Promise<void>;
}

/** Strips are padded with paper to the next of these widths, so that few have to be compiled; all of them stay. */
const WIDTHS = [64, 96, 128, 192, 256, 384, 640, 1024] as const;
/** Strips that go through the network in one call: up to three take the engine's road for single samples, no slower than blocks of eight that are full. */
const BATCH = 3;
/** Lines whose quick reading has less of the probability are looked at in other sizes too. */
const CLEAR = 0.95;
/** A look that reads the same, with this probability or more, is the last one. */
const SETTLED = 0.7;

/**
 * @param compile a predictor for the network at one width.
 * @throws ReaderError `model-invalid` where the network does not read strips into the labels.
 */
export function createLineRecognizer(
  { network, weights, metadata }: Model,
  compile: (network: Network, weights: Model['weights']) => Promise<LinePredictor>,
): LineRecognizer {
  const { labels, temperature = 1 } = checked(network, metadata);
  const predictors = new Map<number, Promise<LinePredictor>>();

  return {
    labels,
    stride: strideOf(network),
    async lattices(lines, isWorth = () => true) {
      const lattices = await readAll(lines.map(({ seen }) => seen));
      let doubtful = lattices.flatMap((lattice, index) => {
        const { text, confidence } = bestPath(lattice);
        if (confidence >= CLEAR || !isWorth(lattice, index)) return [];
        const { seen, closer } = lines[index]!;
        return [{ index, text, line: { seen, closer: closer?.() ?? null } }];
      });
      for (let view = 0; view < VIEWS && doubtful.length > 0; view++) {
        const looks = doubtful.flatMap((one) => {
          const strip = viewOf(one.line, view);
          return strip ? [{ ...one, strip }] : [];
        });
        const seen = await readAll(looks.map(({ strip }) => strip));
        doubtful = looks.filter(({ index, text }, n) => {
          const lattice = lattices[index]!;
          lattices[index] = { ...lattice, views: [...(lattice.views ?? []), seen[n]!] };
          const again = bestPath(seen[n]!);
          return again.text !== text || again.confidence < SETTLED;
        });
      }
      return lattices;
    },
    async close() {
      const open = [...predictors.values()];
      predictors.clear();
      await Promise.all(open.map(async (predictor) => (await predictor).close()));
    },
  };

  async function readAll(strips: readonly GrayImage[]): Promise<Lattice[]> {
    const out = new Array<Lattice>(strips.length);
    for (const [width, indices] of byWidth(strips)) {
      const predictor = await predictorFor(width);
      for (let from = 0; from < indices.length; from += BATCH)
        read(predictor, width, indices.slice(from, from + BATCH), strips, out);
    }
    return out;
  }

  function predictorFor(width: number): Promise<LinePredictor> {
    const known = predictors.get(width) ?? compile({ ...network, input: [1, LINE_HEIGHT, width] }, weights);
    predictors.set(width, known);
    return known;
  }

  function read(
    predictor: LinePredictor,
    width: number,
    indices: readonly number[],
    strips: readonly GrayImage[],
    out: Lattice[],
  ): void {
    const inputs = new Uint8Array(indices.length * LINE_HEIGHT * width);
    indices.forEach((index, n) => {
      paste(strips[index]!, inputs.subarray(n * LINE_HEIGHT * width), width);
    });
    const outputs = predictor.predict(inputs, indices.length);
    const size = outputs.length / indices.length;
    indices.forEach((index, n) => {
      out[index] = latticeOf(outputs.subarray(n * size, (n + 1) * size), labels, { temperature });
    });
  }
}

function checked(network: Network, metadata: ModelMetadata): ModelMetadata {
  const { labels, temperature = 1 } = metadata;
  const [channels, height] = network.input;
  if (channels !== 1 || height !== LINE_HEIGHT)
    throw invalid(`a network for strips of ${LINE_HEIGHT} rows`, `one for ${network.input.join('×')}`);
  if (!Array.isArray(labels) || new Set(labels).size !== labels.length || labels.length < 2)
    throw invalid('two or more different labels', JSON.stringify(labels));
  if (!(temperature > 0)) throw invalid('a temperature above 0', String(temperature));
  return metadata;
}

/** What the layers divide the width by. */
function strideOf({ layers }: Network): number {
  let stride = 1;
  for (const layer of layers) {
    const across = (side: number | readonly [number, number]): number =>
      typeof side === 'number' ? side : side[1];
    if (layer.type === 'maxPool' || layer.type === 'averagePool')
      stride *= across(layer.stride ?? layer.size);
    if (layer.type === 'conv' || layer.type === 'depthwise') stride *= layer.stride ?? 1;
  }
  return stride;
}

function byWidth(strips: readonly GrayImage[]): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  strips.forEach(({ width, height }, index) => {
    if (height !== LINE_HEIGHT)
      throw new RangeError(`Expected ${LINE_HEIGHT} rows for a strip but received ${height}`);
    const padded = WIDTHS.find((one) => one >= width);
    if (padded === undefined)
      throw new RangeError(`Expected at most ${WIDTHS.at(-1)} columns for a strip but received ${width}`);
    groups.set(padded, [...(groups.get(padded) ?? []), index]);
  });
  return groups;
}

function paste({ width, data }: GrayImage, out: Uint8Array, stride: number): void {
  for (let y = 0; y < LINE_HEIGHT; y++) out.set(data.subarray(y * width, (y + 1) * width), y * stride);
}

function invalid(expected: string, received: string): ReaderError {
  return new ReaderError(
    'model-invalid',
    `Expected ${expected} for the line model but received ${received}; use a model for lines`,
  );
}
