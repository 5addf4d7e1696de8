import type { Network } from '@digitry/engine';
import { describe, expect, test } from 'vitest';
import { createRecognizer, type DigitPredictor } from './recognizer.js';

const network: Network = { input: [1, 28, 28], layers: [{ type: 'dense', units: 3 }] };
const metadata = { name: 'fake', labels: ['1', '2', ''] };

/** Answers with what `outputs` makes of each image. */
function fake(
  outputs: (image: Uint8Array) => number[],
  overrides: Partial<DigitPredictor> = {},
): DigitPredictor {
  return {
    network,
    predict: (images, count) =>
      Float32Array.from(
        Array.from({ length: count }, (_, i) =>
          outputs(images.subarray(i * 784, (i + 1) * 784) as Uint8Array),
        ).flat(),
      ),
    close: async () => {},
    ...overrides,
  };
}

const blank = new Uint8Array(784);
const dot = blank.with(14 * 28 + 14, 255) as Uint8Array;

test('guesses are ranked and sum to one', () => {
  const [guesses] = createRecognizer(
    fake(() => [0, Math.log(6), Math.log(3)]),
    metadata,
  ).recognize([blank]);
  expect(guesses).toEqual([
    { text: '2', confidence: expect.closeTo(0.6, 6) },
    { text: '', confidence: expect.closeTo(0.3, 6) },
    { text: '1', confidence: expect.closeTo(0.1, 6) },
  ]);
});

test('the temperature of the model softens', () => {
  const [guesses] = createRecognizer(
    fake(() => [0, 4, 0]),
    { ...metadata, temperature: 4 },
  ).recognize([blank]);
  expect(guesses![0]!.confidence).toBeCloseTo(Math.E / (Math.E + 2), 6);
});

test('a network that ends in softmax gives probabilities already', () => {
  const soft: Network = { ...network, layers: [...network.layers, { type: 'softmax' }] };
  const [guesses] = createRecognizer(
    fake(() => [0.1, 0.7, 0.2], { network: soft }),
    metadata,
  ).recognize([blank]);
  expect(guesses!.map(({ confidence }) => confidence)).toEqual(
    [0.7, 0.2, 0.1].map((p) => expect.closeTo(p, 6)),
  );
});

test('each image is answered for itself, none by none', () => {
  const recognizer = createRecognizer(
    fake((image) => (image.some((v) => v > 0) ? [9, 0, 0] : [0, 0, 9])),
    metadata,
  );
  expect(recognizer.recognize([dot, blank, dot]).map(([best]) => best!.text)).toEqual(['1', '', '1']);
  expect(recognizer.recognize([])).toEqual([]);
});

test('views are the image and its neighbors, averaged', () => {
  const seen: number[][] = [];
  const predictor = fake((image) => {
    const at = image.indexOf(255);
    seen.push([at % 28, Math.floor(at / 28)]);
    return at === 14 * 28 + 14 ? [50, 0, 0] : [0, 50, 0];
  });
  const [guesses] = createRecognizer(predictor, metadata, 5).recognize([dot]);
  expect(seen).toEqual([
    [14, 14],
    [15, 14],
    [13, 14],
    [14, 15],
    [14, 13],
  ]);
  expect(guesses![0]).toEqual({ text: '2', confidence: expect.closeTo(0.8, 6) });
});

describe('refused', () => {
  const open =
    (overrides: object, predictor: Partial<DigitPredictor> = {}, views = 1) =>
    () =>
      createRecognizer(
        fake(() => [0, 0, 0], predictor),
        { ...metadata, ...overrides },
        views,
      );

  test('models that do not fit', () => {
    expect(open({}, { network: { ...network, input: [3, 28, 28] } })).toThrow(
      /Expected a network for 28×28 images .* 3×28×28/,
    );
    expect(open({ labels: ['1', '1'] })).toThrow(/different labels/);
    expect(open({ labels: undefined })).toThrow(/different labels/);
    expect(open({ temperature: 0 })).toThrow(/temperature above 0/);
    expect(open({}, {}, 6)).toThrow(/Expected 1 to 5 for views but received 6/);
    expect(() =>
      createRecognizer(
        fake(() => [0, 0]),
        metadata,
      ).recognize([blank]),
    ).toThrow(/Expected 3 outputs/);
  });

  test('a vector of 784 fits', () => {
    expect(open({}, { network: { ...network, input: [784, 1, 1] } })).not.toThrow();
  });
});
