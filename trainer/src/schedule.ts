/** Learning rates over a run. Pure functions of the step, so that a resumed run goes on to the same bits. */

/** Shares are of all steps of the run; `start` and `final` are factors of `peak`. */
export interface Schedule {
  /** How the rate falls after the warm-up; `oneCycle` also rises along a cosine (Smith and Topin 2017). */
  readonly type: 'constant' | 'linear' | 'cosine' | 'oneCycle';
  readonly peak: number;
  /** Share of the steps in which the rate rises from `start`·peak to peak. Default 0 (0.3 for `oneCycle`). */
  readonly warmup?: number;
  /** Default 0.04. */
  readonly start?: number;
  /** Rate at the last step. Default 0 (1e-4 for `oneCycle`). */
  readonly final?: number;
}

const linear = (from: number, to: number, t: number): number => from + (to - from) * t;
const cosine = (from: number, to: number, t: number): number =>
  to + ((from - to) * (1 + Math.cos(Math.PI * t))) / 2;

/** The learning rate of step `step` (from 0) of `steps`. */
export function learningRate(schedule: Schedule, step: number, steps: number): number {
  const cycle = schedule.type === 'oneCycle';
  const { peak, warmup = cycle ? 0.3 : 0, start = 0.04, final = cycle ? 1e-4 : 0 } = schedule;
  const rising = Math.round(warmup * steps);
  if (step < rising) return (cycle ? cosine : linear)(start * peak, peak, step / rising);
  if (schedule.type === 'constant') return peak;
  const t = Math.min(1, (step - rising) / Math.max(1, steps - 1 - rising));
  return (schedule.type === 'linear' ? linear : cosine)(peak, final * peak, t);
}

/** The rates of `count` steps from `first` on, as the engine takes them. */
export function learningRates(schedule: Schedule, first: number, count: number, steps: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => learningRate(schedule, first + i, steps));
}
