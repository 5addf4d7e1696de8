/** The verbs by name. Each is loaded when it is used: `digitry --version` needs no engine. */
import type { Verb } from '../verb.js';

export const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  read: async () => (await import('./read.js')).read,
  form: async () => (await import('./form.js')).form,
  train: async () => (await import('./train.js')).train,
  evaluate: async () => (await import('./evaluate.js')).evaluate,
  export: async () => (await import('./export.js')).exportModel,
  synth: async () => (await import('./synth.js')).synth,
  release: async () => (await import('./release.js')).release,
  app: async () => (await import('./app.js')).app,
};
