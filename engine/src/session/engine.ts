/** The engine's two makers, bound to a platform. */
import type {
  Network,
  Predictor,
  PredictorOptions,
  SessionOptions,
  TrainingSession,
  Weights,
} from '../types.js';
import { createPredictor } from './prediction.js';
import type { Platform } from './start.js';
import { createTrainingSession } from './training.js';

export interface Engine {
  /**
   * Compiles a network, its loss and its optimizer, and starts the threads.
   * @throws TypeError or RangeError with one sentence where an option does not fit the network.
   */
  createTrainingSession(network: Network, options: SessionOptions): Promise<TrainingSession>;
  /** @throws TypeError where the weights do not fit the network. */
  createPredictor(network: Network, weights: Weights, options?: PredictorOptions): Promise<Predictor>;
}

export function createEngine(platform: Platform): Engine {
  return {
    createTrainingSession: (network, options) => createTrainingSession(platform, network, options),
    createPredictor: (network, weights, options) => createPredictor(platform, network, weights, options),
  };
}
