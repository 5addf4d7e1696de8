/** From data sets to training data: splits, labels that do not belong, images without ink. */
import { expect, test } from 'vitest';
import { createDataset } from '../datasets/memory.js';
import type { Dataset } from '../datasets/types.js';
import { DIGITS_AND_NONE, type Recipe } from '../recipe.js';
import { seedCnn } from '../recipes/seed-cnn.js';
import { tiny } from '../recipes/tiny.js';
import { drawnSet } from '../testing/drawn-set.js';
import { gatherData } from './data.js';
import { imageAt } from './pack.js';
import { createInlinePool } from './pool.js';

const pool = createInlinePool();
const recipe: Recipe = { ...seedCnn, validation: 0.25, sources: [{ data: 'a', repeat: 2 }, { data: 'b' }] };

/** The drawn digits with other labels or writers. */
function relabeled(set: Dataset, label: (i: number) => string, writer?: (i: number) => string): Dataset {
  return createDataset({
    name: 'relabeled',
    ink: set.ink,
    labels: Array.from({ length: set.length }, (_, i) => label(i)),
    image: (i) => set.image(i),
    source: (i) => `row ${i + 1}`,
    ...(writer ? { writers: Array.from({ length: set.length }, (_, i) => writer(i)) } : {}),
  });
}

test('a share is held for validation, the rest is trained on, nothing is in both', async () => {
  const sets = [drawnSet(100, 1, 'a'), drawnSet(40, 2, 'b')];
  const data = await gatherData(recipe, sets, pool);
  expect(data.segments).toEqual([
    { name: 'a', first: 0, count: 75, repeat: 2 },
    { name: 'b', first: 75, count: 30, repeat: 1 },
  ]);
  expect(data.validation.labels.length).toBe(35);
  const key = (bytes: Uint8Array): string => bytes.join();
  const trained = new Set(Array.from(data.labels, (_, i) => key(imageAt(data.images, i).data)));
  for (let i = 0; i < 35; i++)
    expect(trained.has(key(data.validation.images.subarray(i * 784, (i + 1) * 784)))).toBe(false);
  expect(data.validation.source(34)).toMatch(/^b/);
  expect(await gatherData(recipe, sets, pool)).toMatchObject({ labels: data.labels });
});

test('held-out writers are validated on and never trained on', async () => {
  const set = relabeled(
    drawnSet(60),
    (i) => String(i % 10),
    (i) => `w${i % 3}`,
  );
  const held = { ...recipe, sources: [{ data: 'a', holdoutWriters: ['w1'] }] };
  const data = await gatherData(held, [set], pool);
  expect(data.labels.length).toBe(40);
  expect(data.validation.labels.length).toBe(20);
  expect(data.validation.source(0)).toBe('row 2');
});

test('labels that the network does not have are left out, or shown as no digit unless they look like one', async () => {
  const set = relabeled(drawnSet(40), (i) => ['3', 'O', 'W', '7'][i % 4]!);
  const skip = await gatherData({ ...recipe, validation: 0, sources: [{ data: 'a' }] }, [set], pool);
  expect(new Set(skip.labels)).toEqual(new Set([3, 7]));
  expect(skip.notes).toEqual([
    'relabeled: 20 samples have a label that the network does not have and are left out',
  ]);
  const reject: Recipe = {
    ...tiny,
    validation: 0,
    augment: null,
    nonDigitShare: 0,
    drawnShare: 0,
    sources: [{ data: 'a', others: 'reject' }],
  };
  const data = await gatherData(reject, [set], pool);
  expect(Array.from(data.labels).filter((label) => DIGITS_AND_NONE[label] === '').length).toBe(10);
  expect(data.labels.length).toBe(30);
});

test('pictures go through the preparation; those without ink are named', async () => {
  const pictures = createDataset({
    name: 'pictures',
    ink: false,
    labels: ['1', '2'],
    image: (i) => ({
      width: 60,
      height: 60,
      data: new Uint8Array(3600)
        .fill(255)
        .map((v, at) => (i === 0 && at % 60 > 26 && at % 60 < 33 && at > 600 && at < 3000 ? 10 : v)),
    }),
    source: (i) => `picture ${i + 1}`,
  });
  const data = await gatherData(
    { ...recipe, preparation: 'digit', validation: 0, sources: [{ data: 'a' }] },
    [pictures],
    pool,
  );
  expect(data.labels).toEqual(Uint8Array.of(1));
  expect(imageAt(data.images, 0)).toMatchObject({ width: 28, height: 28 });
  expect(data.notes).toEqual(['pictures: 1 images show no ink and are left out, the first is picture 2']);
  await expect(gatherData({ ...recipe, sources: [{ data: 'a' }] }, [pictures], pool)).rejects.toThrow(
    /gray 28×28 image .* received 60×60/,
  );
});

test('a network that knows non-digits is validated on some as well', async () => {
  const known = { ...tiny, validation: 0.5, nonDigitShare: 0.2, sources: [{ data: 'a' }] };
  const { validation } = await gatherData(known, [drawnSet(100)], pool);
  expect(validation.labels.filter((label) => label === 10).length).toBe(10);
  expect(validation.images.subarray(-7840).some((ink) => ink > 0)).toBe(true);
});
