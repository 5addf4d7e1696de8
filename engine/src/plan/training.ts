/** Compiles a network with its loss and optimizer into one module: the whole training step. */
import { type Flavor, i32, ModuleBuilder } from '../assembler/index.js';
import { BLOCK } from '../kernels/geometry.js';
import { defineClipFactor, defineOptimizer, defineSquareSum } from '../kernels/optimizers.js';
import { defineGather } from '../kernels/transfer.js';
import { Builder, orderOf, type ParameterRef, share } from '../lower/builder.js';
import { lowerLayers } from '../lower/layers.js';
import { lowerLoss, type Wanted } from '../lower/loss.js';
import type { RunningStatistics } from '../lower/norm.js';
import { describe, volume } from '../network.js';
import type { Network, SessionOptions } from '../types.js';
import { BARRIER_BYTES, emitTraining, type Mailbox, RESULT_BYTES, SCHEDULE_BYTES } from './driver.js';
import { align, planMemory } from './memory.js';
import { type Buffer, newPhase, type Phase } from './program.js';

/** Steps that one call of the module may run; longer runs are cut. */
export const STEPS_PER_CALL = 512;
/** More slices than this gain nothing and cost sums. */
const MOST_SLICES = 8;

/** A part of the memory. */
export interface Area {
  /** Byte address. */
  readonly at: number;
  readonly bytes: number;
}

export interface TrainingPlan {
  readonly module: Uint8Array<ArrayBuffer>;
  readonly memoryBytes: number;
  readonly mailbox: Mailbox;
  /** The resident samples. */
  readonly data: Readonly<Record<'images' | keyof Wanted, Area>>;
  readonly parameters: ReadonlyMap<string, ParameterRef>;
  /** Arrays that are laid out like the parameters. */
  readonly arrays: Readonly<Record<keyof Arrays, Area>>;
  /** [mean][variance] of each batch norm layer. */
  readonly running: Readonly<Record<string, Area>>;
}

export interface TrainingTarget {
  readonly flavor: Flavor;
  readonly threads: number;
  readonly shared: boolean;
}

export function planTraining(
  network: Network,
  options: SessionOptions,
  target: TrainingTarget,
): TrainingPlan {
  const { batch, samples, optimizer, ema, seed = 0 } = options;
  const info = describe(network);
  const blocks = batch / BLOCK;
  const slices = Math.min(MOST_SLICES, blocks);
  const b = new Builder(info, {
    training: true,
    lanes: 'samples',
    threads: target.threads,
    batch,
    slices,
    seed,
  });

  const images = b.shared(samples * volume(network.input));
  const input = b.tensor(b.field(network.input), false);
  b.task([], [input.field], (e) =>
    e.call(defineGather(e.m, input.field.geometry, 'bytes'), images, orderOf(e), input.field),
  );
  const running: RunningStatistics = new Map();
  const y = lowerLayers(b, info.layers, input, running);

  const wanted = lowerLoss(b, options, y);
  b.backward();

  const arrays = {
    values: b.values,
    gradients: b.gradients,
    first: b.shared(b.parameterBytes),
    second: b.shared(optimizer.type === 'adam' ? b.parameterBytes : 0),
    average: b.shared(ema === undefined ? 0 : b.parameterBytes),
  };
  const program = b.program(updatePhases(b, options, target.threads, arrays));

  const start = 1024;
  const order = start + BARRIER_BYTES;
  const schedule = align(order + STEPS_PER_CALL * batch * 4);
  const results = align(schedule + STEPS_PER_CALL * SCHEDULE_BYTES);
  const mailbox = { barrier: start, order, schedule, results };
  const plan = planMemory(program, results + STEPS_PER_CALL * RESULT_BYTES);
  const m = new ModuleBuilder(target.flavor);
  emitTraining(m, program, plan, mailbox);
  const areas = <K extends string>(buffers: Readonly<Record<K, Buffer>>): Record<K, Area> => {
    const entries = Object.entries<Buffer>(buffers);
    const area = ({ offset, bytes }: Buffer): Area => ({ at: plan.base.shared + offset, bytes });
    return Object.fromEntries(entries.map(([key, buffer]) => [key, area(buffer)])) as Record<K, Area>;
  };
  return {
    module: m.build(plan.end, target.shared),
    memoryBytes: Math.ceil(plan.end / 65536) * 65536,
    mailbox,
    data: areas({ images, ...wanted }),
    parameters: b.parameters,
    arrays: areas(arrays),
    running: areas(Object.fromEntries(running)),
  };
}

type Arrays = Readonly<Record<'values' | 'gradients' | 'first' | 'second' | 'average', Buffer>>;

/** Clipping, then the optimizer: each thread has a part of the parameters. */
function updatePhases(b: Builder, options: SessionOptions, threads: number, arrays: Arrays): Phase[] {
  const { optimizer, clipNorm, ema } = options;
  const phases: Phase[] = [];
  // The sum of squares is made of a fixed number of parts, so that it does not depend on the threads.
  const parts = 16;
  const squares = b.shared(parts * 4);
  const clip = b.perThread(64);
  if (clipNorm !== undefined) {
    const phase = newPhase({ update: true });
    const partBytes = Math.ceil(b.parameterBytes / 16 / parts) * 16;
    phase.each.push({
      reads: [],
      writes: [],
      emit: (e) => {
        const kernel = defineSquareSum(e.m);
        e.f.forRange(e.thread, parts, threads, (i) => {
          const from = e.f.let(i32.minU(i32.mul(i, partBytes), b.parameterBytes));
          const end = i32.minU(i32.add(i32.mul(i, partBytes), partBytes), b.parameterBytes);
          e.f.call(
            kernel,
            i32.add(e.at(arrays.gradients), from),
            i32.sub(end, from),
            i32.add(e.at(squares), i32.mul(i, 4)),
          );
        });
      },
    });
    phases.push(phase);
  }
  const phase = newPhase({ update: true });
  phase.each.push({
    reads: [],
    writes: [],
    emit: (e) => {
      if (clipNorm !== undefined) e.call(defineClipFactor(e.m, parts, clipNorm), squares, clip);
      const distance = (buffer: Buffer) => buffer.offset - arrays.values.offset;
      const distances = {
        gradient: distance(arrays.gradients),
        first: distance(arrays.first),
        second: distance(arrays.second),
        average: distance(arrays.average),
      };
      const run = (from: number, bytes: number, decayed: boolean) => {
        if (bytes === 0) return;
        const settings = { optimizer, decayed, clipped: clipNorm !== undefined, averaged: ema !== undefined };
        const kernel = defineOptimizer(e.m, settings, distances);
        const { first, end } = share(e, threads, bytes / 64);
        const at = i32.add(i32.add(e.at(arrays.values), from), i32.mul(first, 64));
        e.call(kernel, at, i32.mul(i32.sub(end, first), 64), e.schedule, clip);
      };
      run(0, b.decayedBytes, true);
      run(b.decayedBytes, b.parameterBytes - b.decayedBytes, false);
    },
  });
  phases.push(phase);
  return phases;
}

/**
 * Fills a step's row of the schedule for step t counted from 1: rate, rate/(1 − β₁ᵗ), 1/√(1 − β₂ᵗ), and the share
 * that the moving average takes of the new weights: 1 − min(ema, (1 + t)/(10 + t)), so that it forgets its start.
 */
export function writeSchedule(
  row: Float32Array,
  rate: number,
  step: number,
  { optimizer, ema = 0 }: Pick<SessionOptions, 'optimizer' | 'ema'>,
): void {
  row[0] = rate;
  row[3] = 1 - Math.min(ema, (1 + step) / (10 + step));
  if (optimizer.type !== 'adam') return;
  const { beta1 = 0.9, beta2 = 0.999 } = optimizer;
  row[1] = rate / (1 - beta1 ** step);
  row[2] = 1 / Math.sqrt(1 - beta2 ** step);
}
