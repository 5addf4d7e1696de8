/** The quick reading: the likeliest label at each step. */
import { decodedOf } from './align.js';
import type { Decoded } from './decoded.js';
import type { Lattice } from './lattice.js';

/**
 * The text of the likeliest alignment: repeats merged, blanks left out. Its probability is summed over all alignments, as everywhere;
 * another text may still be likelier (`beamSearch` looks for it).
 */
export function bestPath(lattice: Lattice): Decoded {
  const { steps, labels, logProbs } = lattice;
  const text: number[] = [];
  const spans: { from: number; to: number }[] = [];
  let previous = 0;
  for (let step = 0; step < steps; step++) {
    const row = step * labels.length;
    let label = 0;
    for (let c = 1; c < labels.length; c++) if (logProbs[row + c]! > logProbs[row + label]!) label = c;
    if (label !== 0 && label !== previous) {
      text.push(label);
      spans.push({ from: step, to: step });
    }
    if (label !== 0) spans.at(-1)!.to = step + 1;
    previous = label;
  }
  return decodedOf(lattice, text, spans);
}
