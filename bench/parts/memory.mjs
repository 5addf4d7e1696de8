/** Resident memory of one process over 10,000 training steps and over 100,000 readings. */
import { fileURLToPath } from 'node:url';
import { runProcess } from '../lib/process.mjs';

const command = [
  process.execPath,
  '--expose-gc',
  fileURLToPath(new URL('../peers/memory.mjs', import.meta.url)),
];

export async function run({ threads, quick }) {
  const rows = [];
  for (const [name, task, count] of [
    ['training steps', 'training', 10_000],
    ['readings', 'reading', 100_000],
  ]) {
    console.error(`memory: ${count} ${name}`);
    const times = quick ? count / 100 : count;
    const result = await runProcess(command, { task, count: times, threads }, { timeoutMs: 3_600_000 });
    rows.push({ name, count: times, ...result });
  }
  return { rows };
}
