import { encodeModel, initialize, type Network } from '@digitry/engine';
import { expect, test } from 'vitest';
import { createReader, PREPARATION_VERSION } from './index.js';
import { drawDigit } from './testing/index.js';

const network: Network = {
  input: [1, 28, 28],
  layers: [
    { type: 'conv', filters: 8, kernel: 3 },
    { type: 'relu' },
    { type: 'maxPool', size: 2 },
    { type: 'flatten' },
    { type: 'dense', units: 11 },
  ],
};
const labels = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ''];

test('a model file of the engine reads from end to end, the same with one image and with many', async () => {
  const metadata = { name: 'untrained', labels, preparation: PREPARATION_VERSION };
  const model = encodeModel({ network, weights: initialize(network, 1), metadata });
  const reader = await createReader({ model, budget: 0.05 });
  const images = [0, 1, 2, 3, 4].map((digit) => drawDigit(digit));
  const together = await reader.digits(images);
  for (const [i, image] of images.entries()) {
    const alone = await reader.digit(image);
    expect(alone.model).toBe('untrained');
    expect(alone.confidence).toBeCloseTo(together[i]!.confidence, 5);
    expect(alone.text).toBe(together[i]!.text);
    const all = alone.confidence + alone.alternatives.reduce((sum, { confidence }) => sum + confidence, 0);
    expect(all).toBeLessThanOrEqual(1.000001);
  }
  await reader.close();
});

test('bytes that are no model are refused by name', async () => {
  await expect(createReader({ model: new Uint8Array(64) })).rejects.toMatchObject({
    name: 'ReaderError',
    code: 'model-invalid',
  });
  await expect(createReader({ model: 'no-such-model' })).rejects.toMatchObject({ code: 'model-missing' });
});
