import { describe, expect, it } from 'vitest';
import type { Box } from '../image/types.js';
import { IDENTITY } from '../image/warp.js';
import { drawSegment } from '../testing/draw.js';
import { markIn } from './checkbox.js';

const box = { x: 15, y: 15, width: 40, height: 40 };

function stateOf(lines: readonly (readonly [number, number, number, number])[], pen = 4): string {
  const ink = { width: 70, height: 70, data: new Uint8Array(4900) };
  for (const [x, y, u, v] of lines) drawSegment(ink, [x, y], [u, v], pen);
  const strokes = lines.map(
    ([x, y, u, v]): Box => ({
      x: Math.min(x, u),
      y: Math.min(y, v),
      width: Math.abs(u - x) + pen,
      height: Math.abs(v - y) + pen,
    }),
  );
  return markIn({ ink, strokes, toPicture: IDENTITY, fromBlank: IDENTITY, presence: 1 }, box).state;
}

describe('a check box', () => {
  it.each([
    ['nothing', [], 'unmarked'],
    [
      'a cross',
      [
        [20, 20, 50, 50],
        [50, 20, 20, 50],
      ],
      'marked',
    ],
    [
      'a tick that leaves the box',
      [
        [22, 35, 32, 48],
        [32, 48, 62, 8],
      ],
      'marked',
    ],
    ['a thin stroke', [[20, 30, 50, 34]], 'marked'],
    ['a dot', [[34, 35, 36, 36]], 'unclear'],
    ['a stroke beside it', [[4, 5, 4, 65]], 'unmarked'],
  ] as const)('with %s is %s', (_, lines, state) => {
    expect(stateOf(lines)).toBe(state);
  });

  it('blackened is marked', () => {
    expect(stateOf(Array.from({ length: 12 }, (_, i) => [18, 18 + 3 * i, 52, 18 + 3 * i] as const))).toBe(
      'marked',
    );
  });
});
