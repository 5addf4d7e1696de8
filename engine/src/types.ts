/** The words of the engine: networks, losses, optimizers and sessions as plain data. Knows no kernel. */

/** Channels, height, width of one sample. A vector of n features is `[n, 1, 1]`. */
export type Shape = readonly [channels: number, height: number, width: number];

export type Padding = 'same' | 'valid';

/** One number for both sides, or [height, width]. */
export type Sides = number | readonly [height: number, width: number];

/** One layer, as plain JSON: it is stored in the model file as it stands. */
export type Layer =
  | {
      readonly type: 'conv';
      readonly filters: number;
      readonly kernel: number;
      readonly stride?: number;
      readonly padding?: Padding;
      readonly bias?: boolean;
    }
  | {
      readonly type: 'depthwise';
      readonly kernel: number;
      readonly stride?: number;
      readonly padding?: Padding;
      readonly bias?: boolean;
    }
  | { readonly type: 'dense'; readonly units: number; readonly bias?: boolean }
  | { readonly type: 'maxPool' | 'averagePool'; readonly size: Sides; readonly stride?: Sides }
  | { readonly type: 'globalAveragePool' | 'globalMaxPool' }
  | { readonly type: 'batchNorm'; readonly momentum?: number; readonly epsilon?: number }
  | { readonly type: 'relu' | 'sigmoid' | 'tanh' | 'softmax' | 'flatten' }
  | { readonly type: 'dropout'; readonly rate: number }
  | { readonly type: 'residual'; readonly layers: readonly Layer[]; readonly shortcut?: readonly Layer[] };

export type LayerType = Layer['type'];

export interface Network {
  readonly input: Shape;
  readonly layers: readonly Layer[];
}

/** What a parameter is for; it decides how it is initialized, decayed and trained. */
export type ParameterRole = 'weight' | 'bias' | 'scale' | 'shift' | 'mean' | 'variance';

/** One named array of a network: conv weights are [filters, channels, k, k], dense weights [units, features]. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly role: ParameterRole;
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Values by parameter name. Includes the running mean and variance of batch norm. */
export type Weights = Map<string, Float32Array>;

export type Loss =
  /** −Σ t·log softmax(x), mean over the batch; labels or soft targets. `smoothing` s: t = (1−s)·onehot + s/K. */
  | { readonly type: 'crossEntropy'; readonly smoothing?: number }
  /** Mean over batch and outputs of (x − t)². */
  | { readonly type: 'meanSquaredError' }
  /** Binary cross-entropy on logits, mean over batch and outputs. */
  | { readonly type: 'binaryCrossEntropy' }
  /**
   * −log p(target), mean over the batch, p summed over all alignments of a sequence of labels to the steps (connectionist
   * temporal classification, Graves et al. 2006). Outputs are logits [classes, 1, steps]; class 0 is the blank.
   */
  | { readonly type: 'ctc' };

export type Optimizer =
  | {
      readonly type: 'sgd';
      readonly momentum?: number;
      readonly nesterov?: boolean;
      readonly l2?: number;
      readonly l1?: number;
    }
  | {
      readonly type: 'adam';
      readonly beta1?: number;
      readonly beta2?: number;
      readonly epsilon?: number;
      /** Added to the gradient (Adam's L2); `decay` is decoupled (AdamW). */
      readonly l2?: number;
      readonly l1?: number;
      readonly decay?: number;
    };

export interface SessionOptions {
  /** Samples a step; a multiple of 8. */
  readonly batch: number;
  /** Samples kept in memory (the capacity of `images`). */
  readonly samples: number;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** Soft or regression targets are given in `targets` instead of `labels`. */
  readonly softTargets?: boolean;
  /** Most labels of a target of the ctc loss, 1 to 255: the pitch of `sequences`. */
  readonly maxLabels?: number;
  readonly threads?: number;
  readonly seed?: number;
  readonly weights?: Weights;
  /** Gradients are scaled so that their joint L2 norm is at most this. */
  readonly clipNorm?: number;
  /** Decay of the exponential moving average of the weights, for example 0.999 (at step t at most (1 + t)/(10 + t)); none without it. */
  readonly ema?: number;
}

export interface RunOptions {
  /** Sample indices, `batch` a step. */
  readonly order: Int32Array;
  /** One learning rate a step; its length is the number of steps. */
  readonly learningRates: Float32Array;
}

export interface RunResult {
  /** Mean loss over the samples of the run. */
  readonly loss: number;
  /** Samples whose largest output was the label; with ctc, whose best path (the likeliest class of each step) spells the target. */
  readonly correct: number;
  /** Targets of the ctc loss that do not fit the steps, a blank between equal neighbors counted: without loss or gradient. */
  readonly impossible: number;
}

/** All that a session needs to go on to the same bits. */
export interface SessionState {
  readonly step: number;
  /** Named arrays: weights, optimizer moments (`m:name`, `v:name`), moving average (`ema:name`). */
  readonly arrays: Map<string, Float32Array>;
}

/** A compiled training plan with its data resident in (shared) WebAssembly memory. */
export interface TrainingSession {
  readonly network: Network;
  readonly threads: number;
  /** samples × C·H·W bytes; 0..255 is read as 0..1. */
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  /** samples × outputs; empty unless `softTargets`. */
  readonly targets: Float32Array;
  /** samples × `maxLabels`: targets of the ctc loss, of labels from 1; empty without `maxLabels`. */
  readonly sequences: Uint8Array;
  /** Labels of each sample's target, 0 to `maxLabels`; empty without `maxLabels`. */
  readonly sequenceLengths: Uint8Array;
  run(options: RunOptions): RunResult;
  /** Gradients of the mean loss over one batch, without a step (for tests and attacks). */
  gradients(order: Int32Array): Weights;
  weights(): Weights;
  /** The moving average of the weights, or the weights where none is kept. */
  averagedWeights(): Weights;
  state(): SessionState;
  restore(state: SessionState): void;
  /** Bytes of WebAssembly memory planned, all of them at creation. */
  readonly memoryBytes: number;
  close(): Promise<void>;
}

/** A predictor's WebAssembly: for many samples and for a single one. */
export interface PredictorModules<Module> {
  readonly batch?: Module;
  readonly single?: Module;
}

export interface PredictorOptions {
  /** Modules from `predictorModules`, where compiling at run time is forbidden; only for images of bytes on one thread. */
  readonly modules?: PredictorModules<WebAssembly.Module>;
  readonly threads?: number;
}

/** A compiled forward pass; batch norm folded. */
export interface Predictor {
  readonly network: Network;
  /** count × C·H·W bytes (0..255 as 0..1) or floats → count × outputs, a fresh array. */
  predict(images: Uint8Array | Float32Array, count: number): Float32Array;
  close(): Promise<void>;
}

export interface ModelMetadata {
  readonly name: string;
  /** One a class, in the order of the outputs; '' is "not a digit". */
  readonly labels: readonly string[];
  readonly preparation?: string;
  /** Divides the logits before softmax. */
  readonly temperature?: number;
  readonly [key: string]: unknown;
}

/** A network with its weights and where they come from: one .safetensors file. */
export interface Model {
  readonly network: Network;
  readonly weights: Weights;
  readonly metadata: ModelMetadata;
}
