import type { Model, Network } from '@digitry/engine';
import { describe, expect, test } from 'vitest';
import { createLineRecognizer, type LinePredictor, type LineStrip } from './line-recognizer.js';

const labels = ['∅', '1', '2'];
const network: Network = {
  input: [1, 32, 256],
  layers: [
    { type: 'conv', filters: 4, kernel: 3, padding: 'same' },
    { type: 'maxPool', size: 2 },
    { type: 'averagePool', size: [16, 1] },
    { type: 'conv', filters: 3, kernel: 1 },
  ],
};
const modelOf = (
  changes: Partial<Model['metadata']> = {},
  input: Network['input'] = network.input,
): Model => ({
  network: { ...network, input },
  weights: new Map(),
  metadata: { name: 'fake', labels, ...changes },
});

/** Says at each step the label that the strip's first row holds there, and keeps count of what it was asked. */
function fake() {
  const compiled: number[] = [];
  const closed: number[] = [];
  const calls: number[] = [];
  const compile = async ({ input }: Network): Promise<LinePredictor> => {
    const width = input[2];
    compiled.push(width);
    return {
      predict(images, count) {
        calls.push(count);
        const steps = width / 2;
        const out = new Float32Array(count * 3 * steps).fill(-9);
        for (let n = 0; n < count; n++)
          for (let t = 0; t < steps; t++)
            out[n * 3 * steps + images[n * 32 * width + 2 * t]! * steps + t] = 9;
        return out;
      },
      close: async () => void closed.push(width),
    };
  };
  return { compile, compiled, closed, calls };
}

const strip = (width: number, label: number): LineStrip => ({
  seen: { width, height: 32, data: new Uint8Array(width * 32).fill(label) },
});

describe('a line recognizer', () => {
  test('gives each strip its lattice, padded with paper, those of one width together', async () => {
    const { compile, compiled, calls } = fake();
    const recognizer = createLineRecognizer(modelOf(), compile);
    const lattices = await recognizer.lattices([strip(40, 1), strip(90, 2), strip(64, 2), strip(33, 1)]);
    expect(compiled).toEqual([64, 96]);
    expect(calls).toEqual([3, 1]);
    expect(recognizer.stride).toBe(2);
    const best = lattices.map(({ steps, logProbs }) =>
      Array.from({ length: steps }, (_, t) => {
        const row = [...logProbs.subarray(t * 3, t * 3 + 3)];
        return row.indexOf(Math.max(...row));
      }).join(''),
    );
    expect(best).toEqual([
      '1'.repeat(20) + '0'.repeat(12),
      '2'.repeat(45) + '0'.repeat(3),
      '2'.repeat(32),
      `${'1'.repeat(17)}${'0'.repeat(15)}`,
    ]);
  });

  test('looks at doubtful lines in other sizes too, at clear ones once', async () => {
    const asked: number[] = [];
    const compile = async ({ input }: Network): Promise<LinePredictor> => ({
      predict(images, count) {
        const steps = input[2] / 2;
        const out = new Float32Array(count * 3 * steps).fill(-9);
        // As sure of label 1 as the strip's darkness says; of other steps that they are blank.
        for (let n = 0; n < count; n++) {
          const level = images[(n * 32 + 16) * input[2] + 8]!;
          asked.push(level);
          for (let t = 1; t < steps; t++) out[n * 3 * steps + t] = 9;
          out[(n * 3 + 1) * steps] = level / 10;
          out[(n * 3 + 2) * steps] = 0;
        }
        return out;
      },
      close: async () => undefined,
    });
    const recognizer = createLineRecognizer(modelOf(), compile);
    const [clear, doubtful, settled] = await recognizer.lattices([
      strip(64, 90),
      strip(64, 5),
      strip(64, 20),
    ]);
    expect(clear!.views).toBeUndefined();
    expect(doubtful!.views!.map(({ steps }) => steps)).toEqual([32, 48]);
    expect(settled!.views!.map(({ steps }) => steps)).toEqual([32]);
    expect(asked).toEqual([90, 5, 20, 5, 20, 5]);
  });

  test('compiles few widths, each once, and closes them all', async () => {
    const { compile, compiled, closed } = fake();
    const recognizer = createLineRecognizer(modelOf(), compile);
    const widths = Array.from({ length: 128 }, (_, i) => 8 * (i + 1));
    for (const width of [...widths, ...widths]) await recognizer.lattices([strip(width, 1)]);
    expect(compiled).toEqual([64, 96, 128, 192, 256, 384, 640, 1024]);
    await recognizer.close();
    expect(closed.sort((a, b) => a - b)).toEqual(compiled);
    await expect(recognizer.lattices([strip(1025, 1)])).rejects.toThrow('1024 columns');
  });

  test('takes many strips in small calls', async () => {
    const { compile, calls } = fake();
    await createLineRecognizer(modelOf(), compile).lattices(Array.from({ length: 8 }, () => strip(32, 1)));
    expect(calls).toEqual([3, 3, 2]);
  });

  test.each([
    ['28×28 images', modelOf({}, [1, 28, 28]), 'a network for strips of 32 rows'],
    ['labels that repeat', modelOf({ labels: ['∅', '1', '1'] }), 'two or more different labels'],
    ['no temperature', modelOf({ temperature: 0 }), 'a temperature above 0'],
  ])('refuses a model with %s', (_, model, message) => {
    expect(() => createLineRecognizer(model, fake().compile)).toThrow(message);
  });

  test('refuses strips of another height', async () => {
    const recognizer = createLineRecognizer(modelOf(), fake().compile);
    await expect(
      recognizer.lattices([{ seen: { width: 8, height: 8, data: new Uint8Array(64) } }]),
    ).rejects.toThrow('32 rows');
  });
});
