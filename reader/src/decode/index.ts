/** Lattices to texts, under rules. Pure functions; known by no network and no platform. */
export { type Automaton, accepts } from './automaton/automaton.js';
export * from './cheque/index.js';
export * from './column-sum.js';
export { logProbability } from './ctc/align.js';
export { type BeamOptions, beamSearch } from './ctc/beam.js';
export * from './ctc/best-path.js';
export * from './ctc/decoded.js';
export * from './ctc/lattice.js';
export { nBest } from './ctc/n-best.js';
export type { DecimalInput } from './decimal.js';
export * from './fields/index.js';
export * from './labels.js';
export * from './parse-rule.js';
export * from './read-under-rule.js';
export type { Rule, RuleJson, RuleValue } from './rule.js';
export * from './rule-schema.js';
export * from './within-labels.js';
