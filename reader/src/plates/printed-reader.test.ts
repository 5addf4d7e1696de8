/** From a photo to a plate's or a card's number: which row is read, what is trusted, what is refused. The network is a stand-in. */
import { describe, expect, test } from 'vitest';
import { PRINT_LABELS } from '../decode/labels.js';
import { createReader } from '../index.js';
import { lineReading } from '../line-reading.js';
import { latticeSaying, type Place } from '../testing/lattice.js';
import { emptyPhoto, photoOf } from '../testing/photo.js';
import { createPrintedReader, type PrintedOptions } from './printed-reader.js';
import type { PrintedReading } from './printed-reading.js';

/** Says one thing of every row that is at least so many pixels wide, and nothing of others. */
function saying(text: readonly Place[], least = 100): Parameters<typeof createPrintedReader>[0] {
  return {
    recognizer: {
      lattices: async (lines) =>
        lines.map(({ seen }) => latticeSaying(seen.width >= least ? text : [], 1e-4, PRINT_LABELS)),
    },
    verdict: (line, lattice, { rule } = {}) =>
      lineReading(line, lattice, {
        threshold: 0.9,
        model: 'stand-in',
        stride: 4,
        ...(rule ? { rule } : {}),
      }),
  };
}

const readPrinted = (
  lines: ReturnType<typeof saying>,
  photo: typeof image,
  options: PrintedOptions,
): Promise<PrintedReading> => createPrintedReader(lines).read(photo, options);

const { image, quad } = photoOf('4111 1111');

describe('a plate', () => {
  test('is read where it stands', async () => {
    const reading = await readPrinted(saying([...'MAB1234']), image, { kind: 'plate', country: 'DE' });
    expect(reading).toMatchObject({
      kind: 'plate',
      text: 'MAB1234',
      status: 'accepted',
      reasons: [],
      value: 'MAB1234',
    });
    const tall = quad[3][1] - quad[0][1];
    reading.quad!.forEach(([x, y], i) => {
      expect(Math.hypot(x - quad[i]![0], y - quad[i]![1])).toBeLessThan(0.5 * tall);
    });
    const { x, y, width, height } = reading.box!;
    for (const { box } of reading.characters) {
      expect(box.x).toBeGreaterThanOrEqual(x - 40);
      expect(box.y).toBeGreaterThanOrEqual(y - 40);
      expect(box.x + box.width).toBeLessThanOrEqual(x + width + 40);
      expect(box.y + box.height).toBeLessThanOrEqual(y + height + 40);
    }
  });

  test('that the rule had to bend is for a person to look at', async () => {
    const reading = await readPrinted(saying([...'MAB123', { O: 0.7, 0: 0.3 }]), image, {
      kind: 'plate',
      country: 'DE',
    });
    expect(reading).toMatchObject({ text: 'MAB1230', status: 'review' });
    expect(reading.reasons.map(({ code }) => code)).toContain('rule-changed');
    expect(reading.rule!.free.text).toBe('MAB123O');
  });

  test('of another country is shown but not accepted', async () => {
    const reading = await readPrinted(saying([...'12ABC34']), image, { kind: 'plate', country: 'GB' });
    expect(reading).toMatchObject({ text: '12ABC34', status: 'review' });
    expect(reading.reasons.map(({ code }) => code)).toContain('rule-not-met');
  });

  test('is not there where no row says one', async () => {
    for (const nothing of [saying([]), saying([...'EXIT']), saying([...'ML'], 100)]) {
      const reading = await readPrinted(nothing, image, { kind: 'plate', country: 'DE' });
      expect(reading).toMatchObject({
        text: '',
        status: 'rejected',
        quad: null,
        box: null,
        model: 'stand-in',
      });
      expect(reading.reasons.map(({ code }) => code)).toEqual(['no-plate']);
    }
  });

  test('of a country that is not known is a mistake of the caller', async () => {
    await expect(readPrinted(saying([]), image, { kind: 'plate', country: 'XX' })).rejects.toThrow(
      RangeError,
    );
  });
});

describe('a card', () => {
  test('is accepted with its check digit', async () => {
    const reading = await readPrinted(saying([...'4111 1111 1111 1111']), image, { kind: 'card' });
    expect(reading).toMatchObject({ status: 'accepted', value: '4111111111111111', kind: 'card' });
  });

  test('with a wrong check digit never is', async () => {
    const reading = await readPrinted(saying([...'4111 1111 1111 1112']), image, {
      kind: 'card',
      brands: ['visa'],
    });
    expect(reading.status).not.toBe('accepted');
  });

  test('is not there on an empty picture', async () => {
    const reading = await readPrinted(saying([...'4111 1111 1111 1111']), emptyPhoto(), { kind: 'card' });
    expect(reading).toMatchObject({ text: '', status: 'rejected' });
    expect(reading.reasons.map(({ code }) => code)).toEqual(['no-card']);
  });
});

test('a line is read as the whole picture shows it', async () => {
  const reading = await readPrinted(saying([...'A12.5'], 20), image, { kind: 'line' });
  expect(reading).toMatchObject({ kind: 'line', text: 'A12.5', status: 'accepted' });
  expect(reading.quad).not.toBeNull();
  const blank = await readPrinted(saying([...'A12.5'], 20), emptyPhoto(), { kind: 'line' });
  expect(blank).toMatchObject({ text: '', status: 'rejected', quad: null });
  expect(blank.reasons.map(({ code }) => code)).toEqual(['blank']);
});

test('a reader loads the model when print is asked for, and says when there is none', async () => {
  const reader = await createReader({ printModel: 'no/such/file.safetensors' });
  await expect(reader.printed(image, { kind: 'card' })).rejects.toMatchObject({ code: 'model-missing' });
  await reader.close();
  await expect(reader.printed(image, { kind: 'card' })).rejects.toMatchObject({ code: 'closed' });
});
