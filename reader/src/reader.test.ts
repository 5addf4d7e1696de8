import { encodeModel, initialize, type ModelMetadata, type Network } from '@digitry/engine';
import { describe, expect, test } from 'vitest';
import { LINE_LABELS } from './decode/labels.js';
import type { Pixels } from './image/types.js';
import { PREPARATION_VERSION } from './prepare/prepare-digit.js';
import { type ReaderOptions, readerOf } from './reader.js';
import { ReaderError } from './reader-error.js';
import type { DigitPredictor } from './recognize/recognizer.js';
import { blankCanvas } from './testing/canvas.js';
import { drawDigit, drawLine } from './testing/index.js';

const network: Network = { input: [1, 28, 28], layers: [{ type: 'dense', units: 11 }] };
const labels = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ''];
const platform = {
  decode: async (source: Pixels): Promise<Pixels> => source,
  loadModel: async (source: string | URL): Promise<Uint8Array> => {
    throw new ReaderError('model-missing', `no ${source}`);
  },
};

/** A network that gives the class at `index` the probability p and shares the rest. */
function sure(index: number, p: number): number[] {
  return labels.map((_, i) => Math.log(i === index ? p : (1 - p) / 10));
}

function open(
  outputs: number[],
  options: Omit<ReaderOptions, 'model'> = {},
  metadata: Partial<ModelMetadata> = {},
) {
  const calls: number[] = [];
  let closed = 0;
  const predictor: DigitPredictor = {
    network,
    predict: (_, count) => {
      calls.push(count);
      return Float32Array.from(Array.from({ length: count }, () => outputs).flat());
    },
    close: async () => {
      closed++;
    },
  };
  const reader = readerOf(platform, predictor, { name: 'fake', labels, ...metadata }, options);
  return { reader, predictor, calls, closed: () => closed };
}

const three = drawDigit(3);
const blank: Pixels = { width: 50, height: 50, data: new Uint8Array(2500).fill(240) };
const cut = drawDigit(3, { center: [0.13, 0.5] });

describe('a reading is', () => {
  test('accepted where it is sure enough', async () => {
    const reading = await open(sure(3, 0.995)).reader.digit(three);
    expect(reading).toMatchObject({
      text: '3',
      status: 'accepted',
      confidence: expect.closeTo(0.995, 5),
      reasons: [],
      model: 'fake',
      preparation: PREPARATION_VERSION,
    });
    expect(reading.seen).toHaveLength(784);
    expect(reading.box!.height).toBeGreaterThan(60);
    expect(reading.alternatives.map(({ text }) => text).sort()).toEqual([
      '0',
      '1',
      '2',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
    ]);
  });

  test('for review where it is not', async () => {
    const reading = await open(sure(3, 0.98)).reader.digit(three);
    expect(reading).toMatchObject({ text: '3', status: 'review', reasons: [{ code: 'not-sure' }] });
  });

  test('for review where the ink is cut, however sure', async () => {
    const reading = await open(sure(3, 0.9999)).reader.digit(cut);
    expect(reading).toMatchObject({ text: '3', status: 'review', reasons: [{ code: 'cut-off' }] });
  });

  test('rejected where it is no digit: never "3, 100 %" for a doodle', async () => {
    const reading = await open(sure(10, 0.9)).reader.digit(three);
    expect(reading).toMatchObject({ text: '', status: 'rejected', reasons: [{ code: 'not-a-digit' }] });
    expect(reading.alternatives).toHaveLength(10);
  });

  test('rejected where the image is unusable, without asking the network', async () => {
    const { reader, calls } = open(sure(3, 0.999));
    expect(await reader.digit(blank)).toMatchObject({
      text: '',
      confidence: 0,
      status: 'rejected',
      reasons: [{ code: 'blank', message: expect.stringContaining('No ink') }],
      alternatives: [],
      box: null,
    });
    expect(calls).toEqual([]);
  });
});

test('the threshold comes from the model for the budget, or is one less the budget', async () => {
  const thresholds = { '0.01': 0.6, '0.001': 0.9 };
  const status = async (p: number, budget: number | undefined, metadata: Partial<ModelMetadata>) =>
    (await open(sure(3, p), budget === undefined ? {} : { budget }, metadata).reader.digit(three)).status;
  expect(await status(0.7, undefined, { thresholds })).toBe('accepted');
  expect(await status(0.7, 0.001, { thresholds })).toBe('review');
  expect(await status(0.95, 0.001, { thresholds })).toBe('accepted');
  expect(await status(0.95, 0.0001, { thresholds })).toBe('review');
  expect(await status(0.85, 0.2, {})).toBe('accepted');
  expect(await status(0.75, 0.2, {})).toBe('review');
});

test('many images go through the network at once and keep their order', async () => {
  const { reader, calls } = open(sure(3, 0.999));
  const readings = await reader.digits([three, blank, cut, three]);
  expect(readings.map(({ status }) => status)).toEqual(['accepted', 'rejected', 'review', 'accepted']);
  expect(calls).toEqual([3]);
  expect(await reader.digits([])).toEqual([]);
});

test('networks of ten classes work', async () => {
  const predictor: DigitPredictor = {
    network,
    predict: () => Float32Array.from(sure(3, 0.999).slice(0, 10)),
    close: async () => {},
  };
  const reader = readerOf(platform, predictor, { name: 'ten', labels: labels.slice(0, 10) });
  expect(await reader.digit(three)).toMatchObject({ text: '3', status: 'accepted' });
});

test('closing closes the network once, then reading is refused', async () => {
  const { reader, closed } = open(sure(3, 0.999));
  await reader.close();
  await reader.close();
  expect(closed()).toBe(1);
  await expect(reader.digit(three)).rejects.toMatchObject({ code: 'closed' });
});

test('options and models that do not fit are refused', () => {
  for (const budget of [0, 1, -1, Number.NaN])
    expect(() => open([], { budget })).toThrow(/share between 0 and 1 for budget/);
  expect(() => open([], {}, { preparation: '0' })).toThrow(
    /Expected a model for preparation 1 but received one for 0/,
  );
});

test('an image that cannot be decoded fails as the platform says', async () => {
  const failing = {
    ...platform,
    decode: () => Promise.reject(new RangeError('no')),
  };
  const predictor: DigitPredictor = { network, predict: () => new Float32Array(11), close: async () => {} };
  await expect(readerOf(failing, predictor, { name: 'fake', labels }).digit(three)).rejects.toThrow('no');
});

describe('lines', () => {
  const strips: Network = {
    input: [1, 32, 64],
    layers: [
      { type: 'averagePool', size: [32, 4] },
      { type: 'conv', filters: LINE_LABELS.length, kernel: 1, padding: 'same' },
    ],
  };
  const modelOf = (metadata: Partial<ModelMetadata> = {}): Uint8Array =>
    encodeModel({
      network: strips,
      weights: initialize(strips, 1),
      metadata: { name: 'strips', labels: LINE_LABELS, ...metadata },
    });
  const number = drawLine('407').image;

  test('are read by a network of their own, loaded when the first one comes', async () => {
    const asked: unknown[] = [];
    const lazy = {
      ...platform,
      loadModel: async (source: string | URL) => {
        asked.push(source);
        return modelOf();
      },
    };
    const reader = readerOf(lazy, open(sure(3, 1)).predictor, { name: 'fake', labels });
    expect(asked).toEqual([]);
    const readings = await reader.lines([number, blank, number]);
    expect(asked).toEqual(['line']);
    expect(readings.map(({ status }) => status === 'rejected')).toContain(true);
    expect(readings[0]).toEqual(readings[2]);
    expect(readings[1]!.reasons[0]!.code).toBe('blank');
    expect(readings[0]!.seen.height).toBe(32);
    expect(await reader.line(number)).toEqual(readings[0]);
    expect(asked).toEqual(['line']);
    await reader.close();
    await expect(reader.line(number)).rejects.toThrow('was closed');
  });

  test('of letters are left for another line of the picture that says a number, for review', async () => {
    // Columns that are black for two fifths of them are a 7, others nothing.
    const weights = initialize(strips, 1);
    const [[name, kernel], [biasName]] = [...weights] as [[string, Float32Array], [string, Float32Array]];
    const logits = (ofSeven: number): Float32Array =>
      kernel.map((_, label) => (label === LINE_LABELS.indexOf('7') ? ofSeven : 0));
    const bytes = encodeModel({
      network: strips,
      weights: new Map([
        [name, logits(80)],
        [biasName, logits(-22).with(0, 12)],
      ]),
      metadata: { name: 'strips', labels: LINE_LABELS },
    });
    const { reader } = open(sure(3, 1), { lineModel: bytes });
    const canvas = blankCanvas(320, 160);
    canvas.write('80808', 40, 20, { height: 40, pen: 2 });
    const letters = await reader.line(canvas.picture());
    expect([letters.text, letters.status]).toEqual(['', 'rejected']);
    const box = canvas.write('1', 60, 96, { height: 40, pen: 6 });
    const found = await reader.line(canvas.picture());
    expect([found.text, found.status]).toEqual(['7', 'review']);
    expect(found.reasons.map(({ code }) => code)).toContain('more-ink');
    expect(Math.abs(found.box!.y - box.y)).toBeLessThanOrEqual(3);
    await reader.close();
  });

  test('without a line model say which is missing, and ask again', async () => {
    const reader = open(sure(3, 1)).reader;
    await expect(reader.line(number)).rejects.toMatchObject({ code: 'model-missing' });
    await expect(reader.line(number)).rejects.toMatchObject({ code: 'model-missing' });
    await reader.close();
  });

  test.each([
    ['another preparation', modelOf({ preparation: 'line-0' }), 'preparation line-1'],
    ['other bytes', new Uint8Array(9), 'a digitry model for lineModel'],
  ])('refuse a model of %s', async (_, lineModel, message) => {
    await expect(open(sure(3, 1), { lineModel }).reader.line(number)).rejects.toThrow(message);
  });
});
