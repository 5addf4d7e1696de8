/** What a training run tells while it goes on. Plain data: it crosses from a worker to a page, and goes into the log. */
import type { SessionState } from '@digitry/engine';
import type { FinishedModel } from './finish.js';

export interface Validation {
  readonly n: number;
  /** Mean cross-entropy in nats; of lines −log p(text), of what the network was trained to minimize. */
  readonly loss: number;
  /** Share of right answers, 0 … 1; of lines those whose best path is their text. */
  readonly accuracy: number;
  /** Of lines: character error rate of the best paths. */
  readonly cer?: number;
}

/** One epoch that is over. */
export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  /** Steps of the run so far. */
  readonly step: number;
  /** Mean over the epoch's training images, as they were seen. */
  readonly loss: number;
  readonly accuracy: number;
  /** Rate of the epoch's last step. */
  readonly learningRate: number;
  /** Seconds spent on training in the whole run so far, without validation. */
  readonly seconds: number;
  readonly validation: Validation | null;
}

/** Where a run stands: with the recipe and the data, all that is needed to go on to the same bits. */
export interface Checkpoint {
  readonly seed: number;
  /** Epochs that are over. */
  readonly epoch: number;
  /** Steps done in the epoch that is not. */
  readonly step: number;
  /** Sums of loss and right answers over these steps, for the epoch's record. */
  readonly lossSum: number;
  readonly correct: number;
  readonly seconds: number;
  readonly history: readonly EpochRecord[];
  readonly session: SessionState;
}

/** Some steps that were done in one call. */
export interface ProgressEvent {
  readonly type: 'progress';
  /** The epoch under way, from 1. */
  readonly epoch: number;
  readonly step: number;
  readonly steps: number;
  /** Means over these steps. */
  readonly loss: number;
  readonly accuracy: number;
  readonly learningRate: number;
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
  readonly seconds: number;
}

/** @template Finished what the kind of network ends with */
export type TrainingEvent<Finished = FinishedModel> =
  | {
      readonly type: 'start';
      readonly parameters: number;
      readonly samples: number;
      readonly imagesPerEpoch: number;
      readonly validationSamples: number;
      readonly steps: number;
      readonly epochs: number;
      readonly threads: number;
      /** Step from which a resumed run goes on, else 0. */
      readonly step: number;
    }
  | ProgressEvent
  | ({ readonly type: 'epoch' } & EpochRecord)
  | {
      readonly type: 'checkpoint';
      readonly checkpoint: Checkpoint;
      readonly reason: 'regular' | 'stopped' | 'finished';
    }
  | { readonly type: 'stopped'; readonly step: number }
  | ({
      readonly type: 'finished';
      readonly history: readonly EpochRecord[];
      readonly seconds: number;
    } & Finished);
