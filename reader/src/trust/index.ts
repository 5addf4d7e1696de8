/** Honest confidence: calibration, rejection, intervals. Pure functions over numbers. */
export * from './calibration.js';
export * from './reject.js';
export * from './softmax.js';
export * from './temperature.js';
export * from './wilson.js';
