/** The mean of two networks' weights, one trained on from the other (Wortsman et al. 2022): `node average.mjs A.safetensors B.safetensors MEAN.safetensors`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { decodeModel, encodeModel } from '@digitry/engine';

const [first, second, to] = process.argv.slice(2);
if (!to) throw new Error('Expected three paths: node average.mjs A.safetensors B.safetensors MEAN.safetensors.');

const [a, b] = [first, second].map((path) => decodeModel(readFileSync(path)));
if (JSON.stringify(a.network) !== JSON.stringify(b.network))
  throw new Error(`Expected two networks of the same layers but ${second} has others than ${first}.`);
const weights = new Map(
  [...a.weights].map(([name, values]) => [name, values.map((value, i) => (value + b.weights.get(name)[i]) / 2)]),
);
const { labels, preparation, kind } = b.metadata;
writeFileSync(
  to,
  encodeModel({
    network: b.network,
    weights,
    metadata: { name: 'line, the mean of two runs', kind, labels, preparation },
  }),
);
