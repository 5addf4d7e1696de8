/** Threads that answer, die and hang, with programs made for it. */
import { describe, expect, test } from 'vitest';
import type { FileResult } from './formats.js';
import { createReadPool, type PoolOptions, type ReadPool } from './pool.js';

const HEAD = "import { parentPort as port } from 'node:worker_threads';";
const READY = "port.postMessage({ type: 'ready' });";

/** A program whose `body` gets `file` and may call `answer()`. */
const program = (body: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(
      `${HEAD} port.on('message', (file) => { const answer = () => port.postMessage({ type: 'result', result: { file, records: [] } }); ${body} }); ${READY}`,
    )}`,
  );

async function using<T>(options: PoolOptions, use: (pool: ReadPool) => Promise<T>): Promise<T> {
  const pool = createReadPool({ kind: 'digit' }, options);
  try {
    return await use(pool);
  } finally {
    await pool.close();
  }
}

const names = (results: readonly (FileResult | null)[]): unknown[] =>
  results.map((result) => result && ('failure' in result ? result.failure.message : result.file));

describe('a pool', () => {
  test('answers each file, whoever is free', async () => {
    const files = Array.from({ length: 40 }, (_, i) => `${i}.png`);
    const options = { threads: 3, program: program('setTimeout(answer, Math.random() * 5);') };
    const results = await using(options, (pool) => Promise.all(files.map((file) => pool.read(file))));
    expect(names(results)).toEqual(files);
  });

  test('replaces a thread that dies: one file is lost', async () => {
    const options = {
      threads: 2,
      program: program(
        "if (file === 'bad') process.exit(3); else if (file === 'worse') throw new Error('oh'); else answer();",
      ),
    };
    const results = await using(options, (pool) =>
      Promise.all(['a', 'bad', 'b', 'worse', 'c', 'd'].map((file) => pool.read(file))),
    );
    expect(names(results)).toEqual([
      'a',
      'bad: it ended the thread that read it',
      'b',
      'worse: it ended the thread that read it (oh)',
      'c',
      'd',
    ]);
  });

  test('gives up a page that takes too long, not a file of many pages', async () => {
    const body = `
      if (file === 'hangs') for (;;);
      if (file !== 'long') answer();
      else { let pages = 0; const timer = setInterval(() => { port.postMessage({ type: 'page' }); if (++pages === 8) { clearInterval(timer); answer(); } }, 100); }`;
    const results = await using({ threads: 2, pageTimeoutMs: 500, program: program(body) }, (pool) =>
      Promise.all(['hangs', 'long', 'a'].map((file) => pool.read(file))),
    );
    expect(names(results)).toEqual(['hangs: it took longer than 0.5 s and was given up', 'long', 'a']);
  });

  test('stopped, finishes what has begun and gives up the rest', async () => {
    const results = await using(
      { threads: 1, program: program('setTimeout(answer, 100);') },
      async (pool) => {
        const reads = ['a', 'b', 'c'].map((file) => pool.read(file));
        const first = await reads[0]!;
        pool.stop();
        return [first, ...(await Promise.all(reads.slice(1)))];
      },
    );
    expect(names(results)).toEqual(['a', 'b', null]);
  });

  test('what is wrong with the model is wrong with all', async () => {
    const body = "port.postMessage({ type: 'fatal', message: 'no model' });";
    await using({ threads: 2, program: program(body) }, async (pool) => {
      const reads = await Promise.allSettled(['a', 'b', 'c'].map((file) => pool.read(file)));
      expect(reads.map((read) => read.status === 'rejected' && read.reason.message)).toEqual(
        Array(3).fill('no model'),
      );
      await expect(pool.read('d')).rejects.toThrow('no model');
    });
  });

  test('a program that does not start is an error, not a loop', async () => {
    const broken = new URL('data:text/javascript,throw new Error("broken")');
    await using({ threads: 2, program: broken }, async (pool) => {
      await expect(pool.read('a')).rejects.toThrow('Expected a thread to start but it ended');
    });
  });
});
