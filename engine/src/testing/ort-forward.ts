/** The forward pass by an independent program: onnxruntime-node. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { parameterShapes } from '../reference/shapes.js';
import type { Network } from '../types.js';
import { onnxModel } from './onnx.js';

/** @param inputs n × C·H·W values. @returns n × outputs. */
export async function ortForward(
  network: Network,
  weights: ReadonlyMap<string, ArrayLike<number>>,
  inputs: ArrayLike<number>,
): Promise<Float32Array> {
  for (const name of parameterShapes(network).keys()) {
    if (!weights.has(name)) throw new RangeError(`Expected an array for ${name} but received none.`);
  }
  const session = await InferenceSession.create(onnxModel(network, weights), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const [channels, height, width] = network.input;
  const n = inputs.length / (channels * height * width);
  const x = new Tensor('float32', Float32Array.from(inputs), [n, channels, height, width]);
  const { y } = await session.run({ x });
  const outputs = Float32Array.from(y!.data as Float32Array);
  await session.release();
  return outputs;
}
