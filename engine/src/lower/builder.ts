/** Collects the tasks of a network while its layers are lowered: forward as they come, backward from a tape. */
import {
  type FunctionBuilder,
  type FunctionRef,
  type I32,
  i32,
  type ModuleBuilder,
} from '../assembler/index.js';
import { defineZero } from '../kernels/elementwise.js';
import { BLOCK, ceilTo, type Lanes } from '../kernels/geometry.js';
import { defineSliceReduction } from '../kernels/slices.js';
import { type NetworkInfo, sizeOf } from '../network.js';
import {
  Buffer,
  bufferOf,
  type Emitter,
  Field,
  newPhase,
  type Phase,
  type Place,
  type Program,
  type Task,
} from '../plan/program.js';
import { refuse } from '../refuse.js';
import type { ParameterSpec, Shape } from '../types.js';

/** A value of the network and, on the way back, its gradient. Gradients are never changed by who reads them. */
export interface Tensor {
  readonly field: Field;
  gradient?: Field;
  /** False for the input: nobody asks for its gradient. */
  readonly wantsGradient: boolean;
}

export interface BuilderOptions {
  readonly training: boolean;
  readonly lanes: Lanes;
  readonly threads: number;
  readonly batch: number;
  readonly slices: number;
  /** Of dropout. */
  readonly seed: number;
}

/** A parameter's place: in the arrays of values and of gradients at the same offset. */
export interface ParameterRef {
  readonly spec: ParameterSpec;
  readonly offset: number;
}

export class Builder {
  readonly fixed: Buffer[] = [];
  /** First each thread's share of preparing the weights, last the gradients' finish. */
  readonly setup: Phase = newPhase();
  readonly finish: Phase = newPhase();
  readonly values: Buffer;
  readonly gradients: Buffer;
  readonly parameters = new Map<string, ParameterRef>();
  readonly parameterBytes: number;
  /** Bytes at the start of the parameters that decay applies to. */
  readonly decayedBytes: number;
  readonly #phases: Phase[] = [newPhase()];
  readonly #tape: (() => void)[] = [];

  constructor(
    readonly info: NetworkInfo,
    readonly options: BuilderOptions,
  ) {
    let offset = 0;
    const place = (spec: ParameterSpec) => {
      this.parameters.set(spec.name, { spec, offset });
      offset += ceilTo(this.#places(spec) * 4, 64);
    };
    const isDecayed = (spec: ParameterSpec) => spec.role === 'weight';
    const isFrozen = (spec: ParameterSpec) => spec.role === 'mean' || spec.role === 'variance';
    info.parameters.filter(isDecayed).forEach(place);
    this.decayedBytes = offset;
    info.parameters.filter((spec) => !isDecayed(spec) && !isFrozen(spec)).forEach(place);
    this.parameterBytes = offset;
    this.values = this.shared(offset);
    this.gradients = this.shared(options.training ? offset : 0);
  }

  get blocks(): number {
    return this.options.batch / BLOCK;
  }

  get hasBarriers(): boolean {
    return this.#phases.length > 1;
  }

  shared(bytes: number): Buffer {
    return this.#fix(new Buffer(bytes, { scope: 'shared' }));
  }

  /** Work space of a thread that keeps what it holds between phases. */
  perThread(bytes: number): Buffer {
    return this.#fix(new Buffer(bytes, { scope: 'thread', kept: () => true }));
  }

  perSlice(bytes: number): Buffer {
    return this.#fix(new Buffer(bytes, { scope: 'slice' }));
  }

  field(shape: Shape): Field {
    return new Field(shape, this.options.lanes);
  }

  tensor(field: Field, wantsGradient = true): Tensor {
    return { field, wantsGradient };
  }

  parameter(name: string): ParameterRef {
    return this.parameters.get(name) ?? refuse('a known name', 'a parameter', name);
  }

  /** A task of every block in the current phase. */
  task(reads: readonly Place[], writes: readonly Place[], emit: (e: Emitter) => void, again = false): void {
    const buffers = { reads: reads.map(bufferOf), writes: writes.map(bufferOf) };
    this.#phases.at(-1)!.blocks.push({ ...buffers, emit, again });
  }

  /** A task of one kernel that takes the addresses of what it reads and then of what else it writes. */
  run(reads: readonly Place[], writes: readonly Place[], kernel: (m: ModuleBuilder) => FunctionRef): void {
    const places = [...reads, ...writes.filter((place) => !reads.includes(place))];
    this.task(reads, writes, (e) => e.call(kernel(e.m), ...places));
  }

  /** A task that every thread runs at the start of the current phase. */
  each(emit: (e: Emitter) => void): void {
    this.#phases.at(-1)!.each.push(eachTask(emit));
  }

  atSetup(emit: (e: Emitter) => void): void {
    this.setup.each.push(eachTask(emit));
  }

  atFinish(emit: (e: Emitter) => void): void {
    this.finish.each.push(eachTask(emit));
  }

  /** All threads meet; what follows is a new phase. */
  barrier(): void {
    this.#phases.push(newPhase());
  }

  /** Remembers the way back of what was just lowered. */
  onBackward(step: () => void): void {
    if (this.options.training) this.#tape.push(step);
  }

  /** Remembers how x gets its gradient, if anybody wants it. */
  onGradient(x: Tensor, gradient: () => Field): void {
    if (x.wantsGradient)
      this.onBackward(() => {
        x.gradient = gradient();
      });
  }

  backward(): void {
    for (const step of this.#tape.toReversed()) step();
  }

  /** Zeroes a field, halo and all. */
  zero(field: Field): void {
    this.task([], [field], (e) => e.call(defineZero(e.m), field, ceilTo(field.buffer.bytes, 64)));
  }

  /** A gradient that slices sum up by themselves; they are added when all are done. */
  slicedGradient(parameter: ParameterRef): Buffer {
    const bytes = ceilTo(sizeOf(parameter.spec) * 4, 64);
    const slice = this.perSlice(bytes);
    this.atFinish((e) => {
      const { first, end } = share(e, this.options.threads, bytes / 16);
      e.call(defineSliceReduction(e.m, e.slices), slice, this.gradientAt(e, parameter), first, end);
    });
    return slice;
  }

  valueAt(e: Emitter, parameter: ParameterRef): I32 {
    return i32.add(e.at(this.values), parameter.offset);
  }

  gradientAt(e: Emitter, parameter: ParameterRef): I32 {
    return i32.add(e.at(this.gradients), parameter.offset);
  }

  /** @param update the optimizer's phases, behind all others */
  program(update: readonly Phase[] = []): Program {
    const { threads, slices } = this.options;
    const phases = [this.setup, ...this.#phases, this.finish, ...update].filter(
      (phase) => !this.options.training || phase.each.length + phase.blocks.length > 0,
    );
    return { threads, slices, blocks: this.blocks, phases, fixed: this.fixed };
  }

  /** Floats of a parameter's place: with the channels in the lanes its outputs are rounded up to full vectors. */
  #places(spec: ParameterSpec): number {
    const outputs = spec.shape[0]!;
    return this.options.lanes === 'samples' ? sizeOf(spec) : (sizeOf(spec) / outputs) * ceilTo(outputs, 4);
  }

  #fix(buffer: Buffer): Buffer {
    this.fixed.push(buffer);
    return buffer;
  }
}

const eachTask = (emit: (e: Emitter) => void): Task => ({ reads: [], writes: [], emit });

/** Address of the indices of a block's samples. */
export const orderOf = (e: Emitter): I32 => e.f.let(i32.add(e.order, i32.mul(e.block, BLOCK * 4)));

/** A thread's part of n items. */
export function share(e: Emitter, threads: number, n: number): { first: I32; end: I32 } {
  if (threads === 1) return { first: i32.const(0), end: i32.const(n) };
  return {
    first: e.f.let(i32.divU(i32.mul(e.thread, n), threads)),
    end: e.f.let(i32.divU(i32.mul(i32.add(e.thread, 1), n), threads)),
  };
}

/** Runs the body in thread 0 only. */
export function inFirstThread(e: Emitter, body: (f: FunctionBuilder) => void): void {
  e.f.when(i32.eqz(e.thread), () => body(e.f));
}
