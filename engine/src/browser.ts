/** Public face of the engine in browsers. */
import * as platform from './platform/browser/spawn.js';
import { createEngine } from './session/engine.js';

export * from './common.js';
export const { createTrainingSession, createPredictor } = createEngine(platform);
