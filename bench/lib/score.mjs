/** What readings are worth: of what was written and of what was read, the digits alone. */
import { evaluateLines } from '@digitry/trainer';

export const digitsOf = (text) => text.replaceAll(/\D/g, '');

/** How far a reading may lie beside the ink that it reads, pixels. */
const BESIDE = 12;

/** @returns `{ n, exact, cer }` of texts in the order of what was written. */
export function scoreTexts(written, read) {
  const { n, exact, cer } = evaluateLines(
    written.map((truth, i) => ({
      truth: digitsOf(truth),
      text: digitsOf(read[i] ?? ''),
      confidence: 1,
      isAccepted: true,
    })),
  );
  return { n, exact, cer };
}

/**
 * A reading belongs to the number in whose box its middle lies, or else to the only one whose middle lies in its box (the cell of a
 * table); several are put together from left to right.
 * @param pages `{ numbers: [{ text, box }] }` of each.
 * @param read `[{ text, box }]` of each page.
 * @returns as {@link scoreTexts}, and `elsewhere`: readings with digits that belong to no number.
 */
export function scorePages(pages, read) {
  const written = [];
  const found = [];
  let elsewhere = 0;
  for (const [i, { numbers }] of pages.entries()) {
    const parts = numbers.map(() => []);
    for (const reading of read[i] ?? []) {
      if (digitsOf(reading.text) === '') continue;
      const number = numberOf(reading, numbers);
      if (number === undefined) elsewhere++;
      else parts[number].push(reading);
    }
    written.push(...numbers.map(({ text }) => text));
    found.push(...parts.map(joined));
  }
  return { ...scoreTexts(written, found), elsewhere };
}

const joined = (parts) =>
  parts
    .sort((a, b) => a.box.x - b.box.x)
    .map(({ text }) => text)
    .join('');

function numberOf({ box }, numbers) {
  const around = numbers.findIndex((number) => hasMiddle(number.box, box));
  if (around >= 0) return around;
  const inside = [...numbers.keys()].filter((i) => hasMiddle(box, numbers[i].box));
  return inside.length === 1 ? inside[0] : undefined;
}

function hasMiddle({ x, y, width, height }, of) {
  const u = of.x + of.width / 2 - x;
  const v = of.y + of.height / 2 - y;
  return u > -BESIDE && u < width + BESIDE && v > -BESIDE && v < height + BESIDE;
}
