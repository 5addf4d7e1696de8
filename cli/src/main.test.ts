/** The command as people run it: what it prints, how it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom } from '@digitry/engine';
import { fitDigit } from '@digitry/reader';
import { drawDigit, encodeIdx, encodePng } from '@digitry/trainer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('./main.js', import.meta.url));
let top: string;
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'digitry-'));
});
afterAll(() => rm(top, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function digitry(
  args: readonly string[],
  onOutput: (child: ChildProcess, out: string) => void = () => {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], { cwd: top });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      onOutput(child, out);
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('error', reject).on('close', (code) => resolve({ code, out, err }));
  });
}

describe('without a verb', () => {
  test('help and version', async () => {
    const help = await digitry(['help']);
    expect(help.code).toBe(0);
    for (const verb of ['read', 'train', 'evaluate', 'export', 'release', 'app'])
      expect(help.out).toContain(`digitry ${verb}`);
    expect((await digitry(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    const none = await digitry([]);
    expect(none).toMatchObject({ code: 2, out: '' });
    expect((await digitry(['train', '--help'])).out).toContain('--resume RUN');
  });

  test.each([
    [['raed'], 'digitry: Expected a verb but received raed (did you mean read?)\n'],
    [
      ['train', 'seed-cnn', '--sed', '1'],
      'digitry: Expected a known option but received --sed (did you mean --seed or --set?)\n',
    ],
    [['train'], /^digitry: Expected a recipe but received none; there are digit, tiny,/],
    [['read'], 'digitry: Expected at least one image file but received none\n'],
    [['evaluate', 'tiny'], 'digitry: Expected --data SET but received none\n'],
    [['export', 'tiny', '--to', 'tflite'], 'digitry: Expected onnx or wasm for --to but received tflite\n'],
    [['release', '--run', 'runs/a'], 'digitry: Expected one name for the model but received none\n'],
    [['release', 'mine', '--run', 'runs/a'], 'digitry: Expected --measure SET but received none\n'],
    [['app', '--port', '0'], 'digitry: Expected a whole number from 1 to 65535 for --port but received 0\n'],
  ])('%j is a mistake in the command line: one sentence, exit code 2', async (args, message) => {
    const { code, out, err } = await digitry(args);
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test.each([
    [['train', 'seed-cn'], /Expected a recipe but received seed-cn \(did you mean seed-cnn\?\)/],
    [['train', 'seed-cnn', '--set', 'epoch=3'], /received "epoch" \(did you mean epochs\?\)/],
    [
      ['train', 'digit', '--data', 'none.zip'],
      /Expected the data set none.zip of recipe digit but it is missing/,
    ],
    [['train', '--resume', 'nothing'], /Expected the folder of a run for --resume/],
    [['release', 'mine', '--run', 'nothing', '--measure', 'mnist'], /Expected the folder of a run/],
    [['evaluate', 'tiny', '--data', 'a.zip#writer=A'], /received writer \(did you mean writers/],
    [
      ['evaluate', 'none.safetensors', '--data', 'mnist'],
      /Expected a released model or a .safetensors file but received none.safetensors/,
    ],
  ])('%j cannot be done: one sentence, exit code 1', async (args, message) => {
    const { code, out, err } = await digitry(args);
    expect(err).toMatch(message);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(await readdir(top)).not.toContain('runs');
  });
});

describe('a run', () => {
  const RECIPE = [
    'seed-mlp-dropout',
    '--set',
    'validation=0.2',
    '--set',
    'preparation=none',
    '--threads',
    '1',
  ];
  const weights = (run: string): Promise<Buffer> => readFile(join(top, run, 'model.safetensors'));

  beforeAll(async () => {
    const random = createRandom(1);
    const images = new Uint8Array(640 * 784);
    for (let i = 0; i < 640; i++) images.set(fitDigit(drawDigit(i % 10, random)), i * 784);
    await writeFile(join(top, 'drawn-images-idx3-ubyte'), encodeIdx([640, 28, 28], images));
    await writeFile(
      join(top, 'drawn-labels-idx1-ubyte'),
      encodeIdx(
        [640],
        Uint8Array.from({ length: 640 }, (_, i) => i % 10),
      ),
    );
  });
  const data = ['--data', 'drawn-images-idx3-ubyte'];

  test('trains, evaluates and exports', async () => {
    const trained = await digitry([
      'train',
      ...RECIPE,
      ...data,
      '--out',
      'whole',
      '--set',
      'epochs=6',
      '--save-every',
      '8',
    ]);
    expect(trained).toMatchObject({ code: 0, err: '' });
    expect(trained.out).toMatch(/epoch 6\/6 {2}loss 0\.\d+ {2}accuracy \d\d/);
    const files = await readdir(join(top, 'whole'));
    expect(files.sort()).toEqual([
      'checkpoints',
      'config.json',
      'log.jsonl',
      'model.safetensors',
      'report.html',
    ]);
    const log = (await readFile(join(top, 'whole', 'log.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(log.filter((entry) => entry.type === 'epoch')).toHaveLength(6);

    const evaluated = await digitry(['evaluate', 'whole/model.safetensors', ...data, '--json']);
    expect(evaluated).toMatchObject({ code: 0, err: '' });
    const figures = JSON.parse(evaluated.out.trim().split('\n').at(-1)!);
    expect(figures).toMatchObject({ n: 640, worstWriter: null });
    expect(figures.accuracy).toBeGreaterThan(0.9);
    expect(figures.ece).toBeGreaterThanOrEqual(0);

    const exported = await digitry([
      'export',
      'whole/model.safetensors',
      '--to',
      'onnx',
      '--out',
      'whole.onnx',
    ]);
    expect(exported).toMatchObject({ code: 0, err: '' });
    expect(await readdir(top)).toContain('whole.onnx');
  });

  test('Ctrl-C saves and ends with 130, --resume goes on to the same bits, whatever the threads', async () => {
    const stopped = await digitry(
      ['train', ...RECIPE, ...data, '--out', 'cut', '--set', 'epochs=6', '--save-every', '8'],
      (child, out) => {
        if (out.includes('epoch 2/6')) child.kill('SIGINT');
      },
    );
    expect(stopped.code).toBe(130);
    expect(stopped.out).toContain('Go on with: digitry train --resume cut');
    const gone = await digitry(['train', '--resume', 'cut', '--threads', '2']);
    expect(gone).toMatchObject({ code: 0, err: '' });
    expect(gone.out).toContain('Going on from step');
    expect(await weights('cut')).toEqual(await weights('whole'));
  });

  test('a killed run goes on from its last checkpoint, also if the newest is damaged', async () => {
    const killed = await digitry(
      ['train', ...RECIPE, ...data, '--out', 'killed', '--set', 'epochs=6', '--save-every', '8'],
      (child, out) => {
        if (out.includes('epoch 3/6')) child.kill('SIGKILL');
      },
    );
    expect(killed.code).toBeNull();
    const newest = (await readdir(join(top, 'killed', 'checkpoints')))
      .filter((name) => name.endsWith('.checkpoint'))
      .sort()
      .at(-1)!;
    await writeFile(join(top, 'killed', 'checkpoints', newest), 'no checkpoint');
    const gone = await digitry(['train', '--resume', 'killed']);
    expect(gone.code).toBe(0);
    expect(gone.err).toContain(`${newest} is damaged and is not used`);
    expect(await weights('killed')).toEqual(await weights('whole'));
  });

  test('reads images with it; bad files are one clear line each, and the others are read all the same', async () => {
    const { width, height, data: ink } = drawDigit(7, createRandom(2));
    await writeFile(
      join(top, 'seven.png'),
      encodePng(
        width,
        height,
        ink.map((value) => 255 - value),
      ),
    );
    await writeFile(join(top, 'empty.png'), '');
    await writeFile(join(top, 'text.png'), 'no image');
    const files = ['none.png', 'seven.png', 'empty.png', 'text.png', './seven.png'];
    const { code, out, err } = await digitry(['read', '--model', 'whole/model.safetensors', ...files]);
    expect(code).toBe(1);
    const complaints = err.trim().split('\n');
    expect(complaints).toHaveLength(3);
    for (const [i, name] of ['none.png', 'empty.png', 'text.png'].entries())
      expect(complaints[i]).toContain(name);
    expect(err).not.toMatch(/\n\s+at /);
    expect(out.trim().split('\n')).toHaveLength(2);
    expect(out).toMatch(/^file +digit +sure +status +why\nseven.png +\d/);
    const json = await digitry(['read', 'seven.png', '--json', '--model', 'whole/model.safetensors']);
    expect(json).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(json.out)).toMatchObject({ file: 'seven.png', model: 'seed-mlp-dropout' });
  });

  test('a run is not written over, and goes on only as it was started', async () => {
    expect((await digitry(['train', ...RECIPE, ...data, '--out', 'whole'])).err).toContain(
      'a new or empty folder for --out',
    );
    expect((await digitry(['train', '--resume', 'whole', '--seed', '3'])).err).toContain(
      'a run goes on as it was started',
    );
    expect((await digitry(['train', 'tiny', '--resume', 'whole'])).err).toContain(
      'Expected recipe seed-mlp-dropout',
    );
  });
});
