/** A training session: the compiled step, its data in memory, and what checkpoints need. */
import { BLOCK } from '../kernels/geometry.js';
import {
  checkWeights,
  describe,
  initialize,
  isTrained,
  type NetworkInfo,
  sizeOf,
  volume,
} from '../network.js';
import { RESULT_BYTES, SCHEDULE_BYTES } from '../plan/driver.js';
import {
  type Area,
  planTraining,
  STEPS_PER_CALL,
  type TrainingPlan,
  writeSchedule,
} from '../plan/training.js';
import { expectCount, refuse } from '../refuse.js';
import type {
  Network,
  ParameterSpec,
  RunOptions,
  RunResult,
  SessionOptions,
  SessionState,
  Shape,
  TrainingSession,
  Weights,
} from '../types.js';
import { createMemory, detectFlavor, type Platform, type Started, startTeam, threadsFor } from './start.js';

/** @throws TypeError or RangeError with one sentence where an option does not fit the network. */
export async function createTrainingSession(
  platform: Platform,
  network: Network,
  options: SessionOptions,
): Promise<TrainingSession> {
  const info = describe(network);
  checkOptions(options, info.output);
  const weights = options.weights ?? initialize(network, options.seed ?? 0);
  checkWeights(info.parameters, weights);
  const threads = Math.min(threadsFor(platform, options.threads), options.batch / BLOCK);
  const shared = platform.canShareMemory();
  const plan = planTraining(network, options, { flavor: detectFlavor(), threads, shared });
  const memory = createMemory(plan.memoryBytes, shared);
  const started = await startTeam(platform, plan.module, memory, threads);
  return new Session(platform, network, options, plan, started, info, weights);
}

function checkOptions(options: SessionOptions, output: Shape): void {
  const { batch, samples } = options;
  if (!(batch >= BLOCK && batch % BLOCK === 0)) refuse(`a multiple of ${BLOCK}`, 'the batch', batch);
  expectCount(samples, 'the samples of a session');
  const { loss, optimizer, clipNorm, ema } = options;
  expectOneOf(loss.type, ['crossEntropy', 'meanSquaredError', 'binaryCrossEntropy', 'ctc'], 'the loss');
  expectOneOf(optimizer.type, ['sgd', 'adam'], 'the optimizer');
  if (clipNorm !== undefined && !(clipNorm > 0)) refuse('a positive number', 'clipNorm', clipNorm);
  if (ema !== undefined && !(ema >= 0 && ema < 1)) refuse('a number in [0, 1)', 'ema', ema);
  const outputs = volume(output);
  if (loss.type === 'ctc') checkSequences(options, output);
  else if (outputs > 256 && !options.softTargets) {
    refuse('at most 256 outputs', 'labels of one byte', `${outputs}; use softTargets`);
  }
}

function checkSequences({ maxLabels = 0, softTargets }: SessionOptions, output: Shape): void {
  if (output[1] !== 1 || output[0] < 2 || output[0] > 256) {
    refuse('[classes, 1, steps] with 2 to 256 classes', 'the output before a ctc loss', `[${output}]`);
  }
  if (!Number.isInteger(maxLabels) || maxLabels < 1 || maxLabels > 255) {
    refuse('1 to 255', 'maxLabels of a ctc loss', maxLabels);
  }
  if (softTargets) refuse('sequences', 'the targets of a ctc loss', 'softTargets');
}

function expectOneOf(value: string, known: readonly string[], name: string): void {
  if (!known.includes(value)) {
    refuse(known.join(' or '), name, JSON.stringify(value), TypeError);
  }
}

class Session implements TrainingSession {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  readonly targets: Float32Array;
  readonly sequences: Uint8Array;
  readonly sequenceLengths: Uint8Array;
  readonly threads: number;
  readonly memoryBytes: number;
  #step = 0;
  readonly #order: Int32Array;
  readonly #schedule: Float32Array;
  readonly #results: Float32Array;

  constructor(
    readonly platform: Platform,
    readonly network: Network,
    readonly options: SessionOptions,
    readonly plan: TrainingPlan,
    readonly started: Started,
    readonly info: NetworkInfo,
    weights: Weights,
  ) {
    const { buffer } = started.memory;
    this.threads = started.team.size;
    this.memoryBytes = plan.memoryBytes;
    const { batch } = options;
    const bytesOf = ({ at, bytes }: Area) => new Uint8Array(buffer, at, bytes);
    const { images, labels, targets, sequences, sequenceLengths } = plan.data;
    this.images = bytesOf(images);
    this.labels = bytesOf(labels);
    this.targets = new Float32Array(buffer, targets.at, targets.bytes / 4);
    this.sequences = bytesOf(sequences);
    this.sequenceLengths = bytesOf(sequenceLengths);
    this.#order = new Int32Array(buffer, plan.mailbox.order, STEPS_PER_CALL * batch);
    this.#schedule = new Float32Array(buffer, plan.mailbox.schedule, (STEPS_PER_CALL * SCHEDULE_BYTES) / 4);
    this.#results = new Float32Array(buffer, plan.mailbox.results, (STEPS_PER_CALL * RESULT_BYTES) / 4);
    this.#write('values', weights);
    if (options.ema !== undefined) this.#write('average', weights);
  }

  run({ order, learningRates }: RunOptions): RunResult {
    const { batch } = this.options;
    const steps = learningRates.length;
    this.#checkOrder(order, steps);
    const broken = learningRates.find((rate) => !Number.isFinite(rate));
    if (broken !== undefined) refuse('finite numbers', 'the learning rates', broken);
    const sums = [0, 0, 0] as [number, number, number];
    for (let from = 0; from < steps; from += STEPS_PER_CALL) {
      const count = Math.min(STEPS_PER_CALL, steps - from);
      this.#order.set(order.subarray(from * batch, (from + count) * batch));
      for (let i = 0; i < count; i++) {
        const row = this.#schedule.subarray(i * 4, i * 4 + 4);
        writeSchedule(row, learningRates[from + i]!, this.#step + i + 1, this.options);
      }
      this.#call(count, true);
      this.#step += count;
      this.#results.subarray(0, count * 3).forEach((value, i) => {
        sums[i % 3]! += value;
      });
    }
    const [loss, correct, impossible] = sums;
    return { loss: loss / Math.max(1, steps * batch), correct, impossible };
  }

  gradients(order: Int32Array): Weights {
    this.#checkOrder(order, 1);
    // A forward pass moves the running statistics.
    const before = this.weights();
    this.#order.set(order);
    this.#call(1, false);
    this.#write('values', before);
    return this.#read('gradients', false);
  }

  weights(): Weights {
    return this.#read('values', true);
  }

  averagedWeights(): Weights {
    return this.#read(this.options.ema === undefined ? 'values' : 'average', true);
  }

  state(): SessionState {
    const arrays = new Map<string, Float32Array>(this.weights());
    for (const [prefix, array] of this.#moments()) {
      for (const [name, values] of this.#read(array, false)) arrays.set(`${prefix}:${name}`, values);
    }
    return { step: this.#step, arrays };
  }

  restore(state: SessionState): void {
    checkWeights(this.info.parameters, state.arrays);
    this.#write('values', state.arrays);
    for (const [prefix, array] of this.#moments()) {
      const entries = [...state.arrays].filter(([name]) => name.startsWith(`${prefix}:`));
      const part: Weights = new Map(entries.map(([name, values]) => [name.slice(prefix.length + 1), values]));
      checkWeights(this.info.parameters.filter(isTrained), part);
      this.#write(array, part);
    }
    this.#step = state.step;
  }

  async close(): Promise<void> {
    await this.started.team.close();
  }

  #moments(): [string, 'first' | 'second' | 'average'][] {
    const { optimizer, ema } = this.options;
    const out: [string, 'first' | 'second' | 'average'][] = [['m', 'first']];
    if (optimizer.type === 'adam') out.push(['v', 'second']);
    if (ema !== undefined) out.push(['ema', 'average']);
    return out;
  }

  #call(steps: number, update: boolean): void {
    const args = [steps, this.#step, update ? 1 : 0];
    this.started.team.run('run', [...args, 1], [...args, this.platform.canWait ? 1 : 0]);
  }

  #checkOrder(order: Int32Array, steps: number): void {
    const { batch, samples } = this.options;
    if (order.length !== steps * batch) {
      refuse(`${steps * batch} sample indices`, `${steps} steps of ${batch}`, order.length);
    }
    const outputs = volume(this.info.output);
    const { loss, softTargets } = this.options;
    const labelled = loss.type !== 'ctc' && !softTargets;
    for (const index of order) {
      if (index < 0 || index >= samples) {
        refuse(`0 to ${samples - 1}`, 'a sample index', index);
      }
      if (labelled && this.labels[index]! >= outputs) {
        refuse(`0 to ${outputs - 1}`, `the label of sample ${index}`, this.labels[index]);
      }
      if (loss.type === 'ctc') this.#checkSequence(index);
    }
  }

  #checkSequence(index: number): void {
    const { maxLabels = 0 } = this.options;
    const [classes] = this.info.output;
    const length = this.sequenceLengths[index]!;
    if (length > maxLabels) {
      refuse(`at most ${maxLabels} labels`, `sample ${index}`, length);
    }
    for (let i = index * maxLabels; i < index * maxLabels + length; i++) {
      const label = this.sequences[i]!;
      if (label < 1 || label >= classes) {
        refuse(`1 to ${classes - 1}`, `a label of sample ${index}`, label);
      }
    }
  }

  /** A view of one parameter in one of the arrays laid out like the parameters. */
  #view(array: keyof TrainingPlan['arrays'], spec: ParameterSpec): Float32Array {
    const { buffer } = this.started.memory;
    if (isTrained(spec)) {
      return new Float32Array(
        buffer,
        this.plan.arrays[array].at + this.plan.parameters.get(spec.name)!.offset,
        sizeOf(spec),
      );
    }
    const path = spec.name.slice(0, spec.name.lastIndexOf('.'));
    const channels = sizeOf(spec);
    return new Float32Array(
      buffer,
      this.plan.running[path]!.at + (spec.role === 'variance' ? channels * 4 : 0),
      channels,
    );
  }

  #read(array: keyof TrainingPlan['arrays'], withStatistics: boolean): Weights {
    const specs = this.info.parameters.filter((spec) => withStatistics || isTrained(spec));
    return new Map(specs.map((spec) => [spec.name, Float32Array.from(this.#view(array, spec))]));
  }

  #write(array: keyof TrainingPlan['arrays'], weights: Weights): void {
    for (const spec of this.info.parameters) {
      const values = weights.get(spec.name);
      if (values) this.#view(array, spec).set(values);
    }
  }
}
