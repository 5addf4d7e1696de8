/** What lines say: formats that people use, labels that the network has, no letter that could be a digit among digits. */
import { createRandom, type Random } from '@digitry/engine';
import { OTHER } from '@digitry/reader';
import { describe, expect, it } from 'vitest';
import { DOODLE } from '../marks/others.js';
import { FILLER } from '../marks/styles.js';
import { linePresets } from '../presets.js';
import { amount, percentage } from './amounts.js';
import { date } from './dates.js';
import { createTextWriter, TEXT_KINDS } from './index.js';
import { digitString, groupedNumber, phoneNumber, zipCode } from './numbers.js';
import { pick } from './pick.js';
import { alphabetOf, letters, mixed } from './words.js';
import { labelOf, type Written } from './written.js';

const many = (write: (random: Random) => Written, count = 600): string[] =>
  Array.from({ length: count }, (_, i) =>
    write(createRandom(i))
      .map(({ text }) => text)
      .join(''),
  );

describe('labelOf', () => {
  it('keeps what the network has and makes the rest U+FFFD, one for each character', () => {
    expect(labelOf([{ text: '$1,234 ' }, { text: '56', level: 'raised' }])).toBe('$1,234 56');
    expect(labelOf([{ text: `38a (${DOODLE})` }])).toBe(`38${OTHER} ${OTHER}${OTHER}${OTHER}`);
    expect(labelOf([{ text: '∅' }])).toBe(OTHER);
    expect(labelOf([{ text: `12${FILLER}` }])).toBe('12-');
  });
});

describe('texts', () => {
  it('are digits, with a mark behind at most', () => {
    const texts = many(digitString, 3000);
    for (const text of texts) expect(text).toMatch(/^\d{1,12}[.,\-/=]?$/);
    const short = texts.filter((text) => text.replaceAll(/\D/g, '').length <= 3).length;
    expect(short / texts.length).toBeGreaterThan(0.4);
    expect(new Set(texts.map((text) => text.replaceAll(/\D/g, '').length)).size).toBe(12);
    for (const text of many(zipCode)) expect(text).toMatch(/^\d{5}$/);
  });

  it('are dates that exist', () => {
    const forms = new Set<string>();
    for (const text of many(date, 2000)) {
      forms.add(text.replaceAll(/\d+/g, (run) => String(run.length)));
      const iso = /^(\d{4})[-/.](\d\d)[-/.](\d\d)$/.exec(text);
      if (iso) expect(Number(iso[2])).toBeLessThanOrEqual(12);
      if (iso) expect(Number(iso[3])).toBeLessThanOrEqual(31);
    }
    for (const form of ['2/2/4', '4-2-2', '8', '2. 2. 4', '2.2.4', '2-2-2', "2/2/'2", '4', '6'])
      expect(forms).toContain(form);
  });

  it('are amounts of several countries', () => {
    const texts = many(amount, 4000);
    for (const form of [
      /^\d{1,3}(,\d{3})+\.\d\d$/,
      /^\d{1,3}(\.\d{3})+,\d\d$/,
      /^\d{1,3}( \d{3})+,\d\d$/,
      /^\d{1,3}('\d{3})+\.\d\d$/,
      /^\$\d+\.\d\d$/,
      /^\d+,\d\d €$/,
      /^##?\d+[.,]\d\d##?$/,
      /^\*+\d+[.,]\d\d\*+$/,
      /^\d+,-$/,
      /^\d+ \d\d\/100$/,
      /^\d+ xx\/100$/,
      /^\d+ \d\d$/,
      /^\.\d\d$/,
      /^\d+=$/,
      /^\d+-$/,
      /^\d+[.,]\d\d ?―+$/,
      /^\d+[.,]\d\d ?-{3,}$/,
      /^\(\d+[.,]\d\d\)$/,
      /^U\$S \d+[.,]\d\d$/,
    ])
      expect(
        texts.some((text) => form.test(text)),
        String(form),
      ).toBe(true);
    for (const text of many(percentage)) expect(text).toMatch(/^-?\d+([.,]\d{1,2})? ?%$/);
  });

  it('are phone numbers and groups', () => {
    for (const text of many(phoneNumber)) expect(text).toMatch(/^[(+]?[\d(). /-]+\d$/);
    for (const text of many(groupedNumber)) expect(text).toMatch(/^\d+([ .-]\d+)+$/);
  });

  it('shows no letter among digits that some hands write like a digit', () => {
    const alphabet = alphabetOf(new Set([...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ']));
    for (const text of many((random) => mixed(random, alphabet), 3000)) {
      expect(text).not.toMatch(/[bfgijloqstyzBDGIJLOQSTYZ]\d|\d[bfgijloqstyzBDGIJLOQSTYZ]/);
      expect(text).toMatch(/\d/);
    }
    for (const text of many((random) => letters(random, alphabet), 1000)) {
      expect(text).not.toMatch(/\d/);
      expect(text).not.toMatch(/^[lIOoSsZzBbqgij]+$/);
    }
  });

  it('asks for no letter that cannot be drawn', () => {
    const alphabet = alphabetOf(new Set([...'acF']));
    for (const text of many((random) => letters(random, alphabet), 500))
      expect(text.replaceAll(/[^a-z]/gi, '')).toMatch(/^[acF]*$/i);
  });
});

describe('createTextWriter', () => {
  const alphabet = alphabetOf(new Set([...'abcdef']));

  it('writes the kinds by their shares', () => {
    const write = createTextWriter(
      { ...linePresets.plain, digitsShare: 0, zipShare: 3, noiseShare: 1 },
      alphabet,
    );
    const texts = many(write, 2000);
    const zips = texts.filter((text) => /^\d{5}$/.test(text)).length;
    expect(zips / 2000).toBeCloseTo(0.75, 1);
    expect(texts.filter((text) => text === '').length).toBe(2000 - zips);
  });

  it('has a share for each kind', () => {
    for (const kind of TEXT_KINDS) expect(linePresets.plain).toHaveProperty(`${kind}Share`);
  });
});

describe('pick', () => {
  it('goes by weight and never takes what weighs nothing', () => {
    const counts = [0, 0, 0];
    const random = createRandom(1);
    for (let i = 0; i < 4000; i++) counts[pick([1, 0, 3], random)]!++;
    expect(counts[1]).toBe(0);
    expect(counts[2]! / counts[0]!).toBeCloseTo(3, 0);
  });
});
