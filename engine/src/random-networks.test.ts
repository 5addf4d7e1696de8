/** Networks that nobody thought of, against the float64 reference and onnxruntime-node. */
import { describe, expect, it } from 'vitest';
import { createPredictor, createRandom } from './index.js';
import {
  gradientDisagreements,
  ortForward,
  randomNetwork,
  relativeError,
  testImages,
  testWeights,
} from './testing/index.js';

/** Rounding may flip a relu or the winner of a pool, which moves a gradient by more than rounding; a bug moves it by far more. */
const TOLERANCE = 5e-3;
/** More of them: `NETWORKS=1000 npx vitest run engine/dist/random-networks`. */
const NETWORKS = Number(process.env.NETWORKS ?? 60);

describe('random networks', () => {
  for (let seed = 0; seed < NETWORKS; seed++) {
    const random = createRandom(seed);
    const network = randomNetwork(random, 1 + random.int(7));
    const batch = 8 * (1 + random.int(3));
    const threads = 1 + random.int(3);
    const summary = network.layers.map(({ type }) => type).join(' ');

    it(`${seed}: ${network.input.join('×')} ${summary}, batch ${batch}, ${threads} threads`, async () => {
      const weights = testWeights(network);
      const count = 1 + random.int(20);
      const { values } = testImages(network, count);
      const predictor = await createPredictor(network, weights, { threads });
      const expected = await ortForward(network, weights, values);
      expect(relativeError(predictor.predict(values, count), expected)).toBeLessThan(1e-4);
      await predictor.close();
      expect(await gradientDisagreements(network, { batch, threads }, TOLERANCE)).toEqual([]);
    });
  }
});
