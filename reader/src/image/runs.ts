/** A mask as runs of ink along its rows: what hangs together is found by runs, not by pixels. */
import type { Component } from './components.js';
import { joinSets, rootOf, singletons } from './disjoint-sets.js';
import type { Mask } from './types.js';

/** Runs in the order of a scan by rows; row y has the runs `rows[y]` … `rows[y + 1] − 1`, run i the columns `starts[i]` … `ends[i] − 1`. */
export interface Runs {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly rows: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export function runsOf({ width, height, data }: Mask): Runs {
  const rows = new Int32Array(height + 1);
  let starts = new Int32Array(1024);
  let ends = new Int32Array(1024);
  let count = 0;
  // Most of a page is blank: four pixels at a time.
  const fours =
    data.byteOffset % 4 === 0 ? new Int32Array(data.buffer, data.byteOffset, data.length >> 2) : null;
  for (let y = 0; y < height; y++) {
    rows[y] = count;
    if (count + width > starts.length) {
      starts = longer(starts, count + width);
      ends = longer(ends, count + width);
    }
    const end = (y + 1) * width;
    const offset = y * width;
    for (let at = offset; at < end; at++) {
      if (data[at] === 0) {
        // The next of a four's pixels is its first: `at` goes to its last.
        if (fours) while ((at & 3) === 3 && at + 4 < end && fours[(at + 1) >> 2] === 0) at += 4;
        continue;
      }
      starts[count] = at - offset;
      while (at < end && data[at] !== 0) at++;
      ends[count++] = at - offset;
    }
  }
  rows[height] = count;
  return { width, height, count, rows, starts, ends };
}

function longer(values: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const out = new Int32Array(Math.max(least, 2 * values.length));
  out.set(values);
  return out;
}

export interface LabeledRuns {
  /** The number of the component each run belongs to, from 1. */
  readonly labels: Int32Array;
  /** In the order in which a scan by rows meets them; `list[i].label` is i + 1. */
  readonly list: readonly Component[];
}

/** The connected components of runs, 8-connected: runs of neighboring rows that touch, also by a corner, are one (union-find). */
export function componentsOfRuns({ height, count, rows, starts, ends }: Runs): LabeledRuns {
  const parents = singletons(count);
  for (let y = 1; y < height; y++) {
    let above = rows[y - 1]!;
    const last = rows[y]!;
    for (let i = last; i < rows[y + 1]!; i++) {
      const start = starts[i]!;
      const end = ends[i]!;
      while (above < last && ends[above]! < start) above++;
      for (let j = above; j < last && starts[j]! <= end; j++) joinSets(parents, i, j);
    }
  }
  const labels = new Int32Array(count);
  const found: { label: number; area: number; left: number; right: number; top: number; bottom: number }[] =
    [];
  for (let y = 0; y < height; y++) {
    for (let i = rows[y]!; i < rows[y + 1]!; i++) {
      // The first run of a component is its root.
      const root = rootOf(parents, i);
      if (root === i) {
        found.push({ label: found.length + 1, area: 0, left: starts[i]!, right: 0, top: y, bottom: y });
        labels[i] = found.length;
      } else labels[i] = labels[root]!;
      const part = found[labels[i]! - 1]!;
      part.area += ends[i]! - starts[i]!;
      if (starts[i]! < part.left) part.left = starts[i]!;
      if (ends[i]! > part.right) part.right = ends[i]!;
      part.bottom = y;
    }
  }
  const list = found.map(({ label, area, left, right, top, bottom }) => ({
    label,
    area,
    box: { x: left, y: top, width: right - left, height: bottom - top + 1 },
  }));
  return { labels, list };
}
