/** From data sets to hands and lines: who is kept out, what is left out, what is repeated. */
import { expect, test } from 'vitest';
import { createDataset } from '../datasets/memory.js';
import type { Dataset } from '../datasets/types.js';
import type { LineRecipe } from '../recipe.js';
import { drawnSet } from '../testing/drawn-set.js';
import { smallLines } from '../testing/small-lines.js';
import { gatherLines } from './line-data.js';
import { createInlinePool } from './pool.js';

const pool = createInlinePool();
const recipe: LineRecipe = { ...smallLines, validationLines: 6 };
const drawn = drawnSet(60);

const relabeled = (name: string, label: (i: number) => string, writer?: (i: number) => string): Dataset =>
  createDataset({
    name,
    ink: true,
    labels: Array.from({ length: 60 }, (_, i) => label(i)),
    image: (i) => drawn.image(i),
    source: (i) => `${name} ${i + 1}`,
    ...(writer ? { writers: Array.from({ length: 60 }, (_, i) => writer(i)) } : {}),
  });

test('held-out writers write the validation lines alone; people of two sets stay apart', async () => {
  const named = (name: string) =>
    relabeled(
      name,
      (i) => String(i % 10),
      (i) => `w${i % 3}`,
    );
  const { writing, segments, validation } = await gatherLines(
    {
      ...recipe,
      sources: [
        { data: 'a', holdoutWriters: ['w1'], repeat: 2 },
        { data: 'b', holdoutWriters: ['w0'] },
      ],
    },
    [named('a'), named('b')],
    [],
    pool,
  );
  const { writers, labels } = writing.digits;
  expect(new Set(writers)).toEqual(new Set(['a: w0', 'a: w2', 'b: w1', 'b: w2']));
  expect(labels.length).toBe(2 * 40 + 40);
  expect(segments).toEqual([
    { name: 'a', count: 40, repeat: 2 },
    { name: 'b', count: 40, repeat: 1 },
  ]);
  expect(validation.texts.length).toBe(6);
  expect(validation.strips.every(({ height, width }) => height === 32 && width > 8)).toBe(true);
});

test('what is no digit is left out of the digits, digits out of the letters', async () => {
  const mixed = (i: number): string => (i % 6 === 0 ? 'K' : String(i % 10));
  const { writing, notes } = await gatherLines(
    { ...recipe, validation: 0, letters: [{ data: 'letters' }] },
    [relabeled('digits', mixed)],
    [relabeled('letters', mixed)],
    pool,
  );
  expect(writing.digits.labels.length).toBe(50);
  expect(writing.letters.labels).toEqual(new Array(10).fill('K'));
  expect(notes).toEqual(['digits: 10 samples whose label is no digit are left out']);
});

test('pictures go through the preparation of lines; those without ink are named', async () => {
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
  const { writing, validation, notes } = await gatherLines(
    { ...recipe, validation: 0 },
    [pictures],
    [],
    pool,
  );
  expect(writing.digits.labels).toEqual(Uint8Array.of(1));
  expect([...writing.digits.images.heights]).toEqual([32]);
  expect(validation.texts).toEqual([]);
  expect(notes).toEqual(['pictures: 1 images show no ink and are left out, the first is picture 2']);
});

test('no digit at all is refused', async () => {
  await expect(gatherLines(recipe, [relabeled('letters', () => 'K')], [], pool)).rejects.toThrow(
    'at least one digit to write with but received none from letters',
  );
});
