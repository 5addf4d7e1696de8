import { describe, expect, it } from 'vitest';
import type { GrayImage, Pixels } from '../image/types.js';
import { applyHomography, homographyFrom, type Point, type Quad } from '../image/warp.js';
import { blankCanvas, type Canvas, drawSheet, fillSheet, negative, shoot, turned } from '../testing/index.js';
import { analyzePage, type PageLayout } from './analyze-page.js';

function layoutOf(draw: (canvas: Canvas) => void, width = 900, height = 1100): PageLayout {
  const canvas = blankCanvas(width, height);
  draw(canvas);
  return analyzePage(canvas.picture());
}

const sudoku = (canvas: Canvas): void => {
  canvas.grid(90, 150, 9, 9, [80, 80], 3);
  for (let i = 0; i < 81; i++) {
    const [x, y] = [90 + (i % 9) * 80, 150 + Math.floor(i / 9) * 80];
    if (i % 4 === 0) canvas.write(String((i % 9) + 1), x + 24, y + 16, { height: 48, pen: 5 });
    else if (i % 11 === 3) canvas.write('25', x + 8, y + 6, { height: 24, pen: 3 });
  }
};

describe('grids', () => {
  const check = ({ grids, lines }: PageLayout): void => {
    expect(grids.map(({ rows, columns }) => [rows, columns])).toEqual([[9, 9]]);
    const { cells } = grids[0]!;
    expect(cells.map(({ isEmpty }) => isEmpty)).toEqual(cells.map((_, i) => i % 4 !== 0 && i % 11 !== 3));
    expect(cells.map(({ isNote }) => isNote)).toEqual(cells.map((_, i) => i % 4 !== 0 && i % 11 === 3));
    expect(cells.map(({ marks }) => marks)).toEqual(
      cells.map((_, i) => (i % 4 === 0 ? 1 : i % 11 === 3 ? 2 : 0)),
    );
    expect(lines).toEqual([]);
  };

  it('are cut into cells, empty ones, digits and notes told apart', () => {
    const layout = layoutOf(sudoku);
    check(layout);
    const [left, top] = layout.grids[0]!.cells[10]!.quad[0];
    expect(Math.hypot(left - 170, top - 230)).toBeLessThan(4);
  });

  it('are found in a photo from the side, with a shadow, and placed in its pixels', () => {
    const canvas = blankCanvas(900, 1100);
    sudoku(canvas);
    const toPicture = homographyFrom(
      [
        [0, 0],
        [900, 0],
        [900, 1100],
        [0, 1100],
      ],
      [
        [190, 120],
        [1010, 60],
        [1100, 1210],
        [60, 1130],
      ],
    );
    const shot = {
      width: 1200,
      height: 1300,
      toPicture,
      table: 60,
      light: [1, 0.55] as const,
      noise: 8,
      blur: 1,
    };
    const layout = analyzePage(shoot(canvas.picture(), shot));
    check(layout);
    for (const [i, { quad }] of layout.grids[0]!.cells.entries()) {
      const expected = applyHomography(toPicture, [90 + (i % 9) * 80, 150 + Math.floor(i / 9) * 80]);
      expect(Math.hypot(quad[0][0] - expected[0], quad[0][1] - expected[1])).toBeLessThan(6);
    }
  });

  it('of longer numbers are tables; apart from each other they are two', () => {
    const { grids } = layoutOf((canvas) => {
      for (const y of [100, 600]) {
        canvas.grid(80, y, 4, 3, [230, 80]);
        for (let i = 0; i < 12; i++)
          canvas.write(String(105 + 77 * i), 100 + (i % 3) * 230, y + 20 + Math.floor(i / 3) * 80, {
            height: 42,
          });
      }
    });
    expect(grids.map(({ rows, columns }) => [rows, columns])).toEqual([
      [4, 3],
      [4, 3],
    ]);
    expect(grids.flatMap(({ cells }) => cells).every((cell) => cell.marks === 3 && !cell.isNote)).toBe(true);
  });

  it('keep a digit whole that reaches over its cell', () => {
    const { grids } = layoutOf((canvas) => {
      canvas.grid(200, 200, 3, 3, [120, 120]);
      canvas.write('9', 350, 335, { height: 116, pen: 6 });
    });
    const cell = grids[0]!.cells[4]!;
    expect(cell.isEmpty).toBe(false);
    const rows = new Set<number>();
    for (const [at, value] of cell.crop.data.entries())
      if (value < 128) rows.add(Math.floor(at / cell.crop.width));
    expect(rows.size).toBeGreaterThan(108);
    expect(grids[0]!.cells.filter(({ isEmpty }) => !isEmpty).length).toBe(1);
  });

  it('squared paper is none', () => {
    const { grids, lines } = layoutOf((canvas) => {
      for (let y = 30; y < 1080; y += 34) canvas.rule(20, y, 880, y, 1);
      for (let x = 20; x < 890; x += 34) canvas.rule(x, 30, x, 1050, 1);
      canvas.write('4075', 200, 200, { height: 60 });
    });
    expect(grids).toEqual([]);
    expect(lines.length).toBe(1);
  });
});

describe('lines', () => {
  it('of figures on ruled paper stand without the rules', () => {
    const { lines } = layoutOf((canvas) => {
      for (let y = 100; y < 1000; y += 90) {
        canvas.rule(40, y, 860, y);
        canvas.write('40712', 300, y - 58, { height: 52, uneven: 0.05 });
      }
    });
    expect(lines.length).toBe(10);
    for (const { box, cells } of lines) {
      expect(Math.abs(box.height - 54)).toBeLessThan(10);
      expect(cells).toBeUndefined();
    }
  });

  it('in combs and boxes know their cells: closed, open, and apart', () => {
    const { lines, grids } = layoutOf((canvas) => {
      canvas.grid(100, 100, 1, 6, [56, 66], 99);
      canvas.write('40751', 112, 110, { height: 46, step: 56 / 46 });
      canvas.rule(100, 400, 100 + 8 * 56, 400);
      for (let i = 0; i <= 8; i++) canvas.rule(100 + 56 * i, 384, 100 + 56 * i, 400);
      canvas.write('312', 112, 348, { height: 46, step: 56 / 46 });
      for (let i = 0; i < 5; i++) canvas.grid(100 + 90 * i, 600, 1, 1, [60, 70], 99);
      canvas.write('98', 114, 612, { height: 46, step: 90 / 46 });
    });
    expect(grids).toEqual([]);
    expect(lines.map(({ cells }) => cells?.length)).toEqual([6, 8, 5]);
    expect(lines[1]!.box.width).toBeLessThan(170);
  });

  it('written on a blank stand apart from the words before it', () => {
    const { lines } = layoutOf((canvas) => {
      canvas.write('555555', 60, 120, { height: 22, pen: 2, step: 0.9 });
      canvas.rule(200, 152, 600, 152);
      canvas.write('38', 230, 104, { height: 46 });
    });
    expect(lines.length).toBe(2);
    expect(lines.map(({ box }) => box.x > 200).sort()).toEqual([false, true]);
  });

  it.each([0.55, 0.65, 0.7, 0.75])(
    'of 4s whose bars run into each other are whole, %s heights apart',
    (step) => {
      const { lines } = layoutOf((canvas) => {
        canvas.write('8444440', 200, 318, { height: 40, pen: 5, step });
        canvas.write('777', 100, 700, { height: 40, pen: 4 });
      });
      expect(lines.map(({ cells }) => cells)).toEqual([undefined, undefined]);
      expect(Math.abs(lines[0]!.box.width - (6 * step + 0.68) * 40)).toBeLessThan(20);
    },
  );

  it('on a blank have their raised digits', () => {
    const { lines } = layoutOf((canvas) => {
      canvas.rule(200, 360, 600, 360);
      canvas.write('125', 230, 318, { height: 40 });
      canvas.write('50', 360, 312, { height: 22, pen: 3 });
    });
    expect(lines.map(({ box }) => [box.x < 240, box.x + box.width > 380])).toEqual([[true, true]]);
  });

  it('lie where they lie in a turned picture', () => {
    const canvas = blankCanvas(900, 700);
    const box = canvas.write('40751239', 200, 300, { height: 60, pen: 5 });
    for (let i = 0; i < 4; i++) canvas.write('123456789', 150, 80 + i * 50, { height: 30, pen: 3 });
    const picture = canvas.picture();
    const toPicture = turned(picture, { width: 1000, height: 900 }, 7);
    const { lines } = analyzePage(shoot(picture, { width: 1000, height: 900, toPicture, table: 245 }));
    const expected = [
      [box.x, box.y],
      [box.x + box.width, box.y],
      [box.x + box.width, box.y + box.height],
      [box.x, box.y + box.height],
    ].map((point) => applyHomography(toPicture, point as unknown as Point));
    const distance = (quad: Quad): number =>
      Math.max(...quad.map(([x, y], i) => Math.hypot(x - expected[i]![0], y - expected[i]![1])));
    expect(Math.min(...lines.map(({ quad }) => distance(quad)))).toBeLessThan(8);
  });
});

describe('forms', () => {
  it.each([3, 4, 5, 6, 9, 15, 30, 31, 44])(
    'drawn with seed %s: every comb and every table is found, flat and photographed',
    (seed) => {
      const sheet = drawSheet(seed, 1100, 1556);
      const values = Object.fromEntries(
        sheet.fields.map(({ name, cells }, i) => [
          name,
          cells ? '1234567890'.slice(0, cells) : String(38 + 401 * i),
        ]),
      );
      const combs = sheet.fields.filter(({ kind }) => kind === 'boxes').map(({ cells }) => cells);
      const flat = fillSheet(sheet, values, { pen: 3 });
      const size = { width: 1200, height: 1650 };
      const tilted = shoot(flat, { ...size, toPicture: turned(flat, size, -2.5), table: 250 });
      for (const picture of [flat, tilted]) {
        const { lines, grids } = analyzePage(picture);
        expect(lines.flatMap(({ cells }) => cells?.length ?? []).sort()).toEqual([...combs].sort());
        const inTables = grids
          .flatMap(({ rows, columns }) => (rows - 1) * columns)
          .reduce((a, b) => a + b, 0);
        expect(inTables).toBe(tableCells(sheet.fields));
      }
    },
  );

  /** Lines of {@link drawSheet} that touch each other are cells of tables. */
  function tableCells(fields: ReturnType<typeof drawSheet>['fields']): number {
    const isCell = (i: number): boolean => {
      const { kind, box } = fields[i]!;
      return (
        kind === 'line' &&
        fields.some(
          (other) =>
            other.kind === 'line' &&
            other.box !== box &&
            ((Math.abs(other.box.x + other.box.width - box.x) <= 1 && other.box.y === box.y) ||
              (Math.abs(box.x + box.width - other.box.x) <= 1 && other.box.y === box.y)),
        )
      );
    };
    return fields.filter((_, i) => isCell(i)).length;
  }
});

describe('odd pictures', () => {
  const filled = (width: number, height: number, level: number): GrayImage => ({
    width,
    height,
    data: new Uint8Array(width * height).fill(level),
  });
  const codes = (pixels: Pixels): string[] => analyzePage(pixels).reasons.map(({ code }) => code);

  it('have a reason: blank, black, tiny, a strip', () => {
    expect(codes(filled(800, 1000, 255))).toEqual(['blank']);
    expect(codes(filled(800, 1000, 128))).toEqual(['blank']);
    expect(codes(filled(800, 1000, 0))).toEqual(['blank']);
    expect(codes(filled(1, 1, 0))).toEqual(['too-small']);
    expect(codes(filled(30_000, 10, 200))).toEqual(['too-small']);
    const dim = filled(800, 1000, 20);
    for (let i = 0; i < dim.data.length; i += 3) dim.data[i] = 8;
    expect(codes(dim)).toEqual(['too-dark']);
  });

  it.each([
    [1654, 2339],
    [30_000, 60],
    [60, 30_000],
  ])('of noise, %s × %s, end soon', (width, height) => {
    const noise = filled(width, height, 255);
    for (let i = 0, state = 1; i < noise.data.length; i++) {
      state = (state * 1103515245 + 12345) & 0x7fffffff;
      if (state >> 16 < 9000) noise.data[i] = 0;
    }
    const start = performance.now();
    const { lines, grids } = analyzePage(noise);
    expect(performance.now() - start).toBeLessThan(30_000);
    expect(lines.length + grids.length).toBeLessThan(401);
  });

  it('of patterns have nothing to read', () => {
    const checks = filled(1000, 1000, 255);
    for (let i = 0; i < checks.data.length; i++)
      if ((((i % 1000) >> 3) + (Math.floor(i / 1000) >> 3)) & 1) checks.data[i] = 0;
    expect(codes(checks)).toEqual(['blank']);
  });

  it('of light writing on a dark board are read like the others', () => {
    const canvas = blankCanvas(800, 500);
    canvas.write('40751', 150, 200, { height: 60, pen: 5 });
    const board = negative(canvas.picture());
    expect(analyzePage(board).lines.length).toBe(1);
  });

  it('refuses what is no decoded picture', () => {
    expect(() => analyzePage({ width: 10, height: 10, data: new Uint8Array(7) })).toThrow(RangeError);
  });
});
