/** A page of numbers drawn by rule, and what the stand-in for the reader says of it. Runs in Node and in the worker of the page. */
import { type GrayImage, type Pixels, prepareDigit, prepareLine } from '@digitry/reader';
import { drawDigit, drawLine } from '@digitry/reader/testing';
import type { CellShown, Corners, FieldShown, PageShown, ReadingShown } from '../src/read/protocol.js';

interface Written {
  readonly text: string;
  readonly status: ReadingShown['status'];
  readonly confidence: number;
  readonly alternatives?: readonly (readonly [text: string, confidence: number])[];
}

/** From top to bottom; the last but one is doubtful, and the last no number. */
export const LINES: readonly Written[] = [
  { text: '48213', status: 'accepted', confidence: 0.998 },
  {
    text: '70619',
    status: 'review',
    confidence: 0.62,
    alternatives: [
      ['70679', 0.21],
      ['76619', 0.05],
    ],
  },
  { text: '2024', status: 'accepted', confidence: 0.991 },
  { text: '5581', status: 'review', confidence: 0.55, alternatives: [['5587', 0.4]] },
  { text: '', status: 'rejected', confidence: 0.9 },
];

/** By rows; '' is an empty cell. */
export const CELLS: readonly string[] = ['5', '', '3', '', '7', '', '1', '9', ''];
const DOUBTFUL_CELL = 7;
const SIDE = 3;

export const PAGE = { width: 900, height: 1200 } as const;
const LINE = { x: 90, y: 90, step: 120, height: 60 } as const;
const CELL = { x: 90, y: 740, side: 120 } as const;

function lineImage(index: number): Pixels {
  const { text } = LINES[index] as Written;
  return drawLine(text || '11111', { height: LINE.height, pen: 5, paper: 255, ink: 40 }).image;
}

/** White paper with the lines and the grid on it. */
export function numberPage(): GrayImage {
  const data = new Uint8Array(PAGE.width * PAGE.height).fill(255);
  const lay = ({ width, height, data: from }: Pixels, left: number, top: number): void => {
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const at = (top + y) * PAGE.width + left + x;
        data[at] = Math.min(data[at] ?? 255, from[y * width + x] ?? 255);
      }
  };
  LINES.forEach((_, i) => lay(lineImage(i), LINE.x, LINE.y + i * LINE.step));
  CELLS.forEach((text, i) => {
    const box = { ink: 90, width: 3, sides: 'tlbr' };
    const digit = text === '' ? [] : Number(text);
    const [x, y] = cellPlace(i);
    lay(drawDigit(digit, { size: CELL.side + 3, scale: 0.5, pen: 6, box }), x, y);
  });
  return { ...PAGE, data };
}

const cellPlace = (i: number): readonly [number, number] => [
  CELL.x + (i % SIDE) * CELL.side,
  CELL.y + Math.floor(i / SIDE) * CELL.side,
];

const corners = (x: number, y: number, width: number, height: number): Corners => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];

/** A reading as the reader would give it. */
export function readingOf({ text, status, confidence, alternatives = [] }: Written): ReadingShown {
  const reasons = {
    accepted: [],
    review: [{ code: 'not-sure', message: 'Please check it.' }],
    rejected: [{ code: 'not-a-number', message: 'This is no number.' }],
  }[status];
  return {
    text,
    value: null,
    status,
    confidence,
    reasons,
    alternatives: alternatives.map(([other, chance]) => ({ text: other, confidence: chance })),
    // The one but last character is what is doubtful.
    characters: [...text].map((character, i) => ({
      text: character,
      confidence: status === 'review' && i === text.length - 2 ? confidence : 0.99,
    })),
    rule: null,
  };
}

function line(written: Written, i: number): FieldShown {
  const image = lineImage(i);
  return {
    ...readingOf(written),
    corners: corners(LINE.x, LINE.y + i * LINE.step, image.width, image.height),
    seen: prepareLine(image).seen,
  };
}

function cell(text: string, i: number): CellShown {
  const [x, y] = cellPlace(i);
  const isDoubtful = i === DOUBTFUL_CELL;
  const status = isDoubtful ? 'review' : 'accepted';
  const alternatives = isDoubtful ? ([['4', 0.3]] as const) : [];
  const seen =
    text === '' ? null : prepareDigit(drawDigit(Number(text), { size: CELL.side, scale: 0.5, pen: 6 })).seen;
  return {
    ...readingOf({ text, status, confidence: isDoubtful ? 0.6 : 0.99, alternatives }),
    characters: [],
    corners: corners(x, y, CELL.side, CELL.side),
    seen: seen && { width: 28, height: 28, data: seen },
    row: Math.floor(i / SIDE),
    column: i % SIDE,
    isEmpty: text === '',
  };
}

/** What the stand-in finds on {@link numberPage}. */
export function pageShown(): PageShown {
  return {
    lines: LINES.map(line),
    grids: [
      {
        rows: SIDE,
        columns: SIDE,
        corners: corners(CELL.x, CELL.y, SIDE * CELL.side, SIDE * CELL.side),
        cells: CELLS.map(cell),
      },
    ],
    reasons: [],
    model: 'stand-in',
    preparation: '1',
  };
}
