import { describe, expect, it } from 'vitest';
import { align, planMemory } from './memory.js';
import { Buffer, type Phase, type Program, type Task } from './program.js';

const task = (reads: Buffer[], writes: Buffer[], again = false): Task => ({
  reads,
  writes,
  again,
  emit: () => {},
});

function program(phases: readonly (readonly Task[])[], fixed: Buffer[] = []): Program {
  const list: Phase[] = phases.map((blocks) => ({ each: [], blocks: [...blocks], update: false }));
  return { threads: 2, slices: 4, blocks: 8, phases: list, fixed };
}

describe('planMemory', () => {
  it('lends memory to buffers whose lives do not overlap', () => {
    const [a, b, c] = [new Buffer(1000), new Buffer(1000), new Buffer(1000)];
    const plan = planMemory(program([[task([], [a]), task([a], [b]), task([b], [c])]]), 0);
    expect([a, b, c].map((buffer) => buffer.scope)).toEqual(['thread', 'thread', 'thread']);
    expect(a.offset).not.toBe(b.offset);
    expect(b.offset).not.toBe(c.offset);
    expect(a.offset).toBe(c.offset);
    expect(plan.size.thread).toBeGreaterThanOrEqual(2 * align(1000));
  });

  it('keeps a copy a block of what a later phase reads', () => {
    const [a, b] = [new Buffer(64), new Buffer(64)];
    planMemory(program([[task([], [a])], [task([a], [b])]]), 0);
    expect([a.scope, b.scope]).toEqual(['block', 'thread']);
  });

  it('repeats a cheap task instead of keeping its result', () => {
    const [y, a, b] = [new Buffer(64), new Buffer(64), new Buffer(64)];
    const cheap = task([y], [a], true);
    const p = program([[task([], [y]), cheap], [task([a], [b])]]);
    planMemory(p, 0);
    expect(p.phases[1]!.blocks[0]).toBe(cheap);
    expect([y.scope, a.scope]).toEqual(['block', 'thread']);
  });

  it('never lends memory that must keep its zeros', () => {
    const kept = new Buffer(640, { kept: () => true });
    const [a, b] = [new Buffer(640), new Buffer(640)];
    planMemory(program([[task([], [kept]), task([kept], [a]), task([a], [b])]]), 0);
    const overlaps = (x: Buffer, y: Buffer) => x.offset < y.offset + y.bytes && y.offset < x.offset + x.bytes;
    expect(overlaps(kept, a) || overlaps(kept, b)).toBe(false);
  });

  it('gives the copies of all scopes places of their own', () => {
    const shared = new Buffer(100, { scope: 'shared' });
    const slice = new Buffer(100, { scope: 'slice' });
    const a = new Buffer(100);
    const plan = planMemory(program([[task([], [a]), task([a], [slice])]], [shared, slice]), 4096);
    expect(plan.base.shared).toBe(4096);
    expect(plan.base.thread).toBeGreaterThanOrEqual(plan.base.shared + plan.size.shared);
    expect(plan.base.slice).toBeGreaterThanOrEqual(plan.base.thread + 2 * plan.size.thread);
    expect(plan.end).toBeGreaterThanOrEqual(plan.base.slice + 4 * plan.size.slice);
  });
});
