/** Draws what was read over the picture of a page. */
import type { Box, Pixels } from '@digitry/reader';
import sharp from 'sharp';
import { fieldsOf } from '../form/records.js';
import type { PageRecord } from '../read/records.js';
import { type Mark, marksSvg, type Outline } from './marks.js';

const outlineOf = ({ x, y, width, height }: Box): Outline => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];

/** What there is to draw of a page: lines with their readings above them, cells with theirs within. */
export function marksOf(record: PageRecord): Mark[] {
  if (record.kind === 'form') {
    return fieldsOf(record).flatMap(({ quad, text, status }) =>
      quad ? [{ outline: quad, text, status }] : [],
    );
  }
  if (record.kind !== 'page') {
    const { box, text, status } = record;
    if ('quad' in record && record.quad) return [{ outline: record.quad, text, status }];
    return box ? [{ outline: outlineOf(box), text, status }] : [];
  }
  const { lines, grids } = record;
  return [
    ...lines.map(({ quad, text, status }) => ({ outline: quad, text, status })),
    ...grids.flatMap(({ cells }) =>
      cells
        .filter(({ isEmpty }) => !isEmpty)
        .map(({ quad, text, status }) => ({ outline: quad, text, status, isWithin: true })),
    ),
    ...grids.map(({ quad }) => ({ outline: quad, text: '', status: '' })),
  ];
}

/** A PNG file as large as the page. */
export function drawOverlay({ width, height, data }: Pixels, marks: readonly Mark[]): Promise<Buffer> {
  const channels = (data.length / (width * height)) as 1 | 2 | 3 | 4;
  const svg = Buffer.from(marksSvg(width, height, marks));
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .composite([{ input: svg, limitInputPixels: false }])
    .png()
    .toBuffer();
}
