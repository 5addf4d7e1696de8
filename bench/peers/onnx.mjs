/** Peer: ONNX Runtime, inference only: the native one for Node, or the WebAssembly one for browsers. */
import { initialize } from '@digitry/engine';
import { onnxModel } from '../../engine/dist/testing/onnx.js';
import { measure } from '../lib/measure.mjs';
import { networks } from '../lib/networks.mjs';
import { worker } from '../lib/process.mjs';

worker(async ({ runtime, network, batch, threads, seconds }) => {
  const ort = await import(runtime === 'web' ? 'onnxruntime-web' : 'onnxruntime-node');
  if (runtime === 'web') ort.env.wasm.numThreads = threads;
  const definition = networks[network];
  const session = await ort.InferenceSession.create(onnxModel(definition, initialize(definition, 1)), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const pixels = Float32Array.from({ length: batch * 784 }, () => Math.random());
  const x = new ort.Tensor('float32', pixels, [batch, 1, 28, 28]);
  return measure(async (times) => {
    for (let i = 0; i < times; i++) await session.run({ x });
  }, seconds);
});
