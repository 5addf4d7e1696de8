/** Puts the residual block on two rows into a `line` network that was trained without it, so that it reads as before and can be trained on. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createPredictor, createRandom, decodeModel, describe, encodeModel, initialize } from '@digitry/engine';

const [from, to] = process.argv.slice(2);
if (!to) throw new Error('Expected two paths: node grow.mjs OLD.safetensors NEW.safetensors.');

const HEAD = 4; // weights and biases of the two 1×1 convolutions behind the block
const old = decodeModel(readFileSync(from));
const { layers } = old.network;
const pool = layers.findLastIndex(({ type }) => type === 'averagePool');
const half = { type: 'averagePool', size: [2, 1] };
// The block is another like the one before the pool: four rows are halved, looked at, and halved again.
const network = {
  ...old.network,
  layers: [...layers.slice(0, pool), half, ...layers.slice(pool - 2, pool), half, ...layers.slice(pool + 1)],
};
const before = [...old.weights.keys()];
const names = describe(network).parameters.map(({ name }) => name);
const block = names.slice(before.length - HEAD, -HEAD);
const kept = names.filter((name) => !block.includes(name));
const weights = initialize(network, 1);
for (const [i, name] of kept.entries()) {
  const values = old.weights.get(before[i]);
  if (values?.length !== weights.get(name).length)
    throw new Error(`Expected ${from} to have ${name} of the network of 344,073 parameters but it has ${before[i]}.`);
  weights.set(name, values);
}
// A block whose last scale is 0 adds nothing: relu(x + 0) is x, for x is a mean of what a relu gave (Goyal et al. 2017, §5.1).
const lastScale = block.findLast((name) => name.endsWith('scale'));
weights.get(lastScale).fill(0);
writeFileSync(to, encodeModel({ network, weights, metadata: old.metadata }));

const random = createRandom(1);
const [channels, height, width] = network.input;
const strip = Float32Array.from({ length: channels * height * width }, () => random.next());
const outputs = async (model) => {
  const predictor = await createPredictor(model.network, model.weights);
  return Float32Array.from(predictor.predict(strip, 1));
};
const [first, second] = [await outputs(old), await outputs({ network, weights })];
const apart = first.map((value, i) => Math.abs(value - second[i]));
console.log(`Outputs for noise differ by ${Math.max(...apart).toExponential(1)} at most.`);
