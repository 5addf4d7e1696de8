/** What the page and the training worker say to each other. Plain data. */

export interface TrainingSettings {
  readonly recipe: string;
  readonly epochs: number;
  readonly threads: number;
  /** Where data/*.gz lies. */
  readonly dataUrl: string;
}

export type TrainingCommand =
  | { readonly type: 'start'; readonly settings: TrainingSettings }
  | { readonly type: 'stop' }
  | { readonly type: 'continue' };

export interface Misreading {
  /** 28×28 ink, as the network saw it. */
  readonly seen: Uint8Array;
  readonly written: string;
  readonly read: string;
  /** How sure it was of the wrong answer, 0..1. */
  readonly confidence: number;
}

export interface Evaluation {
  readonly n: number;
  readonly correct: number;
  /** 95 % Wilson interval of the accuracy, 0..1. */
  readonly low: number;
  readonly high: number;
  /** One a class, in the order of the outputs; '' is "not a digit". */
  readonly labels: readonly string[];
  /** [written][read], counts; a last column more than there are labels counts what was not read. */
  readonly confusion: readonly (readonly number[])[];
  /** Most confident first. */
  readonly worst: readonly Misreading[];
}

export type TrainingReply =
  | { readonly type: 'data'; readonly loaded: number; readonly total: number }
  | { readonly type: 'preparing' }
  | {
      readonly type: 'start';
      readonly parameters: number;
      readonly threads: number;
      readonly epochs: number;
      readonly steps: number;
      readonly batch: number;
    }
  | {
      readonly type: 'progress';
      readonly epoch: number;
      readonly step: number;
      readonly steps: number;
      readonly loss: number;
      /** 0..1, of the images since the last progress. */
      readonly accuracy: number;
      readonly imagesPerSecond: number;
      readonly secondsLeft: number;
    }
  | { readonly type: 'validation'; readonly step: number; readonly loss: number; readonly accuracy: number }
  | { readonly type: 'stopped' }
  | { readonly type: 'evaluating'; readonly done: number; readonly of: number }
  | { readonly type: 'done'; readonly evaluation: Evaluation; readonly model: Uint8Array }
  | { readonly type: 'failed'; readonly part: 'data' | 'training'; readonly message: string };
