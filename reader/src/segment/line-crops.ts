/** Cuts lines of writing out of a page: each picture has the ink of its line alone. */
import type { Runs } from '../image/runs.js';
import type { Box, GrayImage } from '../image/types.js';
import type { TextLine } from './text-lines.js';

/** Paper around the ink, as a share of the line's height, and the soft edge of a stroke, in pixels. */
const MARGIN = 0.25;
const SOFT = 2;

/** Where the picture of a line lies on the page: its box and a margin. It may reach beyond the page. */
export function cropBox({ box, height }: Pick<TextLine, 'box' | 'height'>): Box {
  const margin = Math.ceil(MARGIN * height) + SOFT;
  return {
    x: box.x - margin,
    y: box.y - margin,
    width: box.width + 2 * margin,
    height: box.height + 2 * margin,
  };
}

/**
 * Pictures of lines, dark ink on white paper, with the boxes of {@link cropBox}.
 * @param labels the component of each run, as the parts of the lines name them.
 */
export function cropLines(
  lines: readonly TextLine[],
  runs: Runs,
  labels: Int32Array,
  contrast: GrayImage,
): GrayImage[] {
  const boxes = lines.map(cropBox);
  const crops = boxes.map(({ width, height }) => new Uint8Array(width * height).fill(255));
  const owners = new Int32Array(labels.reduce((most, label) => Math.max(most, label), 0) + 1).fill(-1);
  for (const [i, { parts }] of lines.entries()) for (const { label } of parts) owners[label] = i;
  const { width, height, data } = contrast;
  for (let y = 0; y < runs.height; y++) {
    for (let i = runs.rows[y]!; i < runs.rows[y + 1]!; i++) {
      const line = owners[labels[i]!]!;
      if (line < 0) continue;
      const box = boxes[line]!;
      const crop = crops[line]!;
      const from = Math.max(0, runs.starts[i]! - SOFT);
      const to = Math.min(width, runs.ends[i]! + SOFT);
      for (let v = Math.max(0, y - SOFT); v <= Math.min(height - 1, y + SOFT); v++) {
        const offset = (v - box.y) * box.width - box.x;
        for (let x = from; x < to; x++) crop[offset + x] = 255 - data[v * width + x]!;
      }
    }
  }
  return boxes.map((box, i) => ({ width: box.width, height: box.height, data: crops[i]! }));
}
