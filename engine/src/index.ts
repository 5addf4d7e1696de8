/** Public face of the engine in Node. */
import * as platform from './platform/node/spawn.js';
import { createEngine } from './session/engine.js';

export * from './common.js';
export const { createTrainingSession, createPredictor } = createEngine(platform);
