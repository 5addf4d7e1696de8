/** Short ways for tests to put samples into a training session and to compare it with the float64 reference. */
import { createTrainingSession } from '../index.js';
import { referenceGradients } from '../reference/index.js';
import type { Loss, Network, Optimizer, TrainingSession, Weights } from '../types.js';
import { testImages, testLabels, testTargets, testWeights } from './cases.js';
import { disagreements } from './compare.js';

export interface Samples {
  readonly values: Float32Array;
  /** Labels, or soft targets n × outputs. */
  readonly targets: Uint8Array | Float32Array;
}

export interface TestSession extends Samples {
  readonly session: TrainingSession;
  readonly weights: Weights;
  readonly batch: number;
}

export interface TestSessionOptions {
  readonly batch?: number;
  /** Samples in memory; the batch by default. */
  readonly samples?: number;
  readonly loss?: Loss;
  readonly optimizer?: Optimizer;
  readonly softTargets?: boolean;
  readonly threads?: number;
  readonly seed?: number;
  /** Of the ctc loss; `maxLabels` is the longest. */
  readonly sequences?: readonly (readonly number[])[];
  readonly weights?: Weights;
  readonly clipNorm?: number;
  readonly ema?: number;
}

/** A session filled with random samples and weights, the same ones every time. */
export async function openTestSession(
  network: Network,
  options: TestSessionOptions = {},
): Promise<TestSession> {
  const { batch = 8, loss = { type: 'crossEntropy' }, optimizer = { type: 'sgd' } } = options;
  const { samples = batch, weights = testWeights(network), sequences, ...rest } = options;
  const maxLabels = sequences && Math.max(1, ...sequences.map((target) => target.length));
  const session = await createTrainingSession(network, {
    ...rest,
    ...(maxLabels && { maxLabels }),
    batch,
    samples,
    loss,
    optimizer,
    weights,
  });
  const { images, values } = testImages(network, samples);
  session.images.set(images);
  const targets = options.softTargets ? testTargets(network, samples) : testLabels(network, samples);
  if (targets instanceof Float32Array) session.targets.set(targets);
  else session.labels.set(targets);
  sequences?.forEach((target, i) => {
    session.sequences.set(target, i * maxLabels!);
    session.sequenceLengths[i] = target.length;
  });
  return { session, weights, batch, values, targets };
}

/** 0, 1, … n − 1, again and again, for so many steps. */
export const inOrder = (samples: number, length: number): Int32Array =>
  Int32Array.from({ length }, (_, i) => i % samples);

/** Runs so many steps over the samples in order and returns the mean loss. */
export function runSteps(
  { session, batch, values }: TestSession,
  steps: number,
  learningRate: number,
): number {
  const [channels, height, width] = session.network.input;
  const samples = values.length / (channels * height * width);
  return session.run({
    order: inOrder(samples, steps * batch),
    learningRates: new Float32Array(steps).fill(learningRate),
  }).loss;
}

/** Names and errors of the gradients that are further than the tolerance from the reference's. */
export async function gradientDisagreements(
  network: Network,
  options: TestSessionOptions,
  tolerance: number,
): Promise<string[]> {
  const test = await openTestSession(network, options);
  try {
    const loss = options.loss ?? { type: 'crossEntropy' };
    const actual = test.session.gradients(inOrder(test.batch, test.batch));
    const { gradients } = referenceGradients(
      network,
      test.weights,
      test.values,
      options.sequences ?? test.targets,
      loss,
    );
    return disagreements(actual, gradients, tolerance);
  } finally {
    await test.session.close();
  }
}
