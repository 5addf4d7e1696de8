/** Loss and accuracy of a network on images that it was not trained on. */
import { createPredictor, type Model } from '@digitry/engine';
import type { LabeledImages } from './data.js';
import type { Validation } from './events.js';

const IMAGES_A_CALL = 2048;

/** Outputs of the network for all images, n × outputs. */
export async function outputsOf(
  { network, weights }: Pick<Model, 'network' | 'weights'>,
  images: Uint8Array,
  threads?: number,
): Promise<Float32Array> {
  const size = network.input.reduce((a, b) => a * b, 1);
  const n = images.length / size;
  const predictor = await createPredictor(network, weights, threads === undefined ? {} : { threads });
  try {
    let outputs: Float32Array | null = null;
    for (let first = 0; first < n; first += IMAGES_A_CALL) {
      const count = Math.min(IMAGES_A_CALL, n - first);
      const part = predictor.predict(images.subarray(first * size, (first + count) * size), count);
      const width = part.length / count;
      outputs ??= new Float32Array(n * width);
      outputs.set(part, first * width);
    }
    return outputs ?? new Float32Array(0);
  } finally {
    await predictor.close();
  }
}

/** @returns null where there is nothing to validate on */
export async function validate(
  model: Pick<Model, 'network' | 'weights'>,
  { images, labels }: LabeledImages,
  threads?: number,
): Promise<Validation | null> {
  return labels.length === 0 ? null : score(await outputsOf(model, images, threads), labels);
}

/** Mean of −log softmax(x)[label], and the share of samples whose largest output is the label. */
export function score(outputs: Float32Array, labels: Uint8Array): Validation {
  const n = labels.length;
  const width = outputs.length / n;
  let loss = 0;
  let correct = 0;
  for (let i = 0; i < n; i++) {
    const row = outputs.subarray(i * width, (i + 1) * width);
    const most = row.reduce((a, b) => Math.max(a, b));
    const sum = row.reduce((total, x) => total + Math.exp(x - most), 0);
    loss += Math.log(sum) + most - row[labels[i]!]!;
    if (row.indexOf(most) === labels[i]) correct++;
  }
  return { n, loss: loss / n, accuracy: correct / n };
}
