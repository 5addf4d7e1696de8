/** Line networks as people train and measure them: lines are made, a network learns from them, its figures are one object. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@digitry/engine';
import { fitDigit } from '@digitry/reader';
import { drawDigit, encodeIdx } from '@digitry/trainer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digitry, type Ended } from './testing/digitry.js';

const DIGITS = 200;
const DATA = ['--data', 'drawn-images-idx3-ubyte'];
const SMALL = ['linesPerEpoch=48', 'epochs=2', 'validationLines=16', 'lines=plain', 'batch=16'];

let top: string;
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'digitry-'));
  const random = createRandom(1);
  const images = new Uint8Array(DIGITS * 784);
  for (let i = 0; i < DIGITS; i++) images.set(fitDigit(drawDigit(i % 10, random)), i * 784);
  const labels = Uint8Array.from({ length: DIGITS }, (_, i) => i % 10);
  await writeFile(join(top, 'drawn-images-idx3-ubyte'), encodeIdx([DIGITS, 28, 28], images));
  await writeFile(join(top, 'drawn-labels-idx1-ubyte'), encodeIdx([DIGITS], labels));
  await run('synth', 'lines', '--n', '12', '--seed', '5', '--preset', 'plain', ...DATA, '--out', 'set');
});
afterAll(() => rm(top, { recursive: true, force: true }));

const run = (...args: string[]): Promise<Ended> => digitry(top, args);
const train = (...more: string[]): Promise<Ended> =>
  run('train', 'line-tiny', ...DATA, ...SMALL.flatMap((pair) => ['--set', pair]), ...more);

test('trains, evaluates and goes on to the same bits', async () => {
  const trained = await train('--out', 'whole', '--threads', '2');
  expect(trained).toMatchObject({ code: 0, err: '' });
  expect(trained.out).toMatch(/epoch 2\/2 .* character errors \d/);
  expect((await readdir(join(top, 'whole'))).sort()).toEqual([
    'checkpoints',
    'config.json',
    'log.jsonl',
    'model.safetensors',
    'report.html',
  ]);
  expect(await readFile(join(top, 'whole', 'report.html'), 'utf8')).toContain('Worst misread lines');

  const cut = await train('--out', 'cut', '--save-every', '2');
  expect(cut.code).toBe(0);
  const names = (await readdir(join(top, 'cut', 'checkpoints'))).sort();
  await rm(join(top, 'cut', 'checkpoints', names.at(-1)!));
  expect(await run('train', '--resume', 'cut')).toMatchObject({ code: 0, err: '' });
  const weights = (of: string): Promise<Buffer> => readFile(join(top, of, 'model.safetensors'));
  expect(await weights('cut')).toEqual(await weights('whole'));

  for (const more of [[], ['--kind', 'line', '--marks'], ['--rule', 'integer']]) {
    const evaluated = await run('evaluate', 'whole/model.safetensors', '--data', 'set', '--json', ...more);
    expect(evaluated).toMatchObject({ code: 0, err: '' });
    const figures = JSON.parse(evaluated.out.trim().split('\n').at(-1)!);
    expect(figures).toMatchObject({ kind: 'line', model: 'line-tiny', n: 12, worstWriter: null });
    for (const value of [figures.exact, figures.cer]) expect(value).toBeGreaterThanOrEqual(0);
    expect(figures.exact).toBeLessThanOrEqual(1);
  }
});

test.each([
  [
    ['evaluate', 'tiny', '--data', 'set', '--kind', 'line'],
    2,
    /a model that reads a line for --kind line but tiny/,
  ],
  [
    ['evaluate', 'tiny', '--data', 'set', '--kind', 'lines'],
    2,
    /Expected digit or line.* for --kind but received lines/,
  ],
  [['evaluate', 'tiny', '--data', 'set', '--marks'], 2, /no --marks and no --rule for --kind digit/],
  [
    ['train', 'line-tiny', '--data', 'mnist', '--out', 'none'],
    1,
    /--data 'mnist#writers-file=…\/mnist-train-writers.txt'/,
  ],
  [['train', 'line', '--set', 'augment=light'], 1, /"augment"/],
])('%j is refused in one sentence', async (args, code, message) => {
  const ended = await run(...args);
  expect(ended.err).toMatch(message);
  expect(ended.err.trim().split('\n')).toHaveLength(1);
  expect(ended).toMatchObject({ code, out: '' });
});
