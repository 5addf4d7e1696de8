/** Peer: jax-js on WebAssembly. In Node it has no workers, so it computes on one thread. */

import { measure } from '../lib/measure.mjs';
import { networks } from '../lib/networks.mjs';
import { worker } from '../lib/process.mjs';

// It asks for `navigator` when it loads, which Node has from version 21.
globalThis.navigator ??= { hardwareConcurrency: 1, userAgent: 'node' };
const { blockUntilReady, grad, init, jit, lax, nn, numpy: np, random, tree } = await import('@jax-js/jax');

const BATCH_NORM_EPSILON = 1e-5;

/** Random weights as flat arrays by `<layer>.<name>`, and the forward pass over them; in inference without dropout, and with batch norm folded to a scale and a shift. */
function build({ layers, input }, batch, isTraining) {
  const parameters = {};
  let [channels, height, width] = input;
  const normal = (name, shape, fanIn) => {
    parameters[name] = random
      .normal(random.key(Object.keys(parameters).length), shape)
      .mul(Math.sqrt(2 / fanIn));
  };
  const steps = layers.map((layer, i) => {
    switch (layer.type) {
      case 'conv': {
        normal(`${i}w`, [layer.filters, channels, layer.kernel, layer.kernel], channels * layer.kernel ** 2);
        const biased = layer.bias ?? true;
        if (biased) parameters[`${i}b`] = np.zeros([1, layer.filters, 1, 1]);
        channels = layer.filters;
        const same = layer.padding === 'same';
        if (!same) [height, width] = [height - layer.kernel + 1, width - layer.kernel + 1];
        return (x, p) => {
          const y = lax.conv(x, p[`${i}w`].ref, [1, 1], same ? 'SAME' : 'VALID');
          return biased ? y.add(p[`${i}b`].ref) : y;
        };
      }
      case 'batchNorm': {
        parameters[`${i}s`] = np.ones([1, channels, 1, 1]);
        parameters[`${i}t`] = np.zeros([1, channels, 1, 1]);
        if (!isTraining) return (x, p) => x.mul(p[`${i}s`].ref).add(p[`${i}t`].ref);
        return (x, p) => {
          const options = { keepdims: true };
          const centered = x.ref.sub(np.mean(x, [0, 2, 3], options));
          const variance = np.mean(np.square(centered.ref), [0, 2, 3], options);
          const scale = p[`${i}s`].ref.div(np.sqrt(variance.add(BATCH_NORM_EPSILON)));
          return centered.mul(scale).add(p[`${i}t`].ref);
        };
      }
      case 'relu':
        return (x) => nn.relu(x);
      case 'maxPool': {
        const [c, h, w] = [channels, height >> 1, width >> 1];
        const [rows, columns] = [height, width];
        [height, width] = [h, w];
        return (x) => {
          const even = rows % 2 || columns % 2 ? x.slice([], [], [0, h * 2], [0, w * 2]) : x;
          return np.max(even.reshape([batch, c, h, 2, w, 2]), [3, 5]);
        };
      }
      case 'globalAveragePool':
        [height, width] = [1, 1];
        return (x) => np.mean(x, [2, 3]);
      case 'flatten': {
        const features = channels * height * width;
        [channels, height, width] = [features, 1, 1];
        return (x) => x.reshape([batch, features]);
      }
      case 'dropout': {
        const features = channels;
        if (!isTraining) return (x) => x;
        return (x, _, key) =>
          x
            .mul(random.bernoulli(key, 1 - layer.rate, [batch, features]).astype(np.float32))
            .div(1 - layer.rate);
      }
      case 'dense': {
        normal(`${i}w`, [channels, layer.units], channels);
        parameters[`${i}b`] = np.zeros([layer.units]);
        channels = layer.units;
        return (x, p) => np.matmul(x, p[`${i}w`].ref).add(p[`${i}b`].ref);
      }
      default:
        throw new Error(`there is no layer ${layer.type} in this peer`);
    }
  });
  const logits = (p, x, key) => steps.reduce((value, step) => step(value, p, key?.ref), x);
  return { parameters, logits };
}

const images = (batch) =>
  np.array(Float32Array.from({ length: batch * 784 }, () => Math.random())).reshape([batch, 1, 28, 28]);

function predict({ parameters, logits }, { batch, seconds }) {
  const forward = jit((p, x) => logits(p, x));
  return measure(async (times) => {
    for (let i = 0; i < times; i++) {
      const result = forward(tree.ref(parameters), images(batch));
      await result.data();
    }
  }, seconds);
}

function train({ parameters, logits }, { batch, seconds }) {
  const zeros = () => tree.map((p) => np.zeros(p.shape), parameters);
  let [first, second] = [zeros(), zeros()];
  const lossOf = (p, x, y, key) => {
    const loss = nn
      .logSoftmax(logits(p, x, key))
      .mul(y)
      .sum()
      .mul(-1 / batch);
    tree.dispose(p);
    key.dispose();
    return loss;
  };
  // Adam as one compiled function with the gradient; bias correction comes in as numbers.
  const step = jit((p, m, v, x, y, key, rate, root) => {
    const g = grad(lossOf)(tree.ref(p), x, y, key);
    const m2 = tree.map((a, b) => a.mul(0.9).add(b.mul(0.1)), m, tree.ref(g));
    const v2 = tree.map((a, b) => a.mul(0.999).add(np.square(b).mul(0.001)), v, g);
    const p2 = tree.map(
      (w, a, b) => w.sub(a.mul(rate.ref).div(np.sqrt(b).mul(root.ref).add(1e-8))),
      p,
      tree.ref(m2),
      tree.ref(v2),
    );
    rate.dispose();
    root.dispose();
    return [p2, m2, v2];
  });
  let t = 0;
  return measure(async (steps) => {
    for (let i = 0; i < steps; i++) {
      t++;
      const x = images(batch);
      const y = np
        .array(Float32Array.from({ length: batch * 10 }, (_, k) => (k % 10 ? 0 : 1)))
        .reshape([batch, 10]);
      const rate = np.array([1e-3 / (1 - 0.9 ** t)]);
      const root = np.array([1 / Math.sqrt(1 - 0.999 ** t)]);
      [parameters, first, second] = step(parameters, first, second, x, y, random.key(t), rate, root);
      await blockUntilReady(parameters);
    }
  }, seconds);
}

worker(async (job) => {
  await init('wasm');
  const isTraining = job.task === 'training';
  const built = build(networks[job.network], job.batch, isTraining);
  return isTraining ? train(built, job) : predict(built, job);
});
