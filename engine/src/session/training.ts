/** A training session: the compiled step, its data in memory, and what checkpoints need. */
import { BLOCK } from '../kernels/geometry.js';
import { checkWeights, describe, initialize, isTrained, sizeOf, volume } from '../network.js';
import { RESULT_BYTES, SCHEDULE_BYTES } from '../plan/driver.js';
import { planTraining, STEPS_PER_CALL, type TrainingPlan, writeSchedule } from '../plan/training.js';
import type {
  Network,
  ParameterSpec,
  RunOptions,
  RunResult,
  SessionOptions,
  SessionState,
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
  checkOptions(options, volume(info.output));
  const weights = options.weights ?? initialize(network, options.seed ?? 0);
  checkWeights(info.parameters, weights);
  const threads = Math.min(threadsFor(platform, options.threads), options.batch / BLOCK);
  const shared = platform.canShareMemory();
  const plan = planTraining(network, options, { flavor: detectFlavor(), threads, shared });
  const memory = createMemory(plan.memoryBytes, shared);
  const started = await startTeam(platform, plan.module, memory, threads);
  return new Session(platform, network, options, plan, started, info.parameters, weights);
}

function checkOptions(options: SessionOptions, outputs: number): void {
  const { batch, samples } = options;
  if (!Number.isInteger(batch) || batch < BLOCK || batch % BLOCK !== 0) {
    throw new RangeError(`Expected a multiple of ${BLOCK} for the batch but received ${batch}.`);
  }
  if (!Number.isInteger(samples) || samples < 1) {
    throw new RangeError(`Expected a positive integer for the samples of a session but received ${samples}.`);
  }
  const { loss, optimizer, clipNorm, ema } = options;
  expectOneOf(loss.type, ['crossEntropy', 'meanSquaredError', 'binaryCrossEntropy'], 'the loss');
  expectOneOf(optimizer.type, ['sgd', 'adam'], 'the optimizer');
  if (clipNorm !== undefined && !(clipNorm > 0)) {
    throw new RangeError(`Expected a positive number for clipNorm but received ${clipNorm}.`);
  }
  if (ema !== undefined && !(ema >= 0 && ema < 1)) {
    throw new RangeError(`Expected a number in [0, 1) for ema but received ${ema}.`);
  }
  if (outputs > 256 && !options.softTargets) {
    throw new RangeError(
      `Expected at most 256 outputs for labels of one byte but received ${outputs}; use softTargets.`,
    );
  }
}

function expectOneOf(value: string, known: readonly string[], name: string): void {
  if (!known.includes(value)) {
    throw new TypeError(`Expected ${known.join(' or ')} for ${name} but received ${JSON.stringify(value)}.`);
  }
}

class Session implements TrainingSession {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  readonly targets: Float32Array;
  readonly threads: number;
  readonly memoryBytes: number;
  #step = 0;
  readonly #order: Int32Array;
  readonly #schedule: Float32Array;
  readonly #results: Float32Array;
  readonly #outputs: number;

  constructor(
    readonly platform: Platform,
    readonly network: Network,
    readonly options: SessionOptions,
    readonly plan: TrainingPlan,
    readonly started: Started,
    readonly parameters: readonly ParameterSpec[],
    weights: Weights,
  ) {
    const { buffer } = started.memory;
    this.threads = started.team.size;
    this.memoryBytes = plan.memoryBytes;
    const { samples, batch } = options;
    this.#outputs = volume(describe(network).output);
    this.images = new Uint8Array(buffer, plan.images, samples * volume(network.input));
    this.labels = new Uint8Array(buffer, plan.labels, samples);
    this.targets = new Float32Array(buffer, plan.targets, options.softTargets ? samples * this.#outputs : 0);
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
    if (broken !== undefined) throw new RangeError(`Expected finite learning rates but received ${broken}.`);
    let loss = 0;
    let correct = 0;
    for (let from = 0; from < steps; from += STEPS_PER_CALL) {
      const count = Math.min(STEPS_PER_CALL, steps - from);
      this.#order.set(order.subarray(from * batch, (from + count) * batch));
      for (let i = 0; i < count; i++) {
        const row = this.#schedule.subarray(i * 4, i * 4 + 4);
        writeSchedule(row, learningRates[from + i]!, this.#step + i + 1, this.options);
      }
      this.#call(count, true);
      this.#step += count;
      for (let i = 0; i < count; i++) {
        loss += this.#results[i * 2]!;
        correct += this.#results[i * 2 + 1]!;
      }
    }
    return { loss: loss / Math.max(1, steps * batch), correct };
  }

  gradients(order: Int32Array): Weights {
    this.#checkOrder(order, 1);
    const running = [...this.plan.running.values()].map((at) => [at, this.#statistics(at).slice()] as const);
    this.#order.set(order);
    this.#call(1, false);
    for (const [at, values] of running) this.#statistics(at, values.length).set(values);
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
    checkWeights(this.parameters, state.arrays);
    this.#write('values', state.arrays);
    for (const [prefix, array] of this.#moments()) {
      const entries = [...state.arrays].filter(([name]) => name.startsWith(`${prefix}:`));
      const part: Weights = new Map(entries.map(([name, values]) => [name.slice(prefix.length + 1), values]));
      checkWeights(this.parameters.filter(isTrained), part);
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
      throw new RangeError(
        `Expected ${steps * batch} sample indices (${steps} steps of ${batch}) but received ${order.length}.`,
      );
    }
    const labelled = !this.options.softTargets;
    for (const index of order) {
      if (index < 0 || index >= samples) {
        throw new RangeError(`Expected sample indices from 0 to ${samples - 1} but received ${index}.`);
      }
      if (labelled && this.labels[index]! >= this.#outputs) {
        throw new RangeError(
          `Expected labels from 0 to ${this.#outputs - 1} but received ${this.labels[index]} for sample ${index}.`,
        );
      }
    }
  }

  #statistics(at: number, length?: number): Float32Array {
    const next = length ?? 2 * this.#channelsAt(at);
    return new Float32Array(this.started.memory.buffer, at, next);
  }

  #channelsAt(at: number): number {
    const path = [...this.plan.running].find(([, address]) => address === at)![0];
    return this.parameters.find((spec) => spec.name === `${path}.mean`)!.shape[0]!;
  }

  /** A view of one parameter in one of the arrays laid out like the parameters. */
  #view(array: keyof TrainingPlan['arrays'], spec: ParameterSpec): Float32Array {
    const { buffer } = this.started.memory;
    if (isTrained(spec)) {
      return new Float32Array(
        buffer,
        this.plan.arrays[array] + this.plan.parameters.get(spec.name)!.offset,
        sizeOf(spec),
      );
    }
    const path = spec.name.slice(0, spec.name.lastIndexOf('.'));
    const channels = sizeOf(spec);
    return new Float32Array(
      buffer,
      this.plan.running.get(path)! + (spec.role === 'variance' ? channels * 4 : 0),
      channels,
    );
  }

  #read(array: keyof TrainingPlan['arrays'], withStatistics: boolean): Weights {
    const specs = this.parameters.filter((spec) => withStatistics || isTrained(spec));
    return new Map(specs.map((spec) => [spec.name, Float32Array.from(this.#view(array, spec))]));
  }

  #write(array: keyof TrainingPlan['arrays'], weights: Weights): void {
    for (const spec of this.parameters) {
      const values = weights.get(spec.name);
      if (values) this.#view(array, spec).set(values);
    }
  }
}
