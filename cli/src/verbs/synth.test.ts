/** `digitry synth`: what it takes, and what it says of what it does not take. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UsageError } from '../args.js';
import { synth } from './synth.js';

let top: string;
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'digitry-synth-'));
});
afterAll(() => rm(top, { recursive: true, force: true }));

const said: string[] = [];
const terminal = { out: (line: string) => said.push(line), err: () => {}, status: null };

test('writes lines of the kind and the preset that are asked for', async () => {
  const out = join(top, 'zips');
  const code = await synth.run(
    ['lines', '--n', '6', '--out', out, '--text', 'zip', '--preset', 'plain', '--seed', '4'],
    terminal,
  );
  expect(code).toBe(0);
  expect(said.at(-1)).toContain('6 lines');
  const [head, ...rows] = (await readFile(join(out, 'labels.csv'), 'utf8')).trim().split('\n');
  expect(head).toBe('file,text,writer');
  expect(rows).toHaveLength(6);
  for (const row of rows) expect(row).toMatch(/^line-\d\.png,\d{5},$/);
});

test('prints plates without any font', async () => {
  const out = join(top, 'plates');
  const args = ['print', '--n', '5', '--out', out, '--text', 'plate', '--preset', 'plain'];
  expect(await synth.run(args, terminal)).toBe(0);
  const [head, ...rows] = (await readFile(join(out, 'labels.csv'), 'utf8')).trim().split('\n');
  expect(head).toBe('file,text,writer');
  for (const row of rows) expect(row).toMatch(/^line-\d\.png,[A-Z0-9 ·-]+,dots$/);
});

test.each([
  [['--out', 'x'], 'Expected lines or print after synth but received nothing'],
  [['pages', '--out', 'x'], 'Expected lines or print after synth but received pages'],
  [['lines'], 'Expected --out DIR'],
  [['lines', '--out', 'x', '--preset', 'wid'], 'did you mean wide?'],
  [['lines', '--out', 'x', '--text', 'poem'], 'known are digits, zip'],
  [['lines', '--out', 'x', '--n', '0'], 'from 1 to'],
  [['print', '--out', 'x', '--text', 'zip'], 'known are plate, card'],
  [['print', '--out', 'x', '--preset', 'none'], 'known are plain, standard, mixed, wide'],
  [['print', '--out', 'x', '--data', 'mnist'], 'Expected no --data'],
])('refuses %j', async (args, message) => {
  const error = await synth.run(args, terminal).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  expect((error as UsageError).message).toContain(message);
});
