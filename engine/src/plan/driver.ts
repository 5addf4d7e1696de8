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
import type { Buffer, Emitter, Phase, Program, Scope } from './program.js';

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
/** A step of the results: sum of losses, samples that were right. */
export const RESULT_BYTES = 8;

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
    { thread: 'i32', steps: 'i32', firstStep: 'i32', update: 'i32', canWait: 'i32' },
    (f, p) => {
      const order = f.let(i32.const(mailbox.order));
      const schedule = f.let(i32.const(mailbox.schedule));
      const result = f.let(i32.const(mailbox.results));
      const shared = { step: p.firstStep, order, schedule, result, thread: p.thread };
      f.repeat(p.steps, () => {
        for (const phase of program.phases) {
          const run = () => {
            emitEach(m, f, phase, plan, shared);
            if (phase.blocks.length > 0) {
              f.forRange(p.thread, slices, threads, (slice) => {
                const first = i32.divU(i32.mul(slice, blocks), slices);
                const end = f.let(i32.divU(i32.mul(i32.add(slice, 1), blocks), slices));
                f.forRange(first, end, 1, (block) =>
                  emitBlock(m, f, phase, plan, { ...shared, slice, block }),
                );
              });
            }
            if (barrier) f.call(barrier, p.canWait);
          };
          if (phase.update) f.when(p.update, run);
          else run();
        }
        f.advance(p.firstStep, 1);
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
  m.define('setup', { thread: 'i32' }, (f, { thread }) => emitEach(m, f, setup, plan, { ...fixed, thread }), {
    exported: true,
  });
  m.define(
    'predict',
    { thread: 'i32', blocks: 'i32' },
    (f, { thread, blocks }) => {
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
    const e: Emitter = {
      m,
      f,
      ...common,
      block: i32.const(0),
      sliceBytes: plan.size.slice,
      at: address(plan, bases),
    };
    for (const task of phase.each) f.scope(() => task.emit(e));
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
    const e: Emitter = { m, f, ...common, sliceBytes: plan.size.slice, at: address(plan, bases) };
    for (const task of phase.blocks) f.scope(() => task.emit(e));
  });
}

const address =
  (plan: MemoryPlan, bases: Record<Scope, I32>) =>
  (buffer: Buffer): I32 => {
    const scope = buffer.scope!;
    // The shared ones are constants altogether.
    return scope === 'shared'
      ? i32.const(plan.base.shared + buffer.offset)
      : i32.add(bases[scope], buffer.offset);
  };

/** A sense-reversing barrier: the last to arrive opens it; the others spin, then sleep where their thread may. */
function defineBarrier(m: ModuleBuilder, threads: number, at: number): FunctionRef {
  const arrivals = i32.const(at);
  const generation = i32.const(at + 128);
  const sleepers = i32.const(at + 256);
  return m.define('barrier', { canWait: 'i32' }, (f, { canWait }) => {
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
