/** Digits by who wrote them: what lines are written with. Knows no pixel. */
import type { Random } from '@digitry/engine';
import type { PackedImages } from '../fit/pack.js';

/** Digits of many people, by number. */
export interface WriterDigits {
  /** Ink images of any size: 255 is full ink. */
  readonly images: PackedImages;
  /** The digit of each, 0 … 9. */
  readonly labels: Uint8Array;
  /** Who wrote each; null where nobody knows. */
  readonly writers: readonly (string | null)[];
}

/** The samples of one person (or of all unknown ones), by digit. */
export interface Hand {
  readonly writer: string | null;
  readonly count: number;
  /** Sample numbers of each digit 0 … 9. */
  readonly samples: readonly Int32Array[];
}

/** @throws RangeError where the arrays differ in length or a label is no digit */
export function handsOf({ images, labels, writers }: WriterDigits): Hand[] {
  if (images.widths.length !== labels.length || writers.length !== labels.length) {
    throw new RangeError(
      `Expected as many labels and writers as images (${images.widths.length}) for digits but received ${labels.length} and ${writers.length}`,
    );
  }
  const wrong = labels.findIndex((label) => label > 9);
  if (wrong >= 0)
    throw new RangeError(`Expected 0 to 9 for label ${wrong} of digits but received ${labels[wrong]}`);
  const lists = new Map<string | null, number[][]>();
  for (const [i, label] of labels.entries()) {
    const writer = writers[i] ?? null;
    let list = lists.get(writer);
    if (!list) {
      list = Array.from({ length: 10 }, () => []);
      lists.set(writer, list);
    }
    list[label]!.push(i);
  }
  return [...lists].map(([writer, list]) => ({
    writer,
    count: list.reduce((sum, samples) => sum + samples.length, 0),
    samples: list.map((samples) => Int32Array.from(samples)),
  }));
}

/** One hand, as often as it has samples. */
export function createHandPicker(hands: readonly Hand[]): (random: Random) => Hand | null {
  const ends = new Float64Array(hands.length);
  let total = 0;
  for (const [i, hand] of hands.entries()) {
    total += hand.count;
    ends[i] = total;
  }
  return (random) => {
    if (total === 0) return null;
    const at = random.next() * total;
    let low = 0;
    let high = hands.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return hands[low]!;
  };
}
