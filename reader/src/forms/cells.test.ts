import { describe, expect, it } from 'vitest';
import { components } from '../image/components.js';
import type { GrayImage } from '../image/types.js';
import { drawSegment } from '../testing/draw.js';
import { sortIntoCells } from './cells.js';

const cells = [0, 1, 2, 3].map((i) => ({ x: 10 + 50 * i, y: 5, width: 50, height: 50 }));

function drawn(lines: readonly (readonly [number, number, number, number])[]): GrayImage {
  const image = { width: 220, height: 60, data: new Uint8Array(220 * 60) };
  for (const [x, y, u, v] of lines) drawSegment(image, [x, y], [u, v], 4);
  return image;
}
const parts = ({ width, height, data }: GrayImage) =>
  components({ width, height, data: data.map((value) => (value > 100 ? 1 : 0)) }).list.map(({ box }) => box);

describe('writing in boxes', () => {
  it('moves together, and remembers where it was', () => {
    const { ink, filled, toField } = sortIntoCells(
      drawn([
        [35, 15, 35, 45],
        [185, 15, 185, 45],
      ]),
      cells,
    );
    expect(filled).toEqual([true, false, false, true]);
    const [first, second] = parts(ink);
    expect(second!.x - first!.x).toBeLessThan(20);
    expect(toField(first!.x + 1)).toBeCloseTo(35, -0.5);
    expect(toField(second!.x + 1)).toBeCloseTo(185, -0.5);
  });

  it('that reaches into the next box stays whole', () => {
    // A long foot: the greater part is in the first box.
    const { ink, filled } = sortIntoCells(
      drawn([
        [30, 10, 30, 45],
        [30, 45, 66, 45],
      ]),
      cells,
    );
    expect(filled).toEqual([true, false, false, false]);
    expect(parts(ink)).toHaveLength(1);
  });

  it('that hangs together over two boxes is cut between them', () => {
    const { ink, filled } = sortIntoCells(
      drawn([
        [30, 10, 30, 45],
        [30, 30, 90, 30],
        [90, 10, 90, 45],
      ]),
      cells,
    );
    expect(filled).toEqual([true, true, false, false]);
    expect(parts(ink)).toHaveLength(2);
  });

  it('may be nothing, or a speck', () => {
    expect(sortIntoCells(drawn([]), cells).filled).toEqual([false, false, false, false]);
    const { filled, toField } = sortIntoCells(drawn([[100, 30, 101, 30]]), cells);
    expect(filled).toEqual([false, false, false, false]);
    expect(Number.isFinite(toField(0))).toBe(true);
  });
});
