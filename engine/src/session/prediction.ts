/** A predictor: forward passes compiled when first needed, one for many samples and one for a single one. */

import type { Flavor } from '../assembler/index.js';
import { foldBatchNorm } from '../fold.js';
import { BLOCK, ceilTo, type Lanes } from '../kernels/geometry.js';
import type { SampleFormat } from '../kernels/transfer.js';
import { checkWeights, describe, initialize, type NetworkInfo, volume } from '../network.js';
import {
  fitsChannelLanes,
  type PredictionPlan,
  type PredictionTarget,
  planPrediction,
} from '../plan/prediction.js';
import { refuse } from '../refuse.js';
import type { Network, Predictor, PredictorModules, PredictorOptions, Weights } from '../types.js';
import { channelLayout } from './layout.js';
import { createMemory, detectFlavor, type Platform, startTeam, startTeamNow, threadsFor } from './start.js';
import type { ThreadTeam } from './thread.js';

/** Samples of one call of the module; more are cut. */
const CAPACITY = 256;
/** Fewer samples than this go one by one. */
const FEW = 4;

/** @throws TypeError where the weights do not fit the network. */
export async function createPredictor(
  platform: Platform,
  network: Network,
  weights: Weights,
  options: PredictorOptions = {},
): Promise<Predictor> {
  checkWeights(describe(network).parameters, weights);
  const threads = threadsFor(platform, options.threads ?? 1);
  const folded = foldBatchNorm(network, weights);
  const predictor = new ForwardPass(
    platform,
    network,
    describe(folded.network),
    folded.network,
    folded.weights,
    options.modules ?? {},
  );
  // Threads can only be started ahead of the first call; a single thread compiles what it needs when it needs it.
  if (threads > 1) await predictor.startThreads(threads);
  return predictor;
}

/**
 * The modules that a predictor compiles for images of bytes, for runtimes that forbid compiling at run time: write them
 * to files at build time, load them as the runtime loads modules, and pass them to `createPredictor`.
 * `single` is missing where a network cannot read one sample by itself faster than a block.
 */
export function predictorModules(
  network: Network,
  flavor: Flavor = 'simd',
): PredictorModules<Uint8Array<ArrayBuffer>> {
  const folded = foldBatchNorm(network, initialize(network, 0)).network;
  const bytes = (lanes: Lanes) => planPrediction(folded, targetOf(lanes, 'bytes', 1, flavor)).module;
  const batch = bytes('samples');
  return fitsChannelLanes(describe(folded).layers) ? { batch, single: bytes('channels') } : { batch };
}

function targetOf(lanes: Lanes, format: SampleFormat, threads: number, flavor: Flavor): PredictionTarget {
  const capacity = lanes === 'samples' ? CAPACITY : 1;
  return { flavor, threads, shared: threads > 1, lanes, format, capacity };
}

interface Compiled {
  readonly plan: PredictionPlan;
  readonly team: ThreadTeam;
  readonly samples: Uint8Array | Float32Array;
  readonly outputs: Float32Array;
}

class ForwardPass implements Predictor {
  readonly #compiled = new Map<string, Compiled>();
  readonly #inputs: number;
  readonly #outputs: number;

  constructor(
    readonly platform: Platform,
    readonly network: Network,
    readonly info: NetworkInfo,
    readonly folded: Network,
    readonly weights: Weights,
    readonly modules: PredictorModules<WebAssembly.Module>,
  ) {
    this.#inputs = volume(network.input);
    this.#outputs = volume(info.output);
  }

  async startThreads(threads: number): Promise<void> {
    const { plan, memory } = this.#plan('samples', 'bytes', threads);
    const { team } = await startTeam(this.platform, plan.module, memory, threads);
    this.#keep('samples bytes', plan, memory, team);
  }

  predict(images: Uint8Array | Float32Array, count: number): Float32Array {
    if (images.length !== count * this.#inputs) {
      refuse(`${count * this.#inputs} values`, `${count} samples of ${this.#inputs}`, images.length);
    }
    const out = new Float32Array(count * this.#outputs);
    if (count === 0) return out;
    const format = images instanceof Float32Array ? 'floats' : 'bytes';
    if (count < FEW && fitsChannelLanes(this.info.layers)) {
      const one = this.#get('channels', format);
      for (let i = 0; i < count; i++) {
        one.samples.set(images.subarray(i * this.#inputs, (i + 1) * this.#inputs));
        one.team.run('predict', [1]);
        this.#channelsFirst(one.outputs, out.subarray(i * this.#outputs, (i + 1) * this.#outputs));
      }
      return out;
    }
    const many = this.#get('samples', format);
    for (let from = 0; from < count; from += CAPACITY) {
      const size = Math.min(CAPACITY, count - from);
      many.samples.set(images.subarray(from * this.#inputs, (from + size) * this.#inputs));
      many.team.run('predict', [Math.ceil(size / BLOCK)]);
      for (let i = 0; i < size; i++) {
        const block = Math.floor(i / BLOCK) * this.#outputs * BLOCK + (i % BLOCK);
        for (let o = 0; o < this.#outputs; o++)
          out[(from + i) * this.#outputs + o] = many.outputs[block + o * BLOCK]!;
      }
    }
    return out;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#compiled.values()].map(({ team }) => team.close()));
    this.#compiled.clear();
  }

  /** [position][channels rounded up] → [channels][position] */
  #channelsFirst(from: Float32Array, to: Float32Array): void {
    const [channels, height, width] = this.info.output;
    const pitch = ceilTo(channels, 4);
    for (let p = 0; p < height * width; p++) {
      for (let c = 0; c < channels; c++) to[c * height * width + p] = from[p * pitch + c]!;
    }
  }

  #get(lanes: Lanes, format: SampleFormat): Compiled {
    const key = `${lanes} ${format}`;
    const known = this.#compiled.get(key);
    if (known) return known;
    const { plan, memory } = this.#plan(lanes, format, 1);
    const fixed = format === 'bytes' ? this.modules[lanes === 'channels' ? 'single' : 'batch'] : undefined;
    return this.#keep(key, plan, memory, startTeamNow(fixed ?? new WebAssembly.Module(plan.module), memory));
  }

  #plan(
    lanes: Lanes,
    format: SampleFormat,
    threads: number,
  ): { plan: PredictionPlan; memory: WebAssembly.Memory } {
    const shared = threads > 1;
    const plan = planPrediction(this.folded, targetOf(lanes, format, threads, detectFlavor()));
    return { plan, memory: createMemory(plan.memoryBytes, shared) };
  }

  #keep(key: string, plan: PredictionPlan, memory: WebAssembly.Memory, team: ThreadTeam): Compiled {
    const { buffer } = memory;
    const weights = plan.lanes === 'channels' ? channelLayout(this.info.layers, this.weights) : this.weights;
    for (const [name, { offset }] of plan.parameters) {
      new Float32Array(buffer, plan.values + offset, weights.get(name)!.length).set(weights.get(name)!);
    }
    new Int32Array(buffer, plan.order, plan.capacity).forEach((_, i, order) => {
      order[i] = i;
    });
    team.run('setup', []);
    const size = plan.capacity * this.#inputs;
    const compiled: Compiled = {
      plan,
      team,
      samples: key.endsWith('bytes')
        ? new Uint8Array(buffer, plan.samples, size)
        : new Float32Array(buffer, plan.samples, size),
      outputs: new Float32Array(buffer, plan.outputs, plan.outputBytes / 4),
    };
    this.#compiled.set(key, compiled);
    return compiled;
  }
}
