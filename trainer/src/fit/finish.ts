/** From the last weights to a model: calibrated on the validation data, with all that a reader wants to know of it. */
import type { Model, Weights } from '@digitry/engine';
import { fitTemperature, type Outcome, PREPARATION_VERSION, softmax, type Thresholds } from '@digitry/reader';
import { answersOf } from '../evaluate/answers.js';
import { type Answered, type Evaluation, evaluateAnswers } from '../evaluate/evaluation.js';
import { type Misreading, worstMisreadings } from '../evaluate/misreadings.js';
import type { Recipe } from '../recipe.js';
import type { LabeledImages, TrainingData } from './data.js';
import { provenThresholds } from './thresholds.js';
import { outputsOf, score } from './validate.js';

export interface FinishedModel {
  readonly model: Model;
  /** On the validation data; null where there is none. */
  readonly evaluation: Evaluation | null;
  readonly misreadings: readonly Misreading[];
}

/** The network that reads is the one that was validated; without validation data it stays uncalibrated. */
export async function finishModel(
  recipe: Recipe,
  weights: Weights,
  data: TrainingData,
  threads?: number,
): Promise<FinishedModel> {
  const { labels } = recipe;
  const metadata = {
    name: recipe.name,
    labels,
    preparation: PREPARATION_VERSION,
    recipe,
    data: data.segments.map(({ name, count, repeat }) => ({ name, count, repeat })),
  };
  const { images, labels: truths } = data.validation;
  const unfinished = { network: recipe.network, weights };
  if (truths.length === 0) return { model: { ...unfinished, metadata }, evaluation: null, misreadings: [] };
  const outputs = await outputsOf(unfinished, images, threads);
  const temperature = fitTemperature({ logits: outputs, labels: truths, classes: labels.length });
  const digits = digitsAlone(outputs, data.validation, labels);
  const answered: Answered = {
    ...answersOf(digits.outputs, { labels, temperature }),
    labels,
    truths: digits.truths,
  };
  const evaluation = evaluateAnswers(answered);
  const { n, accuracy, ece, readRate } = evaluation;
  const validation = { n, loss: score(outputs, truths).loss, accuracy, ece, readRate };
  return {
    model: {
      ...unfinished,
      metadata: {
        ...metadata,
        temperature,
        thresholds: thresholdsOf(outputs, truths, labels, temperature),
        validation,
      },
    },
    evaluation,
    misreadings: worstMisreadings(answered, digits.images, (i) => data.validation.source(digits.indices[i]!)),
  };
}

function thresholdsOf(
  outputs: Float32Array,
  truths: Uint8Array,
  labels: readonly string[],
  temperature: number,
): Thresholds {
  const outcomes: Outcome[] = [];
  truths.forEach((truth, i) => {
    const shares = softmax(outputs.subarray(i * labels.length, (i + 1) * labels.length), temperature);
    const best = shares.indexOf(Math.max(...shares));
    // What is taken for no digit is not accepted at all.
    if (labels[best] !== '') outcomes.push({ confidence: shares[best]!, correct: best === truth });
  });
  return provenThresholds(outcomes);
}

interface Digits {
  readonly indices: readonly number[];
  readonly truths: Uint8Array;
  readonly outputs: Float32Array;
  readonly images: Uint8Array;
}

/** Without the samples that are no digit: they have no right answer among the digits. */
function digitsAlone(
  outputs: Float32Array,
  { images, labels: truths }: LabeledImages,
  labels: readonly string[],
): Digits {
  const width = labels.length;
  const indices = Array.from(truths, (_, i) => i).filter((i) => labels[truths[i]!] !== '');
  const chosen = {
    outputs: new Float32Array(indices.length * width),
    images: new Uint8Array(indices.length * 784),
  };
  indices.forEach((from, to) => {
    chosen.outputs.set(outputs.subarray(from * width, (from + 1) * width), to * width);
    chosen.images.set(images.subarray(from * 784, (from + 1) * 784), to * 784);
  });
  return { indices, truths: Uint8Array.from(indices, (i) => truths[i]!), ...chosen };
}
