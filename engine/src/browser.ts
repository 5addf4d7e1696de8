/** Public face of the engine in browsers: what needs a platform is bound to it here, each by itself, so that bundlers can leave it out. */
import { platform } from './platform/browser/spawn.js';
import { createPredictor as createPredictorOn } from './session/prediction.js';
import { createTrainingSession as createTrainingSessionOn } from './session/training.js';
import type {
  Network,
  Predictor,
  PredictorOptions,
  SessionOptions,
  TrainingSession,
  Weights,
} from './types.js';

export * from './common.js';

/**
 * Compiles a network, its loss and its optimizer, and starts the threads.
 * @throws TypeError or RangeError with one sentence where an option does not fit the network.
 */
export const createTrainingSession = (network: Network, options: SessionOptions): Promise<TrainingSession> =>
  createTrainingSessionOn(platform, network, options);

/** @throws TypeError where the weights do not fit the network. */
export const createPredictor = (
  network: Network,
  weights: Weights,
  options?: PredictorOptions,
): Promise<Predictor> => createPredictorOn(platform, network, weights, options);
