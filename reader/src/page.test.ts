import { describe, expect, it } from 'vitest';
import { type Lattice, latticeOf } from './decode/ctc/lattice.js';
import { LINE_LABELS } from './decode/labels.js';
import type { GrayImage } from './image/types.js';
import { homographyFrom } from './image/warp.js';
import type { LineReader } from './line-reader.js';
import { lineReading } from './line-reading.js';
import { type DigitReading, type PageRecognizers, readPage } from './page.js';
import { fitDigit } from './prepare/fit-digit.js';
import { prepareLine } from './prepare/prepare-line.js';
import { analyzePage } from './segment/analyze-page.js';
import { blankCanvas, type Canvas, correlation, DIGIT_STROKES, drawInk, shoot } from './testing/index.js';

const PATTERNS = DIGIT_STROKES.map((strokes) => fitDigit(drawInk(strokes, 100, 8, 0.8)));

/** What is less like any digit is none. */
const LIKE = 0.6;

/** Knows the drawn digits by their looks. */
function digit(seen: Uint8Array): { text: string; confidence: number } {
  const scores = PATTERNS.map((pattern) => correlation(pattern, seen));
  const confidence = Math.max(...scores);
  return { text: confidence > LIKE ? String(scores.indexOf(confidence)) : '', confidence };
}

const digits: PageRecognizers['digits'] = (prepared) =>
  prepared.map(({ seen, status, reasons }): DigitReading => {
    const { text, confidence } = status === 'ok' ? digit(seen) : { text: '', confidence: 0 };
    return { text, confidence, seen, reasons, alternatives: [], status: text ? 'accepted' : 'rejected' };
  });

const SURE = 12;

/** Reads a strip by cutting it at gaps. */
function latticeFor(strip: GrayImage): Lattice {
  const { width, height, data } = strip;
  const steps = width;
  const logits = new Float32Array(LINE_LABELS.length * steps);
  for (let step = 0; step < steps; step++) logits[step] = SURE;
  const isInk = (x: number): boolean => {
    for (let y = 0; y < height; y++) if (data[y * width + x]! > 100) return true;
    return false;
  };
  for (let x = 0, start = -1; x <= width; x++) {
    if (x < width && isInk(x)) {
      if (start < 0) start = x;
    } else if (start >= 0) {
      const part = new Uint8Array((x - start) * height);
      for (let y = 0; y < height; y++)
        part.set(data.subarray(y * width + start, y * width + x), y * (x - start));
      const { text, confidence } = digit(fitDigit({ width: x - start, height, data: part }));
      const label = LINE_LABELS.indexOf(text || '�');
      const middle = (start + x) >> 1;
      // As a network is: the surer the better it fits.
      logits[middle] = 0;
      logits[label * steps + middle] = SURE * (confidence - 0.5);
      start = -1;
    }
  }
  return latticeOf(logits, LINE_LABELS);
}

function fakeLines(): LineReader {
  const verdict: LineReader['verdict'] = (line, lattice) =>
    lineReading(line, lattice, { threshold: 0.5, model: 'fake', stride: 1 });
  return {
    recognizer: {
      labels: LINE_LABELS,
      stride: 1,
      lattices: async (lines) => lines.map(({ seen }) => latticeFor(seen)),
      close: async () => {},
    },
    prepare: prepareLine,
    verdict,
    read: async (lines) =>
      lines.map((line) => verdict(line, line.status === 'ok' ? latticeFor(line.seen) : null)),
    close: async () => {},
  };
}

const recognizers: PageRecognizers = { digits, lines: fakeLines() };

function page(draw: (canvas: Canvas) => void): GrayImage {
  const canvas = blankCanvas(900, 1000);
  draw(canvas);
  return canvas.picture();
}

const pen = { height: 50, pen: 5, step: 1 };

describe('readPage', () => {
  it('reads lines, with every box in pixels of the original image', async () => {
    const picture = page((canvas) => {
      canvas.write('30724', 100, 200, pen);
      canvas.write('587', 500, 600, pen);
      for (let y = 120; y < 900; y += 70) canvas.rule(40, y, 860, y);
    });
    const toPicture = homographyFrom(
      [
        [0, 0],
        [900, 0],
        [900, 1000],
        [0, 1000],
      ],
      [
        [120, 100],
        [940, 60],
        [1010, 1060],
        [60, 1120],
      ],
    );
    const flat = await readPage(analyzePage(picture), recognizers);
    expect(flat.lines.map(({ text }) => text)).toEqual(['30724', '587']);
    expect(flat.reasons).toEqual([]);
    const [line] = flat.lines;
    expect(Math.abs(line!.box!.y - 200)).toBeLessThan(5);
    const first = line!.characters[0]!.box;
    expect(Math.abs(first.x + first.width / 2 - 118)).toBeLessThan(25);

    const shot = { width: 1100, height: 1200, toPicture, table: 60 };
    const tilted = await readPage(analyzePage(shoot(picture, shot)), recognizers);
    expect(tilted.lines.map(({ text }) => text)).toEqual(['30724', '587']);
    const [x, y] = tilted.lines[0]!.quad[0];
    expect(Math.hypot(x - 215, y - 285)).toBeLessThan(20);
    expect([tilted.width, tilted.height]).toEqual([1100, 1200]);
  });

  it('reads digits in boxes twice, and says where the readings differ', async () => {
    const layout = analyzePage(
      page((canvas) => {
        canvas.grid(100, 100, 1, 6, [70, 80], 99);
        canvas.write('3072', 112, 114, { ...pen, step: 70 / 50 });
      }),
    );
    const agreed = await readPage(layout, recognizers);
    expect(agreed.lines[0]).toMatchObject({ text: '3072', status: 'accepted' });
    expect(agreed.lines[0]!.cells!.length).toBe(6);
    const nines: PageRecognizers['digits'] = (prepared) =>
      digits(prepared).map((reading) => (reading.text === '7' ? { ...reading, text: '9' } : reading));
    const differing = await readPage(layout, { ...recognizers, digits: nines });
    expect(differing.lines[0]!.status).toBe('review');
    expect(differing.lines[0]!.reasons.map(({ code }) => code)).toContain('cells-differ');
    const both = [differing.lines[0]!, ...differing.lines[0]!.alternatives].map(({ text }) => text);
    expect(both).toEqual(expect.arrayContaining(['3072', '3092']));
  });

  it('reads cells: one digit, several, notes, nothing', async () => {
    const { grids } = await readPage(
      analyzePage(
        page((canvas) => {
          canvas.grid(60, 80, 6, 6, [130, 130]);
          for (let i = 0; i < 36; i += 3)
            canvas.write(String(i % 10), 100 + (i % 6) * 130, 115 + Math.floor(i / 6) * 130, {
              ...pen,
              height: 64,
            });
          canvas.write('25', 60 + 130 + 8, 88, { height: 36, pen: 4, step: 1 });
        }),
      ),
      recognizers,
    );
    const { cells } = grids[0]!;
    expect(cells.map(({ isEmpty }) => isEmpty)).toEqual(cells.map((_, i) => i % 3 !== 0 && i !== 1));
    for (const [i, cell] of cells.entries())
      if (i % 3 === 0)
        expect(cell).toMatchObject({ text: String(i % 10), status: 'accepted', isNote: false });
    expect(cells[1]).toMatchObject({ text: '25', isNote: true, status: 'review' });
    expect(cells[1]!.reasons.map(({ code }) => code)).toEqual(['notes']);
    expect(cells[2]).toMatchObject({ text: '', isEmpty: true, status: 'accepted' });
    expect(Math.abs(cells[7]!.box.x - 190)).toBeLessThan(4);
  });

  it('reads tables of longer numbers, and single digits without a line network', async () => {
    const layout = analyzePage(
      page((canvas) => {
        canvas.grid(60, 80, 3, 2, [390, 110]);
        for (const [i, text] of ['305', '7', '42', '', '98', '1024'].entries())
          canvas.write(text, 90 + (i % 2) * 390, 110 + Math.floor(i / 2) * 110, pen);
      }),
    );
    const texts = async (some: PageRecognizers): Promise<string[]> =>
      (await readPage(layout, some)).grids[0]!.cells.map(({ text }) => text);
    expect(await texts(recognizers)).toEqual(['305', '7', '42', '', '98', '1024']);
    expect((await texts({ ...recognizers, lines: null }))[1]).toBe('7');
    // What is no digit may be two that touch, where other cells hold several.
    const none: PageRecognizers['digits'] = (prepared) =>
      digits(prepared).map((reading) => ({ ...reading, text: '', status: 'rejected' }));
    expect((await texts({ ...recognizers, digits: none }))[1]).toBe('7');
    // Two networks that differ: somebody should look.
    const other: PageRecognizers['digits'] = (prepared) =>
      digits(prepared).map((reading) => ({ ...reading, text: '2', confidence: 0.9 }));
    const [, cell] = (await readPage(layout, { ...recognizers, digits: other })).grids[0]!.cells;
    expect(cell).toMatchObject({ status: 'review', reasons: [{ code: 'cells-differ' }] });
    expect([cell!.text, cell!.alternatives[0]!.text].sort()).toEqual(['2', '7']);
  });

  it('has a reason for a blank page, words, and a page upside down', async () => {
    const codes = async (picture: GrayImage): Promise<string[]> =>
      (await readPage(analyzePage(picture), recognizers)).reasons.map(({ code }) => code);
    expect(await codes(page(() => {}))).toEqual(['blank']);
    const words = page((canvas) => {
      for (let i = 0; i < 8; i++)
        for (let k = 0; k < 4; k++) {
          const [x, y] = [100 + i * 60, 200 + k * 100];
          canvas.rule(x, y, x + 30, y + 40, 5);
          canvas.rule(x + 30, y, x, y + 40, 5);
        }
    });
    expect(await codes(words)).toEqual(['no-numbers']);
    const upright = page((canvas) => {
      for (let i = 0; i < 5; i++) canvas.write('2374', 200, 150 + 150 * i, { ...pen, step: 1.2 });
    });
    const turned = { ...upright, data: upright.data.toReversed() };
    expect(await codes(upright)).toEqual([]);
    expect(await codes(turned)).toEqual(['no-numbers', 'upside-down']);
  });
});
