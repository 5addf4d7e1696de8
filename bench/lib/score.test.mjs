import { describe, expect, it } from 'vitest';
import { inkOf } from './page-sets.mjs';
import { scorePages, scoreTexts } from './score.mjs';

const box = (x, y = 0) => ({ x, y, width: 100, height: 30 });

describe('what readings are worth', () => {
  it('counts digits alone: whole numbers, and edits by digits written', () => {
    expect(scoreTexts(['12.50', '7-8', '345'], ['1250 €', '7', undefined])).toEqual({
      n: 3,
      exact: 1 / 3,
      cer: 4 / 9,
    });
  });

  it('puts the readings of a page to the numbers they lie on', () => {
    const pages = [
      {
        numbers: [
          { text: '1234', box: box(0) },
          { text: '99', box: box(300) },
        ],
      },
      { numbers: [{ text: '5', box: box(0) }] },
    ];
    const read = [
      [
        { text: '34', box: { x: 50, y: 2, width: 40, height: 20 } },
        { text: '12', box: { x: 2, y: 2, width: 40, height: 20 } },
        { text: '8', box: box(300, 300) },
        { text: 'total', box: box(0, 300) },
      ],
    ];
    expect(scorePages(pages, read)).toEqual({ n: 3, exact: 1 / 3, cer: 3 / 7, elsewhere: 1 });
  });

  it('does not count a reading across two columns as both', () => {
    const pages = [
      {
        numbers: [
          { text: '1', box: box(0) },
          { text: '2', box: box(400) },
        ],
      },
    ];
    const across = [[{ text: '1 2', box: { x: 0, y: 0, width: 500, height: 30 } }]];
    expect(scorePages(pages, across)).toMatchObject({ exact: 0, elsewhere: 1 });
    const cell = [[{ text: '2', box: { x: 300, y: -10, width: 900, height: 50 } }]];
    expect(scorePages(pages, cell)).toMatchObject({ exact: 0.5, elsewhere: 0 });
  });

  it('finds the ink of a picture of any channels', () => {
    const data = new Uint8Array(4 * 3 * 3).fill(250);
    data.fill(20, (1 * 4 + 2) * 3, (1 * 4 + 3) * 3);
    expect(inkOf({ width: 4, height: 3, data })).toEqual({ width: 1, height: 1, data: Uint8Array.of(20) });
    expect(inkOf({ width: 2, height: 1, data: Uint8Array.of(200, 240) }).data).toHaveLength(0);
  });
});
