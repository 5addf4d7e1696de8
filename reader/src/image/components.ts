/** Connected components of a mask, 8-connected: what hangs together is one stroke, or several that touch. */
import type { Box, Mask } from './types.js';

export interface Component {
  /** Its number in `labels`, from 1. */
  readonly label: number;
  /** Pixels. */
  readonly area: number;
  readonly box: Box;
}

export interface Components {
  readonly width: number;
  readonly height: number;
  /** The number of the component each pixel belongs to; 0 for none. */
  readonly labels: Int32Array;
  /** In the order in which a scan by rows meets them; `list[i].label` is i + 1. */
  readonly list: readonly Component[];
}

/** Flood fill from each pixel not yet labeled. */
export function components({ width, height, data }: Mask): Components {
  const labels = new Int32Array(data.length);
  const list: Component[] = [];
  const stack: number[] = [];
  for (let seed = 0; seed < data.length; seed++) {
    if (!data[seed] || labels[seed]) continue;
    const label = list.length + 1;
    let area = 0;
    let left = width;
    let right = 0;
    let bottom = 0;
    const top = Math.floor(seed / width);
    labels[seed] = label;
    stack.push(seed);
    while (stack.length > 0) {
      const at = stack.pop()!;
      const y = Math.floor(at / width);
      const x = at - y * width;
      area++;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y > bottom) bottom = y;
      for (let ny = Math.max(0, y - 1); ny <= y + 1 && ny < height; ny++) {
        for (let nx = Math.max(0, x - 1); nx <= x + 1 && nx < width; nx++) {
          const near = ny * width + nx;
          if (!data[near] || labels[near]) continue;
          labels[near] = label;
          stack.push(near);
        }
      }
    }
    list.push({ label, area, box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 } });
  }
  return { width, height, labels, list };
}
