/** Decides where every buffer lies: scopes by who needs it, memory shared between buffers whose lives do not overlap. */
import type { Slices } from '../kernels/slices.js';
import type { Buffer, Program, Scope, Task } from './program.js';

export interface MemoryPlan {
  /** Byte address and bytes a copy of each scope. */
  readonly base: Record<Scope, number>;
  readonly size: Record<Scope, number>;
  readonly slices: Slices;
  readonly end: number;
}

const LINE = 128;
/** Copies start a few lines apart modulo a page, so that threads and blocks do not fight for the same cache sets. */
const STAGGER = 5 * 64;

export const align = (n: number): number => Math.ceil(n / LINE) * LINE;

/** @param start first free byte of the memory. */
export function planMemory(program: Program, start: number): MemoryPlan {
  repeatCheapTasks(program);
  const buffers = collect(program);
  for (const buffer of buffers) buffer.scope ??= isLocal(buffer, program) ? 'thread' : 'block';
  const size: Record<Scope, number> = { shared: 0, thread: 0, slice: 0, block: 0 };
  for (const buffer of buffers) {
    if (buffer.scope === 'thread' && !buffer.kept) continue;
    const scope = buffer.scope!;
    buffer.offset = size[scope];
    size[scope] += align(buffer.bytes);
  }
  size.thread += placeWorkspace(program, size.thread);
  const copies: Record<Scope, number> = {
    shared: 1,
    thread: program.threads,
    slice: program.slices,
    block: program.blocks,
  };
  const base: Record<Scope, number> = { shared: 0, thread: 0, slice: 0, block: 0 };
  let at = align(start);
  for (const scope of ['shared', 'thread', 'slice', 'block'] as const) {
    base[scope] = at;
    if (size[scope] > 0 && copies[scope] > 1) size[scope] = align(size[scope]) + STAGGER;
    at = align(at + size[scope] * copies[scope]);
  }
  return { base, size, slices: { count: program.slices, bytes: size.slice }, end: at };
}

/** Where a phase reads what only an earlier phase wrote, a cheap writer is repeated instead of keeping a copy a block. */
function repeatCheapTasks(program: Program): void {
  const writers = new Map<Buffer, Task>();
  for (const phase of program.phases) {
    for (const task of phase.blocks) {
      for (const buffer of task.writes) if (task.again && !writers.has(buffer)) writers.set(buffer, task);
    }
  }
  for (const phase of program.phases) {
    const written = new Set<Buffer>();
    for (let i = 0; i < phase.blocks.length; i++) {
      const task = phase.blocks[i]!;
      const missing = task.reads.find((buffer) => !written.has(buffer) && writers.has(buffer));
      const writer = missing && writers.get(missing);
      if (writer && writer !== task) {
        phase.blocks.splice(i, 0, writer);
        i--;
        for (const buffer of writer.writes) written.add(buffer);
        continue;
      }
      for (const buffer of task.writes) written.add(buffer);
    }
  }
}

const uses = (task: Task): Buffer[] => [...task.reads, ...task.writes];

function collect(program: Program): Set<Buffer> {
  return new Set([
    ...program.fixed,
    ...program.phases.flatMap((phase) => [...phase.each, ...phase.blocks].flatMap(uses)),
  ]);
}

/** Each phase that touches it writes it first. */
function isLocal(buffer: Buffer, program: Program): boolean {
  return program.phases.every((phase) => {
    const first = phase.blocks.find((task) => uses(task).includes(buffer));
    return !first || (first.writes.includes(buffer) && !first.reads.includes(buffer));
  });
}

/** First-fit by life within each phase's list of tasks; a buffer has one place in all phases. */
function placeWorkspace(program: Program, start: number): number {
  const lives = new Map<Buffer, { phase: number; first: number; last: number }[]>();
  program.phases.forEach((phase, p) => {
    phase.blocks.forEach((task, i) => {
      for (const buffer of uses(task)) {
        if (buffer.scope !== 'thread' || buffer.kept) continue;
        const spans = lives.get(buffer) ?? [];
        const span = spans.find((each) => each.phase === p);
        if (span) span.last = i;
        else spans.push({ phase: p, first: i, last: i });
        lives.set(buffer, spans);
      }
    });
  });
  const placed: Buffer[] = [];
  let end = 0;
  for (const [buffer, spans] of [...lives].sort(([a], [b]) => b.bytes - a.bytes)) {
    const rivals = placed
      .filter((other) =>
        lives
          .get(other)!
          .some((x) => spans.some((y) => x.phase === y.phase && x.first <= y.last && y.first <= x.last)),
      )
      .sort((a, b) => a.offset - b.offset);
    let at = start;
    for (const rival of rivals) {
      if (rival.offset >= at + align(buffer.bytes)) break;
      at = Math.max(at, rival.offset + align(rival.bytes));
    }
    buffer.offset = at;
    placed.push(buffer);
    end = Math.max(end, at + align(buffer.bytes) - start);
  }
  return end;
}
