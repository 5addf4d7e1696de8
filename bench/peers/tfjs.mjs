/** Peer: TensorFlow.js, on its WebAssembly or its JavaScript backend. */

import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { measure } from '../lib/measure.mjs';
import { networks } from '../lib/networks.mjs';
import { worker } from '../lib/process.mjs';

const SAMPLES = 1024;

/** The same layers by tfjs's names; its images are [height, width, channels]. */
function layersOf(network) {
  return network.layers.map((layer) => {
    switch (layer.type) {
      case 'conv':
        return tf.layers.conv2d({
          filters: layer.filters,
          kernelSize: layer.kernel,
          padding: layer.padding ?? 'valid',
          useBias: layer.bias ?? true,
        });
      case 'batchNorm':
        return tf.layers.batchNormalization({ momentum: 0.9, epsilon: 1e-5 });
      case 'relu':
        return tf.layers.reLU();
      case 'maxPool':
        return tf.layers.maxPooling2d({ poolSize: layer.size });
      case 'globalAveragePool':
        return tf.layers.globalAveragePooling2d({});
      case 'flatten':
        return tf.layers.flatten();
      case 'dropout':
        return tf.layers.dropout({ rate: layer.rate });
      case 'dense':
        return tf.layers.dense({ units: layer.units });
      default:
        throw new Error(`there is no layer ${layer.type} in this peer`);
    }
  });
}

function modelOf(name) {
  const input = tf.input({ shape: [28, 28, 1] });
  const output = layersOf(networks[name]).reduce((value, layer) => layer.apply(value), input);
  return tf.model({ inputs: input, outputs: output });
}

async function train({ network, batch, seconds }) {
  const model = modelOf(network);
  const optimizer = tf.train.adam(1e-3);
  const images = tf.randomUniform([SAMPLES, 28, 28, 1]);
  const labels = tf.oneHot(tf.randomUniform([SAMPLES], 0, 10, 'int32'), 10);
  const step = () =>
    tf.tidy(() => {
      const order = tf.randomUniform([batch], 0, SAMPLES, 'int32');
      const [x, y] = [tf.gather(images, order), tf.gather(labels, order)];
      return optimizer.minimize(
        () => tf.losses.softmaxCrossEntropy(y, model.apply(x, { training: true })),
        true,
      );
    });
  return measure(async (steps) => {
    for (let i = 0; i < steps; i++) {
      const loss = step();
      if (i === steps - 1) await loss.data();
      loss.dispose();
    }
  }, seconds);
}

async function predict({ network, batch, seconds }) {
  const model = modelOf(network);
  const images = tf.randomUniform([batch, 28, 28, 1]);
  return measure(async (times) => {
    for (let i = 0; i < times; i++) {
      const logits = tf.tidy(() => model.predictOnBatch(images));
      await logits.data();
      logits.dispose();
    }
  }, seconds);
}

worker(async (job) => {
  if (job.backend === 'wasm') {
    const main = import.meta.resolve('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(fileURLToPath(new URL('.', main)));
  }
  if (!(await tf.setBackend(job.backend))) throw new Error(`the backend ${job.backend} did not start`);
  await tf.ready();
  return job.task === 'training' ? train(job) : predict(job);
});
