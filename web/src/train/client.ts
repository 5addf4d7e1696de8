/** The page's end of the training worker: its replies become one state that the view shows. */
import { createStore, type Store } from '../store.js';
import { addPoint, type CurvePoint } from './curve.js';
import type { Evaluation, TrainingCommand, TrainingReply, TrainingSettings } from './protocol.js';

export type Stage = 'idle' | 'data' | 'preparing' | 'running' | 'stopped' | 'evaluating' | 'done' | 'failed';

export interface TrainingState {
  readonly stage: Stage;
  readonly settings: TrainingSettings | null;
  /** Share of the download, 0..1. */
  readonly loaded: number;
  /** Share of the test images read, 0..1. */
  readonly evaluated: number;
  readonly parameters: number;
  readonly threads: number;
  readonly batch: number;
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly steps: number;
  readonly loss: number | null;
  readonly accuracy: number | null;
  readonly validation: number | null;
  readonly imagesPerSecond: number;
  readonly secondsLeft: number | null;
  readonly curve: readonly CurvePoint[];
  readonly evaluation: Evaluation | null;
  readonly model: Uint8Array | null;
  readonly failedPart: 'data' | 'training' | null;
  readonly error: string;
}

const IDLE: TrainingState = {
  stage: 'idle',
  settings: null,
  loaded: 0,
  evaluated: 0,
  parameters: 0,
  threads: 1,
  batch: 0,
  epoch: 0,
  epochs: 0,
  step: 0,
  steps: 0,
  loss: null,
  accuracy: null,
  validation: null,
  imagesPerSecond: 0,
  secondsLeft: null,
  curve: [],
  evaluation: null,
  model: null,
  failedPart: null,
  error: '',
};

/** Pure: what the state is after a reply. */
export function afterReply(state: TrainingState, reply: TrainingReply): TrainingState {
  switch (reply.type) {
    case 'data':
      return { ...state, stage: 'data', loaded: reply.total > 0 ? reply.loaded / reply.total : 0 };
    case 'preparing':
      return { ...state, stage: 'preparing', loaded: 1 };
    case 'start': {
      const { parameters, threads, epochs, steps, batch } = reply;
      // Training begins with the first progress: augmented images have to be made first.
      return { ...state, stage: 'preparing', parameters, threads, epochs, steps, batch };
    }
    case 'progress': {
      const { epoch, step, steps, loss, accuracy, secondsLeft } = reply;
      // One stretch may have met other work of the machine: the rate shown is a moving average.
      const before = state.imagesPerSecond || reply.imagesPerSecond;
      const imagesPerSecond = 0.85 * before + 0.15 * reply.imagesPerSecond;
      const point = { x: step * state.batch, loss, accuracy, validation: null, validationLoss: null };
      const curve = addPoint(state.curve, point);
      return {
        ...state,
        stage: 'running',
        epoch,
        step,
        steps,
        loss,
        accuracy,
        imagesPerSecond,
        secondsLeft,
        curve,
      };
    }
    case 'validation': {
      const x = reply.step * state.batch;
      const point = { x, loss: null, accuracy: null, validation: reply.accuracy, validationLoss: reply.loss };
      return { ...state, validation: reply.accuracy, curve: addPoint(state.curve, point) };
    }
    case 'stopped':
      return { ...state, stage: 'stopped' };
    case 'evaluating':
      return { ...state, stage: 'evaluating', evaluated: reply.done / reply.of, secondsLeft: 0 };
    case 'done':
      return { ...state, stage: 'done', evaluation: reply.evaluation, model: reply.model };
    case 'failed':
      return { ...state, stage: 'failed', failedPart: reply.part, error: reply.message };
  }
}

export interface TrainingClient {
  readonly state: Store<TrainingState>;
  start(settings: TrainingSettings): void;
  stop(): void;
  continue(): void;
  /** Ends the worker and forgets the run. */
  reset(): void;
}

export function createTrainingClient(startWorker: () => Worker): TrainingClient {
  const state = createStore<TrainingState>(IDLE);
  let worker: Worker | null = null;
  const send = (command: TrainingCommand): void => worker?.postMessage(command);
  const reset = (): void => {
    worker?.terminate();
    worker = null;
    state.set(IDLE);
  };
  return {
    state,
    start(settings) {
      reset();
      const started = startWorker();
      worker = started;
      started.addEventListener('message', ({ data }: MessageEvent<TrainingReply>) => {
        if (worker === started) state.set(afterReply(state.get(), data));
      });
      started.addEventListener('error', (event) => {
        const message = event.message || 'the worker could not be started';
        if (worker === started)
          state.set(afterReply(state.get(), { type: 'failed', part: 'training', message }));
      });
      state.set({ ...IDLE, stage: 'data', settings, epochs: settings.epochs });
      send({ type: 'start', settings });
    },
    stop: () => send({ type: 'stop' }),
    continue: () => send({ type: 'continue' }),
    reset,
  };
}
