/** Writes the function that each thread runs: steps, phases, slices and blocks, with barriers between phases. */
import {
  type FunctionBuilder,
  type FunctionRef,
  type I32,
  i32,
  type ModuleBuilder,
} from '../assembler/index.js';
import { BLOCK } from '../kernels/geometry.js';
import type { MemoryPlan } from './memory.js';
import {
  Buffer,
  bufferOf,
  type Emitter,
  Field,
  type Phase,
  type Place,
  type Program,
  type Scope,
  type Task,
} from './program.js';

/** Addresses of what JavaScript and the driver share. */
export interface Mailbox {
  /** Barrier: arrivals, generation and sleepers, a cache line each. */
  readonly barrier: number;
  readonly order: number;
  readonly schedule: number;
  readonly results: number;
}

export const BARRIER_BYTES = 384;
/** A step of the schedule: learning rate, rate/(1 − β₁ᵗ), 1/√(1 − β₂ᵗ), share of the average. */
export const SCHEDULE_BYTES = 16;
/** A step of the results: sum of losses, samples that were right, targets that were impossible. */
export const RESULT_BYTES = 12;

/** Looks at the barrier this often before it sleeps: about 50 µs. */
const SPINS = 20_000;
const SLEEP_MS = 100;

/**
 * Exports `run(thread, steps, firstStep, update, canWait)`: steps of the whole program, the last phases only if `update`.
 */
export function emitTraining(
  m: ModuleBuilder,
  program: Program,
  plan: MemoryPlan,
  mailbox: Mailbox,
): FunctionRef {
  const barrier = program.threads > 1 ? defineBarrier(m, program.threads, mailbox.barrier) : null;
  const { slices, blocks, threads } = program;
  return m.define(
    'run',
    null,
    (f, thread, steps, firstStep, update, canWait) => {
      const order = f.let(i32.const(mailbox.order));
      const schedule = f.let(i32.const(mailbox.schedule));
      const result = f.let(i32.const(mailbox.results));
      const shared = { step: firstStep, order, schedule, result, thread };
      f.repeat(steps, () => {
        for (const phase of program.phases) {
          const run = () => {
            emitEach(m, f, phase, plan, shared);
            if (phase.blocks.length > 0) {
              f.forRange(thread, slices, threads, (slice) => {
                const first = i32.divU(i32.mul(slice, blocks), slices);
                const end = f.let(i32.divU(i32.mul(i32.add(slice, 1), blocks), slices));
                f.forRange(first, end, 1, (block) =>
                  emitBlock(m, f, phase, plan, { ...shared, slice, block }),
                );
              });
            }
            if (barrier) f.call(barrier, canWait);
          };
          if (phase.update) f.when(update, run);
          else run();
        }
        f.advance(firstStep, 1);
        f.advance(order, blocks * BLOCK * 4);
        f.advance(schedule, SCHEDULE_BYTES);
        f.advance(result, RESULT_BYTES);
      });
    },
    { exported: true },
  );
}

/** Exports `setup(thread)` for the first phase's own tasks and `predict(thread, blocks)` for the rest. */
export function emitPrediction(m: ModuleBuilder, program: Program, plan: MemoryPlan, mailbox: Mailbox): void {
  const [setup, forward] = program.phases as [Phase, Phase];
  const zero = i32.const(0);
  const fixed = { step: zero, schedule: zero, result: zero, order: i32.const(mailbox.order) };
  m.define('setup', null, (f, thread) => emitEach(m, f, setup, plan, { ...fixed, thread }), {
    exported: true,
  });
  m.define(
    'predict',
    null,
    (f, thread, blocks) => {
      f.forRange(thread, blocks, program.threads, (block) =>
        emitBlock(m, f, forward, plan, { ...fixed, thread, slice: zero, block }),
      );
    },
    { exported: true },
  );
}

type Common = Pick<Emitter, 'step' | 'order' | 'schedule' | 'result' | 'thread'>;

function emitEach(
  m: ModuleBuilder,
  f: FunctionBuilder,
  phase: Phase,
  plan: MemoryPlan,
  common: Common,
): void {
  f.scope(() => {
    const bases: Record<Scope, I32> = {
      shared: i32.const(plan.base.shared),
      thread: f.let(i32.add(i32.mul(common.thread, plan.size.thread), plan.base.thread)),
      slice: i32.const(plan.base.slice),
      block: i32.const(plan.base.block),
    };
    emitTasks(phase.each, m, f, plan, { ...common, block: i32.const(0) }, bases);
  });
}

function emitBlock(
  m: ModuleBuilder,
  f: FunctionBuilder,
  phase: Phase,
  plan: MemoryPlan,
  common: Common & { slice: I32; block: I32 },
): void {
  f.scope(() => {
    const copy = (scope: Scope, i: I32) => f.let(i32.add(i32.mul(i, plan.size[scope]), plan.base[scope]));
    const bases: Record<Scope, I32> = {
      shared: i32.const(plan.base.shared),
      thread: copy('thread', common.thread),
      slice: copy('slice', common.slice),
      block: copy('block', common.block),
    };
    emitTasks(phase.blocks, m, f, plan, common, bases);
  });
}

function emitTasks(
  tasks: readonly Task[],
  m: ModuleBuilder,
  f: FunctionBuilder,
  plan: MemoryPlan,
  common: Common & { block: I32 },
  bases: Record<Scope, I32>,
): void {
  const at = (place: Place): I32 => {
    const { scope, offset } = bufferOf(place);
    // The shared ones are constants altogether.
    return scope === 'shared' ? i32.const(plan.base.shared + offset) : i32.add(bases[scope!], offset);
  };
  const call: Emitter['call'] = (target, ...args) =>
    f.call(target, ...args.map((arg) => (arg instanceof Buffer || arg instanceof Field ? at(arg) : arg)));
  const e: Emitter = { m, f, ...common, slices: plan.slices, at, call };
  for (const task of tasks) f.scope(() => task.emit(e));
}

/** A sense-reversing barrier: the last to arrive opens it; the others spin, then sleep where their thread may. */
function defineBarrier(m: ModuleBuilder, threads: number, at: number): FunctionRef {
  const arrivals = i32.const(at);
  const generation = i32.const(at + 128);
  const sleepers = i32.const(at + 256);
  return m.define('barrier', null, (f, canWait) => {
    const now = f.let(i32.atomicLoad(generation));
    const arrived = f.let(i32.atomicAdd(arrivals, 1));
    f.when(
      i32.eq(arrived, threads - 1),
      () => {
        f.atomicStore(arrivals, i32.const(0));
        f.drop(i32.atomicAdd(generation, 1));
        f.when(i32.atomicLoad(sleepers), () => f.drop(i32.notify(generation)));
      },
      () => {
        const spins = f.let(i32.const(0));
        f.loopWhile(i32.eq(i32.atomicLoad(generation), now), () => {
          f.advance(spins, 1);
          f.when(i32.and(canWait, i32.ltU(SPINS, spins)), () => {
            f.drop(i32.atomicAdd(sleepers, 1));
            f.drop(i32.wait(generation, now, SLEEP_MS));
            f.drop(i32.atomicAdd(sleepers, -1));
          });
        });
      },
    );
  });
}
