/** Exported networks in ONNX Runtime give the answers of the engine. */
import {
  createPredictor,
  createRandom,
  describe,
  initialize,
  type Network,
  type Weights,
} from '@digitry/engine';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { digit } from '../recipes/digit.js';
import { lineTiny } from '../recipes/line-tiny.js';
import { seedCnn } from '../recipes/seed-cnn.js';
import { seedMlpDropout } from '../recipes/seed-mlp-dropout.js';
import { tiny } from '../recipes/tiny.js';
import { toOnnx } from './onnx.js';

/** Every layer there is, odd sizes, strides and shortcuts. */
const zoo: Network = {
  input: [2, 13, 13],
  layers: [
    { type: 'conv', filters: 6, kernel: 5, stride: 2, padding: 'same' },
    { type: 'batchNorm', epsilon: 1e-3 },
    { type: 'tanh' },
    { type: 'depthwise', kernel: 3, padding: 'same' },
    { type: 'sigmoid' },
    {
      type: 'residual',
      layers: [
        { type: 'conv', filters: 8, kernel: 3, stride: 2, padding: 'same' },
        { type: 'batchNorm' },
        { type: 'relu' },
      ],
      shortcut: [{ type: 'conv', filters: 8, kernel: 1, stride: 2, padding: 'same' }],
    },
    { type: 'averagePool', size: [2, 1], stride: 1 },
    { type: 'averagePool', size: [1, 2], stride: [1, 1] },
    { type: 'dropout', rate: 0.3 },
    { type: 'maxPool', size: 2, stride: 1 },
    { type: 'globalMaxPool' },
    { type: 'dense', units: 9 },
    { type: 'residual', layers: [{ type: 'dense', units: 9, bias: false }, { type: 'relu' }] },
    { type: 'dense', units: 5 },
    { type: 'softmax' },
  ],
};

const networks = {
  digit: digit.network,
  tiny: tiny.network,
  cnn: seedCnn.network,
  mlp: seedMlpDropout.network,
  zoo,
};

/** As after some training: biases, means and variances that are not those they begin with. */
function trained(network: Network): Weights {
  const random = createRandom(7);
  const weights = initialize(network, 1);
  for (const { name, role } of describe(network).parameters) {
    const values = weights.get(name)!;
    values.forEach((value, i) => {
      if (role === 'variance') values[i] = 0.5 + random.next();
      else if (role !== 'weight') values[i] = value + 0.1 * random.normal();
    });
  }
  return weights;
}

test.each(Object.entries(networks))('%s: the same answers to 1e-4', async (name, network) => {
  const weights = trained(network);
  const random = createRandom(3);
  const count = 5;
  const size = network.input.reduce((a, b) => a * b, 1);
  const images = Float32Array.from({ length: count * size }, () => random.next());
  const predictor = await createPredictor(network, weights, { threads: 1 });
  const expected = predictor.predict(images, count);
  await predictor.close();

  const session = await InferenceSession.create(toOnnx({ network, weights, metadata: { name, labels: [] } }));
  const { logits } = await session.run({ image: new Tensor('float32', images, [count, ...network.input]) });
  expect(logits!.dims).toEqual([count, expected.length / count]);
  const answers = logits!.data as Float32Array;
  const farthest = answers.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0);
  expect(farthest).toBeLessThan(1e-4);
});

test('a line network reads any width: the same answers to 1e-4', async () => {
  const { network } = lineTiny;
  const weights = trained(network);
  const random = createRandom(4);
  const session = await InferenceSession.create(
    toOnnx({ network, weights, metadata: { name: 'line-tiny', labels: lineTiny.labels } }),
  );
  for (const width of [64, 192, 320]) {
    const wide: Network = { ...network, input: [1, 32, width] };
    const images = Float32Array.from({ length: 2 * 32 * width }, () => random.next());
    const predictor = await createPredictor(wide, weights, { threads: 1 });
    const expected = predictor.predict(images, 2);
    await predictor.close();
    const { logits } = await session.run({ image: new Tensor('float32', images, [2, 1, 32, width]) });
    expect(logits!.dims).toEqual([2, lineTiny.labels.length, 1, width / 4]);
    const answers = logits!.data as Float32Array;
    const farthest = answers.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0);
    expect(farthest).toBeLessThan(1e-4);
  }
});
