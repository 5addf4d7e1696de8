/** What an epoch is made of: counts, shares, repeats, and that a seed decides it all. */
import { createRandom } from '@digitry/engine';
import { expect, test } from 'vitest';
import { epochOrder, epochSize, type PlanOptions, planEpoch } from './plan.js';

const options: PlanOptions = {
  segments: [
    { name: 'a', first: 0, count: 100, repeat: 1 },
    { name: 'b', first: 100, count: 40, repeat: 2.5 },
    { name: 'c', first: 140, count: 50, repeat: 0.5 },
  ],
  labels: Uint8Array.from({ length: 190 }, (_, i) => i % 10),
  drawnShare: 0.1,
  nonDigitShare: 0.15,
  digitClasses: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  noneClass: 10,
};

const times = (entries: Int32Array, entry: number): number => entries.filter((e) => e === entry).length;

test('an epoch has its shares, and every sample as often as it should', () => {
  const size = epochSize(options);
  expect(size).toEqual({ samples: 225, drawn: 30, none: 45, total: 300 });
  const { entries, labels } = planEpoch(options, createRandom(1));
  expect(entries.length).toBe(300);
  for (let i = 0; i < 100; i++) expect(times(entries, i)).toBe(1);
  const b = Array.from({ length: 40 }, (_, i) => times(entries, 100 + i));
  expect(b.filter((n) => n === 3).length).toBe(20);
  expect(b.filter((n) => n === 2).length).toBe(20);
  expect(entries.filter((e) => e >= 140).length).toBe(25);
  for (let digit = 0; digit < 10; digit++) expect(times(entries, -1 - digit)).toBe(3);
  expect(times(entries, -11)).toBe(45);
  entries.forEach((entry, i) => {
    expect(labels[i]).toBe(entry >= 0 ? entry % 10 : -1 - entry);
  });
});

test('broken repeats draw other samples in another epoch, the same ones from the same seed', () => {
  const plan = (seed: number): Int32Array => planEpoch(options, createRandom(seed)).entries;
  expect(plan(1)).toEqual(plan(1));
  expect(plan(1)).not.toEqual(plan(2));
});

test('the order shows every slot, and fills the last batch with the first ones', () => {
  const order = epochOrder(300, 64, createRandom(3));
  expect(order.length).toBe(320);
  expect(new Set(order.subarray(0, 300)).size).toBe(300);
  expect(order.subarray(300)).toEqual(order.subarray(0, 20));
  expect(epochOrder(5, 8, createRandom(3)).length).toBe(8);
});
