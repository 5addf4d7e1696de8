/** A model on a data set: every image through the preparation that reading uses, on all workers. Knows no file. */
import type { Model } from '@digitry/engine';
import type { Dataset } from '../datasets/types.js';
import { NO_INK, READABLE } from '../fit/tasks.js';
import { outputsOf } from '../fit/validate.js';
import { answersOf } from './answers.js';
import { type Answered, type Evaluation, evaluateAnswers } from './evaluation.js';
import { type Misreading, worstMisreadings } from './misreadings.js';
import { type PreparedSet, type PrepareOptions, prepareDigits } from './prepared.js';

export interface EvaluateOptions extends PrepareOptions {
  readonly threads?: number;
}

export interface EvaluatedSet extends Evaluation {
  readonly model: string;
  readonly data: string;
  /** Samples whose label is no digit, which are left out. */
  readonly skipped: number;
  readonly misreadings: readonly Misreading[];
}

/**
 * Reads all digits of a data set.
 * Where nothing is found in an image the answer is wrong. Where the preparation has doubts (cut off, too small, blurred)
 * the network is asked all the same, but the reading would be rejected: its confidence counts as 0.
 */
export async function evaluate(
  model: Model,
  dataset: Dataset,
  { threads, ...options }: EvaluateOptions,
): Promise<EvaluatedSet> {
  return evaluatePrepared(model, await prepareDigits(dataset, options), threads);
}

/** As `evaluate`, for images that were prepared before. */
export async function evaluatePrepared(
  model: Model,
  { dataset, seen, states, skipped }: PreparedSet,
  threads?: number,
): Promise<EvaluatedSet> {
  const { labels, temperature } = model.metadata;
  const outputs = await logitsOf(model, seen, threads);
  const read = answersOf(outputs, { labels, ...(temperature === undefined ? {} : { temperature }) });
  states.forEach((state, i) => {
    if (state === NO_INK) read.answers[i] = -1;
    if (state !== READABLE) read.confidences[i] = 0;
  });
  const answered: Answered = {
    ...read,
    labels,
    truths: Array.from({ length: dataset.length }, (_, i) => labels.indexOf(dataset.label(i))),
    writers: Array.from({ length: dataset.length }, (_, i) => dataset.writer(i)),
  };
  return {
    model: model.metadata.name,
    data: dataset.name,
    ...evaluateAnswers(answered),
    skipped,
    misreadings: worstMisreadings(answered, seen, (i) => dataset.source(i)),
  };
}

/** Outputs before the softmax, n × labels. A network that ends in one gives probabilities; their logarithms are logits. */
export async function logitsOf(model: Model, seen: Uint8Array, threads?: number): Promise<Float32Array> {
  const outputs = await outputsOf(model, seen, threads);
  return model.network.layers.at(-1)?.type === 'softmax'
    ? outputs.map((p) => Math.log(Math.max(p, 1e-12)))
    : outputs;
}
