/** Characters as pen strokes in JSON, drawn with a round pen. Knows no disk. */
import { drawStrokes, roundPen } from '../glyphs/pen.js';
import type { Point } from '../glyphs/stroke.js';
import { createDataset } from './memory.js';
import { type Dataset, DatasetError, type DatasetWarning, DIGITS } from './types.js';

export interface StrokeOptions {
  /** `digit` (default): the ten digits only. `text`: every character. */
  readonly kind?: 'digit' | 'text';
  /** Width of the pen as a share of the longer side of the character, 0.01..0.3. Default 0.08. */
  readonly penWidth?: number;
  /** Longer side of the character in pixels. Default 48. */
  readonly side?: number;
}

/**
 * @param text `{ "strokes": { "<label>": [ [ [[x, y], …], … ], … ] } }`: per label samples, of strokes, of points (x right, y down)
 * @returns ink images, each drawn when it is asked for
 * @throws DatasetError `unknown-format`, `bad-row` (row = number of the sample, from 1, in order of the file), `empty`
 */
export function parseStrokes(
  text: string,
  file: string,
  { kind = 'digit', penWidth = 0.08, side = 48 }: StrokeOptions = {},
): Dataset {
  if (!(penWidth >= 0.01 && penWidth <= 0.3)) {
    throw new RangeError(`Expected 0.01 to 0.3 for penWidth but received ${penWidth}`);
  }
  const samples: Point[][][] = [];
  const labels: string[] = [];
  const skipped: string[] = [];
  let row = 0;
  for (const [label, list] of Object.entries(strokesOf(text, file))) {
    if (!Array.isArray(list))
      throw new DatasetError(
        'bad-row',
        file,
        `Expected a list of samples for ${JSON.stringify(label)}`,
        row + 1,
      );
    if (kind === 'digit' && !DIGITS.includes(label)) {
      skipped.push(label);
      row += list.length;
      continue;
    }
    for (const sample of list as unknown[]) {
      row++;
      if (!isSample(sample)) {
        const message = `Expected strokes of [x, y] numbers for a sample of ${JSON.stringify(label)} but received ${JSON.stringify(sample)?.slice(0, 60)}`;
        throw new DatasetError('bad-row', file, message, row);
      }
      samples.push(sample);
      labels.push(label);
    }
  }
  if (samples.length === 0)
    throw new DatasetError('empty', file, 'Expected at least one sample but received none');
  const warnings: DatasetWarning[] = [];
  if (skipped.length > 0) {
    const message = `${file}: ${skipped.length} characters that are no digits were left out (${skipped.slice(0, 8).join(' ')} …)`;
    warnings.push({ code: 'skipped-classes', file, rows: [], message });
  }
  const pen = roundPen(penWidth);
  return createDataset({
    name: file,
    ink: true,
    labels,
    image: (index) => drawStrokes(samples[index]!, pen, side),
    source: (index) =>
      `${file}, ${JSON.stringify(labels[index])}, sample ${index - labels.indexOf(labels[index]!) + 1}`,
    warnings,
  });
}

function strokesOf(text: string, file: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new DatasetError(
      'truncated',
      file,
      `Expected whole JSON but ${(cause as Error).message}`,
      undefined,
      { cause },
    );
  }
  const strokes = isRecord(parsed) ? parsed.strokes : undefined;
  if (isRecord(strokes)) return strokes;
  const message = 'Expected an object with "strokes" by label but received something else';
  throw new DatasetError('unknown-format', file, message);
}

/** Beyond this their differences are lost in rounding, or infinite. */
const FARTHEST = 1e9;

const isCoordinate = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) <= FARTHEST;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isSample(value: unknown): value is Point[][] {
  const isPoint = (point: unknown): boolean =>
    Array.isArray(point) && point.length >= 2 && isCoordinate(point[0]) && isCoordinate(point[1]);
  const isStroke = (stroke: unknown): boolean =>
    Array.isArray(stroke) && stroke.length > 0 && stroke.every(isPoint);
  return Array.isArray(value) && value.length > 0 && value.every(isStroke);
}
