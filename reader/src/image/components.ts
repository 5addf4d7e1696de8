/** Connected components of a mask, 8-connected: what hangs together is one stroke, or several that touch. */
import { componentsOfRuns, runsOf } from './runs.js';
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

export function components(mask: Mask): Components {
  const { width, height } = mask;
  const runs = runsOf(mask);
  const { labels: byRun, list } = componentsOfRuns(runs);
  const labels = new Int32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let i = runs.rows[y]!; i < runs.rows[y + 1]!; i++)
      labels.fill(byRun[i]!, y * width + runs.starts[i]!, y * width + runs.ends[i]!);
  }
  return { width, height, labels, list };
}
