import { createRandom } from '@digitry/engine';
import { describe, expect, it } from 'vitest';
import { components } from './components.js';
import { componentsOfRuns, runsOf } from './runs.js';
import type { Mask } from './types.js';

function maskOf(rows: readonly string[]): Mask {
  const text = rows.join('');
  const data = Uint8Array.from(text, (mark) => (mark === '#' ? 1 : 0));
  return { width: rows[0]!.length, height: rows.length, data };
}

describe('runsOf', () => {
  it('lists runs by rows, up to both ends', () => {
    const runs = runsOf(maskOf(['##..#', '.....', '.####', '#####']));
    expect(runs.count).toBe(4);
    expect([...runs.rows]).toEqual([0, 2, 2, 3, 4]);
    expect([...runs.starts.subarray(0, 4)]).toEqual([0, 4, 1, 0]);
    expect([...runs.ends.subarray(0, 4)]).toEqual([2, 5, 5, 5]);
  });
});

describe('componentsOfRuns', () => {
  it('joins arms that meet further down, and corners', () => {
    const { list, labels } = componentsOfRuns(runsOf(maskOf(['#..#.', '#..#.', '.##..', '....#'])));
    expect(list).toEqual([
      { label: 1, area: 6, box: { x: 0, y: 0, width: 4, height: 3 } },
      { label: 2, area: 1, box: { x: 4, y: 3, width: 1, height: 1 } },
    ]);
    expect([...labels]).toEqual([1, 1, 1, 1, 1, 2]);
  });

  it('agrees with a flood fill on random masks', () => {
    const random = createRandom(3);
    for (let trial = 0; trial < 30; trial++) {
      const width = 1 + random.int(30);
      const height = 1 + random.int(30);
      const data = Uint8Array.from({ length: width * height }, () => (random.next() < 0.45 ? 1 : 0));
      const { labels, list } = components({ width, height, data });
      const filled = floodFill(data, width, height);
      expect([...labels]).toEqual([...filled]);
      for (const { label, area } of list) expect(area).toBe(filled.filter((value) => value === label).length);
    }
  });
});

function floodFill(data: Uint8Array, width: number, height: number): Int32Array {
  const labels = new Int32Array(data.length);
  let count = 0;
  const visit = (x: number, y: number, label: number): void => {
    if (x < 0 || y < 0 || x >= width || y >= height) return;
    if (!data[y * width + x] || labels[y * width + x]) return;
    labels[y * width + x] = label;
    for (let v = y - 1; v <= y + 1; v++) for (let u = x - 1; u <= x + 1; u++) visit(u, v, label);
  };
  for (let i = 0; i < data.length; i++)
    if (data[i] && !labels[i]) visit(i % width, Math.floor(i / width), ++count);
  return labels;
}
