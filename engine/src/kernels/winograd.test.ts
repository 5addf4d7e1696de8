import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planeClasses, planeLayout, planeOrder, splitTiles, tileGrids } from './tiles.js';
import { tileTransform, weightTransform } from './winograd-matrices.js';

const multiply = (matrix: readonly (readonly number[])[], x: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, i) => sum + value * x[i]!, 0));

describe('tile transforms', () => {
  it.each([1, 2, 3, 4])('F(%i, 3) is correlation with three weights', (size) => {
    const t = tileTransform(size);
    expect(t.input.length).toBe(size + 2);
    const numbers = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(numbers, (values) => {
        const [g, d] = [values.slice(0, 3), values.slice(3, 3 + size + 2)];
        const weights = multiply(weightTransform, g);
        const inputs = multiply(t.input, d);
        const y = multiply(
          t.output,
          inputs.map((value, i) => value * weights[t.points[i]!]!),
        );
        y.forEach((value, i) => {
          expect(value).toBeCloseTo(d[i]! * g[0]! + d[i + 1]! * g[1]! + d[i + 2]! * g[2]!, 9);
        });
      }),
    );
  });
});

describe('tiles', () => {
  it('cuts a side into tiles of 4 and a rest', () => {
    expect([28, 14, 7, 10, 3].map(splitTiles)).toEqual([
      [4, 4, 4, 4, 4, 4, 4],
      [4, 4, 4, 2],
      [4, 3],
      [4, 4, 2],
      [3],
    ]);
  });

  it('covers every output row once in even shares', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 60 }),
        (h, w, most) => {
          const grids = tileGrids(h, w, most);
          expect(grids.flatMap((grid) => grid.rows)).toEqual(splitTiles(h));
          let top = 0;
          for (const grid of grids) {
            expect(grid.top).toBe(top);
            top += grid.rows.reduce((a, b) => a + b, 0);
            expect(grid.rows.length === 1 || grid.rows.length * grid.columns.length <= most).toBe(true);
          }
        },
      ),
    );
  });

  it('needs fewer products for small tiles', () => {
    const count = (n: number) =>
      tileGrids(n, n, 1000)
        .flatMap((grid) => planeClasses(grid, planeOrder(n, n)))
        .reduce((sum, c) => sum + c.count * c.tiles, 0);
    expect([28, 14, 7, 10].map(count)).toEqual([42 * 42, 22 * 22, 11 * 11, 16 * 16]);
  });

  it('gives each class planes that stand together and do not overlap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 12 }),
        (h, w, most) => {
          const order = planeOrder(h, w);
          for (const grid of tileGrids(h, w, most)) {
            const classes = planeClasses(grid, order);
            const { starts, bytes } = planeLayout(classes, 5, 32);
            const spans = classes.flatMap((c) =>
              Array.from({ length: c.count }, (_, i) => [starts[c.first + i]!, 5 * c.tiles * 32] as const),
            );
            spans.sort(([a], [b]) => a - b);
            spans.forEach(([start, size], i) =>
              expect(start + size).toBeLessThanOrEqual(spans[i + 1]?.[0] ?? bytes),
            );
          }
        },
      ),
    );
  });
});
