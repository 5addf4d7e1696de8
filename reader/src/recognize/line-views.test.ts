import { expect, test } from 'vitest';
import { VIEWS, viewOf } from './line-views.js';

const strip = (width: number) => ({ width, height: 32, data: new Uint8Array(width * 32) });

test('a strip is drawn smaller and wider', () => {
  const line = strip(100);
  for (let y = 3; y < 29; y++) line.data.fill(255, y * 100 + 10, y * 100 + 20);
  expect(VIEWS).toBe(2);
  const [small, wide] = [viewOf({ seen: line, closer: null }, 0), viewOf({ seen: line, closer: null }, 1)];
  expect([small!.width, small!.height, wide!.width, wide!.height]).toEqual([87, 32, 115, 32]);
  const inkOf = ({ width, data }: { width: number; data: Uint8Array }) => {
    const at = [...data.keys()].filter((i) => data[i]! > 128);
    const xs = at.map((i) => i % width);
    const ys = at.map((i) => Math.floor(i / width));
    return [Math.min(...xs), Math.max(...xs) + 1, Math.min(...ys), Math.max(...ys) + 1];
  };
  // 26 rows become 23, in the middle; 10 columns become 8 and 11.
  expect(inkOf(small!)).toEqual([9, 17, 5, 27]);
  expect(inkOf(wide!)).toEqual([12, 23, 3, 29]);
});

test('the longest strips are not drawn wider, the narrowest not at no width', () => {
  expect(viewOf({ seen: strip(1024), closer: null }, 0)!.width).toBe(891);
  expect(viewOf({ seen: strip(1024), closer: null }, 1)).toBeNull();
  for (const view of [0, 1]) expect(viewOf({ seen: strip(1), closer: null }, view)!.width).toBe(1);
});

test('where there is a closer look at the line, it comes first', () => {
  const closer = strip(150);
  expect(viewOf({ seen: strip(100), closer }, 0)).toBe(closer);
  expect(viewOf({ seen: strip(100), closer }, 1)!.width).toBe(87);
  expect(viewOf({ seen: strip(100), closer: null }, 1)!.width).toBe(115);
});
