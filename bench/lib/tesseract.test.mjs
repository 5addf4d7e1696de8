import { expect, it } from 'vitest';
import { wordsOf } from './tesseract.mjs';

it('takes the words of each page from a table of Tesseract', () => {
  const head =
    'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext';
  const rows = [
    '1\t1\t0\t0\t0\t0\t0\t0\t1654\t2339\t-1\t',
    '5\t1\t1\t1\t1\t1\t175\t217\t215\t38\t16.1\t771',
    '5\t1\t1\t1\t1\t2\t400\t217\t20\t38\t0\t ',
    '5\t3\t1\t1\t1\t1\t1\t2\t3\t4\t90\t5',
  ];
  expect(wordsOf([head, ...rows, ''].join('\n'), 3)).toEqual([
    [{ text: '771', box: { x: 175, y: 217, width: 215, height: 38 } }],
    [],
    [{ text: '5', box: { x: 1, y: 2, width: 3, height: 4 } }],
  ]);
});
