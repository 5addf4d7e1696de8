/** A network's work as data: buffers, tasks that read and write them, phases with a barrier behind each. Knows no layer. */
import type { FunctionBuilder, FunctionRef, I32, Index, ModuleBuilder } from '../assembler/index.js';
import { fieldBytes, type Geometry, type Lanes } from '../kernels/geometry.js';
import type { Slices } from '../kernels/slices.js';
import type { Shape } from '../types.js';

/**
 * Who has a copy of a buffer: all together, each thread (work space), each slice of the batch (gradients: their number
 * does not depend on the threads, so sums come out the same), each block of 8 samples (what later phases need again).
 */
export type Scope = 'shared' | 'thread' | 'slice' | 'block';

export class Buffer {
  /** Set by the planner where the work decides it. */
  scope: Scope | null;
  offset = 0;
  readonly #bytes: () => number;
  readonly #kept: () => boolean;

  constructor(
    bytes: number | (() => number),
    options: { readonly scope?: Scope; readonly kept?: () => boolean } = {},
  ) {
    this.#bytes = typeof bytes === 'number' ? () => bytes : bytes;
    this.scope = options.scope ?? null;
    this.#kept = options.kept ?? (() => false);
  }

  get bytes(): number {
    return this.#bytes();
  }

  /** Its memory is never lent to another buffer: it holds zeros around a picture, or is read in another step. */
  get kept(): boolean {
    return this.#kept();
  }
}

/** A tensor's place: its shape, its halo (which grows as layers that read it ask), its buffer. */
export class Field {
  readonly buffer: Buffer;
  readonly #halo: { before: number; after: number };
  #closed = false;

  constructor(
    readonly shape: Shape,
    readonly lanes: Lanes,
    /** A field of the same shape whose halo this one shares. */
    like?: Field,
    /** The buffer of a field that this one is another view of. */
    buffer?: Buffer,
  ) {
    this.#halo = like ? like.#halo : { before: 0, after: 0 };
    this.#closed = buffer !== undefined;
    const kept = () => this.#halo.before + this.#halo.after > 0;
    this.buffer = buffer ?? new Buffer(() => fieldBytes(this.geometry), { kept });
  }

  get geometry(): Geometry {
    const [channels, height, width] = this.shape;
    return { lanes: this.lanes, channels, height, width, halo: this.#halo };
  }

  /** Asks for zeros around the picture; all layers must ask before any code is written. */
  requireHalo(before: number, after: number): void {
    if (this.#closed && before + after > 0) throw new Error('A view of another field cannot have a halo.');
    this.#halo.before = Math.max(before, this.#halo.before);
    this.#halo.after = Math.max(after, this.#halo.after);
  }

  /** The same memory under another shape of as many values; neither has a halo from here on. */
  reshaped(shape: Shape): Field {
    this.#closed = true;
    return new Field(shape, this.lanes, undefined, this.buffer);
  }

  twin(): Field {
    return new Field(this.shape, this.lanes, this);
  }
}

/** What has an address: a buffer, or the field that lies in it. */
export type Place = Buffer | Field;

export const bufferOf = (place: Place): Buffer => (place instanceof Field ? place.buffer : place);

/** What a task's code can name. */
export interface Emitter {
  readonly m: ModuleBuilder;
  readonly f: FunctionBuilder;
  at(place: Place): I32;
  /** Calls a kernel with addresses of places and with other integers. */
  call(target: FunctionRef, ...args: readonly (Place | Index)[]): void;
  /** Copies of a slice buffer, and the bytes from one to the next. */
  readonly slices: Slices;
  /** Number of the block in the batch; in tasks of a blocks phase. */
  readonly block: I32;
  readonly thread: I32;
  /** Steps since training began, for seeds. */
  readonly step: I32;
  /** Address of this step's sample indices, batch i32. */
  readonly order: I32;
  /** Address of this step's row of the schedule. */
  readonly schedule: I32;
  /** Address of this step's row of results. */
  readonly result: I32;
}

export interface Task {
  readonly reads: readonly Buffer[];
  readonly writes: readonly Buffer[];
  /** Cheap to compute again in a later phase from what its inputs hold then. */
  readonly again?: boolean;
  emit(e: Emitter): void;
}

/** First each thread's own tasks, then those of every block; then all threads meet. */
export interface Phase {
  readonly each: Task[];
  readonly blocks: Task[];
  /** Skipped when only gradients are asked for. */
  readonly update: boolean;
}

export interface Program {
  readonly threads: number;
  /** Slices of the batch, each summed by one thread. */
  readonly slices: number;
  /** Blocks of 8 samples in a batch. */
  readonly blocks: number;
  readonly phases: Phase[];
  /** Buffers that hold parameters, gradients and sums, beside those that the blocks' tasks name. */
  readonly fixed: Buffer[];
}

export function newPhase(options: { readonly update?: boolean } = {}): Phase {
  return { each: [], blocks: [], update: options.update ?? false };
}
