/** Compiles a forward pass, batch norm folded: for blocks of 8 samples, or for one sample with its channels in the lanes. */
import { type Flavor, i32, ModuleBuilder } from '../assembler/index.js';
import { BLOCK, fieldBytes, type Lanes } from '../kernels/geometry.js';
import { defineGather, defineGatherOne, formatBytes, type SampleFormat } from '../kernels/transfer.js';
import { Builder, orderOf, type ParameterRef } from '../lower/builder.js';
import { lowerLayers } from '../lower/layers.js';
import { describe, type LayerInfo, volume } from '../network.js';
import type { Network, Shape } from '../types.js';
import { BARRIER_BYTES, emitPrediction } from './driver.js';
import { align, planMemory } from './memory.js';

export interface PredictionPlan {
  readonly module: Uint8Array<ArrayBuffer>;
  readonly memoryBytes: number;
  readonly lanes: Lanes;
  /** Samples that one call can take. */
  readonly capacity: number;
  readonly order: number;
  readonly samples: number;
  /** With samples in the lanes [block][outputs][8], else [position][channels rounded up to 4]. */
  readonly outputs: number;
  readonly outputBytes: number;
  readonly values: number;
  readonly parameters: ReadonlyMap<string, ParameterRef>;
}

export interface PredictionTarget {
  readonly flavor: Flavor;
  readonly threads: number;
  readonly shared: boolean;
  readonly lanes: Lanes;
  readonly format: SampleFormat;
  readonly capacity: number;
}

/** @param network without batch norm behind linear layers, see `foldBatchNorm` */
export function planPrediction(network: Network, target: PredictionTarget): PredictionPlan {
  const { threads, lanes, format, capacity } = target;
  const info = describe(network);
  const b = new Builder(info, { training: false, lanes, threads, batch: capacity, slices: 1, seed: 0 });
  const samples = b.shared(capacity * volume(network.input) * formatBytes(format));
  const input = b.tensor(b.field(inputShape(info.layers, network.input, lanes)), false);
  b.task([], [input.field], (e) => {
    const { geometry } = input.field;
    if (lanes === 'channels') e.call(defineGatherOne(e.m, geometry, format), samples, input.field);
    else e.call(defineGather(e.m, geometry, format), samples, orderOf(e), input.field);
  });
  const y = lowerLayers(b, info.layers, input, new Map());
  const dense = { ...y.field.geometry, halo: { before: 0, after: 0 } };
  const bytes = fieldBytes(dense);
  const outputBytes = bytes * (lanes === 'samples' ? capacity / BLOCK : 1);
  const results = b.shared(outputBytes);
  b.task([y.field], [], (e) => {
    const to = i32.add(e.at(results), i32.mul(e.block, bytes));
    e.f.copy(to, e.at(y.field), bytes);
  });
  const order = 1024 + BARRIER_BYTES;
  const plan = planMemory(b.program(), align(order + capacity * 4));
  const m = new ModuleBuilder(target.flavor);
  emitPrediction(m, b.program(), plan, { barrier: 1024, order, schedule: 0, results: 0 });
  const at = (buffer: { offset: number }) => plan.base.shared + buffer.offset;
  return {
    module: m.build(plan.end, target.shared),
    memoryBytes: plan.end,
    lanes,
    capacity,
    order,
    samples: at(samples),
    outputs: at(results),
    outputBytes,
    values: at(b.values),
    parameters: b.parameters,
  };
}

/** Whether one sample can go with its channels in the lanes: softmax and odd numbers of channels before dense layers cannot. */
export function fitsChannelLanes(layers: readonly LayerInfo[]): boolean {
  return layers.every(({ layer, path, input, inner, shortcut }) => {
    const flattens = layer.type === 'flatten' || layer.type === 'dense';
    if (flattens && path !== '0' && input[1] * input[2] > 1 && input[0] % 4 !== 0) return false;
    return layer.type !== 'softmax' && fitsChannelLanes(inner ?? []) && fitsChannelLanes(shortcut ?? []);
  });
}

/** A network that begins with dense layers gets its one sample as a vector at once. */
function inputShape(layers: readonly LayerInfo[], input: Shape, lanes: Lanes): Shape {
  const first = layers[0]?.layer.type;
  return lanes === 'channels' && (first === 'flatten' || first === 'dense') ? [volume(input), 1, 1] : input;
}
