/** A run's folder survives what disks and signals do to it. */
import { appendFile, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Checkpoint } from '../../fit/events.js';
import { seedCnn } from '../../recipes/seed-cnn.js';
import { writeAtomically } from './atomic.js';
import { createRunFolder, openRunFolder, type RunConfig } from './run-folder.js';

const config: RunConfig = { recipe: seedCnn, started: '2025-01-01T00:00:00Z', node: 'v20', version: '0' };
const checkpointAt = (step: number): Checkpoint => ({
  seed: 1,
  epoch: 0,
  step,
  lossSum: 0,
  correct: 0,
  seconds: 0,
  history: [],
  session: { step, arrays: new Map([['w', Float32Array.of(step, 0.5)]]) },
});

let top: string;
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'digitry-'));
});
afterEach(() => rm(top, { recursive: true, force: true }));

async function withCheckpoints(...steps: number[]) {
  const folder = await createRunFolder(join(top, 'run'), config);
  for (const step of steps) await folder.saveCheckpoint(checkpointAt(step), step);
  return folder;
}
const files = (): Promise<string[]> => readdir(join(top, 'run', 'checkpoints')).then((names) => names.sort());

test('keeps the last two checkpoints and gives the newest', async () => {
  const folder = await withCheckpoints(10, 20, 1000000);
  expect(await files()).toEqual(['000000020.checkpoint', '001000000.checkpoint']);
  expect(await folder.lastCheckpoint()).toEqual({ checkpoint: checkpointAt(1000000), warnings: [] });
  expect((await openRunFolder(join(top, 'run'))).config).toEqual(config);
});

test.each([
  ['cut short', (file: string) => truncate(file, 60)],
  ['empty', (file: string) => truncate(file, 0)],
  ['longer', (file: string) => appendFile(file, 'x')],
  [
    'changed in one bit',
    async (file: string) => {
      const bytes = await readFile(file);
      bytes[bytes.length - 40]! ^= 1;
      await writeFile(file, bytes);
    },
  ],
])('a checkpoint that is %s is named and the one before it is used', async (_, damage) => {
  const folder = await withCheckpoints(10, 20);
  await damage(join(top, 'run', 'checkpoints', '000000020.checkpoint'));
  const { checkpoint, warnings } = await folder.lastCheckpoint();
  expect(checkpoint).toEqual(checkpointAt(10));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('000000020.checkpoint is damaged and is not used');
});

test('no checkpoint that is whole is no checkpoint', async () => {
  const folder = await withCheckpoints(10);
  await truncate(join(top, 'run', 'checkpoints', '000000010.checkpoint'), 5);
  expect((await folder.lastCheckpoint()).checkpoint).toBeNull();
});

test.runIf(process.platform === 'linux')(
  'a full disk is said, and the last good checkpoint stays',
  async () => {
    const folder = await withCheckpoints(10);
    // Whatever is written to /dev/full meets a full disk.
    await symlink('/dev/full', join(top, 'run', 'checkpoints', `.000000020.checkpoint.${process.pid}.tmp`));
    await expect(folder.saveCheckpoint(checkpointAt(20), 20)).rejects.toThrow(
      /000000020.checkpoint but the disk is full; what was saved before is intact/,
    );
    expect(await files()).toEqual(['000000010.checkpoint']);
    expect((await folder.lastCheckpoint()).checkpoint).toEqual(checkpointAt(10));
  },
);

test('a file is replaced whole, and nothing is left beside it', async () => {
  const file = join(top, 'a.txt');
  await writeAtomically(file, 'one');
  await writeAtomically(file, 'two');
  expect(await readFile(file, 'utf8')).toBe('two');
  expect(await readdir(top)).toEqual(['a.txt']);
  await expect(writeAtomically(join(top, 'none', 'a.txt'), 'x')).rejects.toThrow('its folder is gone');
});

test('the log forgets what will be done again, and a half line of a killed process', async () => {
  const folder = await withCheckpoints();
  await folder.log({ type: 'start' });
  await folder.log({ type: 'progress', step: 10 });
  await folder.log({ type: 'progress', step: 20 });
  await appendFile(join(top, 'run', 'log.jsonl'), '{"type":"progr');
  await folder.rewindLog(10);
  await folder.log({ type: 'progress', step: 15 });
  expect(await folder.readLog()).toEqual([
    { type: 'start' },
    { type: 'progress', step: 10 },
    { type: 'progress', step: 15 },
  ]);
});

test('folders that are taken or are none are refused', async () => {
  await withCheckpoints();
  await expect(createRunFolder(join(top, 'run'), config)).rejects.toThrow('a new or empty folder for --out');
  await expect(openRunFolder(join(top, 'nothing'))).rejects.toThrow('the folder of a run for --resume');
  await writeFile(join(top, 'run', 'config.json'), '{');
  await expect(openRunFolder(join(top, 'run'))).rejects.toThrow('to be JSON');
});
