/** Sequences as targets: the golden values of PyTorch, and a network whose weights are its logits. */
import { readFileSync } from 'node:fs';
import type { Network } from '../types.js';

/** See reference/ctc-golden.py. Arrays are n × [classes, steps]; losses one a sample, the gradient of their mean. */
export interface CtcGolden {
  readonly name: string;
  readonly classes: number;
  readonly steps: number;
  readonly targets: readonly (readonly number[])[];
  readonly logits: readonly number[];
  readonly losses: readonly number[];
  readonly gradient: readonly number[];
}

export const readCtcGolden = (): CtcGolden[] =>
  JSON.parse(readFileSync(new URL('../../src/reference/ctc-golden.json', import.meta.url), 'utf8'));

/** A network for n samples whose outputs are its weights, [classes][n · steps], with the samples that single them out. */
export function logitNetwork(
  n: number,
  classes: number,
  steps: number,
): { network: Network; images: Uint8Array } {
  const images = new Uint8Array(n * n * steps * steps);
  for (let i = 0; i < n; i++) {
    for (let t = 0; t < steps; t++) images[((i * n + i) * steps + t) * steps + t] = 255;
  }
  return {
    network: {
      input: [n * steps, 1, steps],
      layers: [{ type: 'conv', filters: classes, kernel: 1, bias: false }],
    },
    images,
  };
}

/** n × [classes, steps] → [classes][n · steps], the order of `logitNetwork`'s weights. The way there and, with swapped sizes, back. */
export function swapOuter(
  values: ArrayLike<number>,
  outer: number,
  inner: number,
  steps: number,
): Float32Array {
  const out = new Float32Array(values.length);
  for (let i = 0; i < outer; i++) {
    for (let j = 0; j < inner; j++) {
      for (let t = 0; t < steps; t++) out[(j * outer + i) * steps + t] = values[(i * inner + j) * steps + t]!;
    }
  }
  return out;
}

/** All sequences of labels below `classes` of the length, in order. */
export function everySequence(length: number, classes: number): number[][] {
  if (length === 0) return [[]];
  return everySequence(length - 1, classes).flatMap((head) =>
    Array.from({ length: classes }, (_, label) => [...head, label]),
  );
}
