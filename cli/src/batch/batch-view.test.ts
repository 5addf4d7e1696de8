/** A batch as a terminal shows it. */
import { expect, test } from 'vitest';
import { createBatchView } from './batch-view.js';

function view(isTerminal: boolean, before = 0) {
  const out: string[] = [];
  const status: string[] = [];
  let time = 0;
  const terminal = {
    out: (line: string) => out.push(line),
    err: (line: string) => out.push(line),
    status: isTerminal ? (line: string) => status.push(line) : null,
  };
  const show = createBatchView(terminal, 5000, before, () => time);
  return {
    out,
    status,
    at: (ms: number, done: number, failed = 0) => {
      time = ms;
      show({ done, failed });
    },
  };
}

test('a bar with rate and time left, not more often than can be seen', () => {
  const { status, out, at } = view(true, 1000);
  for (let i = 1; i <= 1000; i++) at(i * 10, 1000 + i, 2);
  expect(status.length).toBe(100);
  expect(status.at(-1)).toBe(
    '━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 40 %  2,000 of 5,000 files  2 failed  100 files/s  30 s left',
  );
  expect(out).toEqual([]);
});

test('without a terminal a line now and then', () => {
  const { out, at } = view(false);
  for (let i = 1; i <= 100; i++) at(i * 1000, i);
  expect(out).toHaveLength(6);
  expect(out[0]).toContain('1.0 files/s  1 h 23 min left');
});
