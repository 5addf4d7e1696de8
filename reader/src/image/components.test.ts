import fc from 'fast-check';
import { expect, test } from 'vitest';
import { components } from './components.js';

/** A mask drawn with letters: anything but a dot is ink. */
function mask(...rows: string[]) {
  const data = Uint8Array.from(rows.join(''), (letter) => (letter === '.' ? 0 : 1));
  return { width: rows[0]!.length, height: rows.length, data };
}

test('diagonal neighbors hang together, gaps part', () => {
  const { list, labels } = components(mask('#...#', '.#...', '#..##'));
  expect(list).toEqual([
    { label: 1, area: 3, box: { x: 0, y: 0, width: 2, height: 3 } },
    { label: 2, area: 1, box: { x: 4, y: 0, width: 1, height: 1 } },
    { label: 3, area: 2, box: { x: 3, y: 2, width: 2, height: 1 } },
  ]);
  expect([...labels]).toEqual([1, 0, 0, 0, 2, 0, 1, 0, 0, 0, 1, 0, 0, 3, 3]);
});

test('a spiral is one', () => {
  expect(components(mask('#####', '....#', '###.#', '#...#', '#####')).list).toHaveLength(1);
});

test('every pixel of ink belongs to one component, its neighbors to the same', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 63, maxLength: 63, max: 1 }), (data) => {
      const found = components({ width: 9, height: 7, data });
      expect(found.list.reduce((sum, part) => sum + part.area, 0)).toBe(
        data.reduce((sum, value) => sum + value, 0),
      );
      for (let at = 0; at < 63; at++) {
        expect(found.labels[at]! > 0).toBe(data[at] === 1);
        if (at % 9 < 8 && data[at] && data[at + 1]) expect(found.labels[at]).toBe(found.labels[at + 1]);
        if (at % 9 < 8 && at < 54 && data[at] && data[at + 10])
          expect(found.labels[at]).toBe(found.labels[at + 10]);
      }
    }),
  );
});
