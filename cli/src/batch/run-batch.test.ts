/** The order in which results are kept, how many files are read ahead, and stopping. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { FileResult } from './formats.js';
import type { Output } from './output.js';
import type { ReadPool } from './pool.js';
import { type BatchOptions, runBatch } from './run-batch.js';

const resultOf = (file: string): FileResult => ({ file, records: [] });

async function* names(count: number): AsyncGenerator<string> {
  for (let i = 0; i < count; i++) yield String(i);
}

/** A batch in which file i takes `msOf(i)`. */
function batch(count: number, msOf: (i: number) => number, done: readonly string[] = []) {
  const kept: string[][] = [];
  const begun: string[] = [];
  let [running, most] = [0, 0];
  const abort = new AbortController();
  const pool: ReadPool = {
    async read(file) {
      if (abort.signal.aborted) return null;
      begun.push(file);
      most = Math.max(most, ++running);
      await wait(msOf(Number(file)));
      running--;
      return resultOf(file);
    },
    stop() {},
    async close() {},
  };
  const output: Output = {
    files: new Set(done),
    failed: 0,
    async append(results) {
      if (results.length > 0) kept.push(results.map(({ file }) => file));
    },
    async finish() {},
  };
  const options: BatchOptions = {
    files: names(count),
    pool,
    output,
    window: 8,
    signal: abort.signal,
    onResult: () => {},
  };
  return { options, kept, begun, abort, most: () => most };
}

test('results are kept in order, however long each takes, with a bounded number ahead', async () => {
  const { options, kept, most } = batch(200, (i) => (i % 7 === 0 ? 6 : 1));
  expect(await runBatch(options)).toBe(true);
  expect(kept.flat()).toEqual(Array.from({ length: 200 }, (_, i) => String(i)));
  expect(kept.length).toBeLessThan(12);
  expect(most()).toBe(8);
});

test('after a second what there is is kept', async () => {
  let time = 0;
  const { options, kept } = batch(10, () => 0);
  await runBatch({ ...options, now: () => (time += 400) });
  expect(kept.length).toBeGreaterThan(3);
});

test('what is in the output is not read again', async () => {
  const { options, kept, begun } = batch(6, () => 0, ['1', '4']);
  await runBatch(options);
  expect(begun).toEqual(['0', '2', '3', '5']);
  expect(kept.flat()).toEqual(['0', '2', '3', '5']);
});

test('stopped, what has begun is kept', async () => {
  const { options, kept, begun, abort } = batch(1000, () => 2);
  const isWhole = runBatch({ ...options, onResult: ({ file }) => file === '20' && abort.abort() });
  expect(await isWhole).toBe(false);
  expect(kept.flat()).toEqual(begun);
  expect(begun.length).toBeLessThan(40);
});

test('an error of the pool ends it, with what came before kept', async () => {
  const { options, kept } = batch(50, () => 1);
  const read = options.pool.read;
  const pool = {
    ...options.pool,
    read: (file: string) => (file === '30' ? Promise.reject(new Error('no model')) : read(file)),
  };
  await expect(runBatch({ ...options, pool })).rejects.toThrow('no model');
  expect(kept.flat()).toEqual(Array.from({ length: 30 }, (_, i) => String(i)));
});
