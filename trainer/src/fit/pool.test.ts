/** The pool: order, load, failures. The workers are played here. */
import { expect, test } from 'vitest';
import { type Answer, createPool, type RawWorker } from './pool.js';
import type { Task } from './tasks.js';

interface Played extends RawWorker {
  readonly posted: unknown[];
  answer(answer: Answer): void;
  fail(error: Error): void;
}

function played(size: number) {
  const workers: Played[] = [];
  const pool = createPool(size, (onAnswer, onFailure) => {
    const worker: Played = {
      posted: [],
      post: (message) => worker.posted.push(message),
      answer: onAnswer,
      fail: onFailure,
      close: async () => {},
    };
    workers.push(worker);
    return worker;
  });
  return { pool, workers };
}

const task = (first: number): Task<'make'> => ({
  type: 'make',
  entries: new Int32Array(0),
  first,
  random: [1, 2, 3, 4],
});
const image = (value: number): Answer => ({ result: Uint8Array.of(value) });

test('each worker has a few tasks ahead, the rest waits for whoever is free', async () => {
  const { pool, workers } = played(2);
  const results = Array.from({ length: 10 }, (_, i) => pool.run(task(i)));
  expect(workers.map((worker) => worker.posted.length)).toEqual([4, 4]);
  workers[1]!.answer(image(1));
  expect(workers.map((worker) => worker.posted.length)).toEqual([4, 5]);
  expect(await results[1]).toEqual(Uint8Array.of(1));
});

test('a broadcast reaches every worker before later tasks', async () => {
  const { pool, workers } = played(3);
  const done = pool.broadcast({ type: 'setup', setup: { labels: ['x'] } } as unknown as Task<'setup'>);
  void pool.run(task(0));
  for (const worker of workers) {
    expect(worker.posted[0]).toMatchObject({ type: 'setup' });
    worker.answer({ result: null });
  }
  await done;
  expect(workers.reduce((sum, worker) => sum + worker.posted.length, 0)).toBe(4);
});

test('a task that fails fails alone; a worker that dies takes all tasks along', async () => {
  const { pool, workers } = played(1);
  const results = Array.from({ length: 6 }, (_, i) => pool.run(task(i)));
  workers[0]!.answer({ error: 'Expected ink but received none.' });
  await expect(results[0]).rejects.toThrow('Expected ink');
  workers[0]!.answer(image(7));
  expect(await results[1]).toEqual(Uint8Array.of(7));
  workers[0]!.fail(new Error('It died.'));
  for (const result of results.slice(2)) await expect(result).rejects.toThrow('It died.');
  await expect(pool.run(task(9))).rejects.toThrow('It died.');
});

test('a closed pool takes no task', async () => {
  const { pool } = played(1);
  await pool.close();
  await expect(pool.run(task(0))).rejects.toThrow('it was closed');
});
