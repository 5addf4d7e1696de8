/** Lines: pure, seeded, within bounds; what they say is what is drawn; each entry of a config does something. */
import { createRandom } from '@digitry/engine';
import { LINE_LABELS } from '@digitry/reader';
import { describe, expect, it } from 'vitest';
import { packImages } from '../fit/pack.js';
import { checkLineConfig } from './check.js';
import type { LineConfig } from './config.js';
import { lettersSource } from './letters.js';
import { createLineWriter, type SyntheticLine } from './line-writer.js';
import { linePresets } from './presets.js';
import { barDigits, blockFont, blockLetters, drawnWriters } from './testing.js';

const letters = lettersSource(blockLetters());
const lines = (config: LineConfig, count: number, digits = drawnWriters(), seed = 7): SyntheticLine[] => {
  const write = createLineWriter(config, digits, letters, blockFont());
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => write(random.fork(i)));
};

/** A number for the bytes of a picture (FNV-1a), quicker to compare than they are. */
function digest({ image }: SyntheticLine): number {
  let hash = 0x811c9dc5 ^ image.width;
  for (const byte of image.data) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}

describe('createLineWriter', () => {
  it('gives the same bytes for the same state, whatever was written before', () => {
    const [first, second] = [1, 2].map(() => createLineWriter(linePresets.wide, drawnWriters(), letters));
    const forward = Array.from({ length: 80 }, (_, i) => first!(createRandom(3).fork(i)));
    const backward = Array.from({ length: 80 }, (_, i) => second!(createRandom(3).fork(79 - i))).reverse();
    const seen = (made: readonly SyntheticLine[]) => made.map((line) => ({ ...line, image: digest(line) }));
    expect(seen(forward)).toEqual(seen(backward));
    expect(new Set(forward.map(digest)).size).toBe(80);
  });

  it('does not touch the samples', () => {
    const digits = drawnWriters();
    const before = digits.images.bytes.slice();
    lines(linePresets.wide, 40, digits);
    expect(digits.images.bytes).toEqual(before);
  });

  it.each(Object.entries(linePresets))(
    '%s: pictures of sensible sizes, texts that the network has',
    (_, config) => {
      for (const { image, text, box } of lines(config, 150)) {
        expect(image.data.length).toBe(image.width * image.height);
        expect(Math.min(image.width, image.height)).toBeGreaterThanOrEqual(8);
        expect(image.width).toBeLessThan(1800);
        expect(image.height).toBeLessThan(420);
        for (const character of text) expect(LINE_LABELS.indexOf(character), text).toBeGreaterThan(0);
        expect(text).toBe(text.trim());
        if (text === '') expect(box).toBeNull();
        else {
          expect(box!.x).toBeGreaterThanOrEqual(0);
          expect(box!.y).toBeGreaterThanOrEqual(0);
          expect(box!.x + box!.width).toBeLessThanOrEqual(image.width);
          expect(box!.y + box!.height).toBeLessThanOrEqual(image.height);
        }
      }
    },
  );

  it('writes dark on bright', () => {
    for (const { image, box } of lines({ ...linePresets.standard, marginRate: 0 }, 60)) {
      if (!box) continue;
      const levels = [...image.data].sort((a, b) => a - b);
      expect(levels[Math.floor(levels.length / 2)]! - levels[0]!).toBeGreaterThan(15);
    }
  });

  it('says what is drawn, digit for digit', () => {
    const config: LineConfig = {
      ...linePresets.plain,
      slant: 0,
      stretch: 0,
      sizeJitter: 0,
      baselineJitter: 0,
      rotation: 0,
      penShare: 0,
      penLow: 0.05,
      penHigh: 0.05, // a point is narrower than any bar
      wideShare: 1,
      heightLow: 48,
      heightHigh: 48,
    };
    let digits = 0;
    for (const { image, text } of lines(config, 60, barDigits())) {
      // Bars are 24 high in their file.
      const read = darkRuns(image)
        .map((run) => (run < 8 ? '' : String(Math.round((run / 2 - 5) / 2))))
        .join('');
      const said = text.replaceAll(/\D/g, '');
      if (text === said || text.endsWith('.')) {
        expect(read, text).toBe(said);
        digits += said.length;
      }
    }
    expect(digits).toBeGreaterThan(100);
  });

  it('writes each line with the digits of one person', () => {
    const images = [40, 200].map((level) => ({
      width: 10,
      height: 20,
      data: new Uint8Array(200).fill(level + 50),
    }));
    const writers = ['pale', 'dark'];
    const digits = {
      images: packImages(Array.from({ length: 20 }, (_, i) => images[i % 2]!)),
      labels: Uint8Array.from({ length: 20 }, (_, i) => i >> 1),
      writers: Array.from({ length: 20 }, (_, i) => writers[i % 2]!),
    };
    const config = { ...linePresets.plain, penShare: 0, zipShare: 1, digitsShare: 0, wideShare: 1 };
    const written = lines(config, 60, digits);
    expect(new Set(written.map(({ writer }) => writer))).toEqual(new Set(writers));
    for (const { image, writer } of written) {
      const darkest = image.width * image.height - image.data.filter((level) => level > 160).length;
      if (writer === 'pale') expect(darkest).toBeLessThan(image.data.length * 0.05);
      else expect(darkest).toBeGreaterThan(image.data.length * 0.1);
    }
  });

  it('names nobody for digits that nobody known wrote, and draws them where there are none', () => {
    const none = { images: packImages([]), labels: new Uint8Array(0), writers: [] };
    for (const { image, text, writer } of lines({ ...linePresets.plain, digitsShare: 0 }, 20, none)) {
      expect(writer).toBeNull();
      expect(text).toMatch(/^\d{5}$/);
      expect(image.data.filter((level) => level < 128).length).toBeGreaterThan(100);
    }
  });

  it('writes a 1 as one upright stroke where the hand does, whatever the others lean', () => {
    const widths = (uprightRate: number): number[] =>
      lines({ ...linePresets.plain, slant: 0.6, zipShare: 0, uprightRate }, 400)
        .filter(({ text }) => text === '1')
        .map(({ box }) => box!.width / box!.height);
    const [leaning, upright] = [widths(0), widths(1)];
    expect(upright.length).toBeGreaterThan(2);
    expect(Math.max(...upright)).toBeLessThan(0.3);
    expect(Math.max(...leaning)).toBeGreaterThan(0.3);
  });

  it('shows nothing but paper for noise', () => {
    const shares = { digitsShare: 0, zipShare: 0, noiseShare: 1 };
    for (const { image, text, box } of lines({ ...linePresets.plain, ...shares }, 20)) {
      expect([text, box]).toEqual(['', null]);
      expect(new Set(image.data).size).toBe(1);
    }
  });
});

/** Widths of the runs of columns with ink. */
function darkRuns({ width, height, data }: SyntheticLine['image']): number[] {
  const runs: number[] = [];
  let run = 0;
  for (let x = 0; x <= width; x++) {
    let isDark = false;
    for (let y = 0; y < height && x < width; y++) isDark ||= data[y * width + x]! < 150;
    if (isDark) run++;
    else {
      if (run > 0) runs.push(run);
      run = 0;
    }
  }
  return runs;
}

describe('LineConfig', () => {
  /** Everything happens now and then. */
  const lively: LineConfig = {
    ...linePresets.wide,
    phoneShare: 0.1,
    groupedShare: 0.1,
    noiseShare: 0.1,
    lettersShare: 0.1,
    fontShare: 0.3,
    linkRate: 0.3,
    foldRate: 0.3,
    stampRate: 0.3,
    strikeRate: 0.3,
    circleRate: 0.3,
    smearRate: 0.3,
    uprightRate: 0.3,
    throughRate: 0.3,
  };
  const digits = drawnWriters();
  const usual = lines(lively, 60, digits).map(digest);

  it.each(Object.keys(lively) as (keyof LineConfig)[])('%s changes something', (key) => {
    const value = lively[key];
    const changed = key === 'heightHigh' ? 40 : key === 'penHigh' ? 0.1 : value / 2;
    const config = key === 'heightLow' ? { ...lively, heightLow: 20 } : { ...lively, [key]: changed };
    const other = lines(config, 60, digits).map(digest);
    expect(other.filter((bytes, i) => bytes !== usual[i]).length).toBeGreaterThan(0);
  });

  it('is checked: the first wrong entry is named', () => {
    for (const preset of Object.values(linePresets)) expect(checkLineConfig(preset)).toBe(preset);
    const { plain } = linePresets;
    expect(() => createLineWriter({ ...plain, rotation: 90 }, drawnWriters())).toThrow(
      'Expected a number from 0 to 20 for lines.rotation but received 90',
    );
    expect(() => checkLineConfig({ ...plain, foldRate: Number.NaN })).toThrow('lines.foldRate');
    expect(() => checkLineConfig({ ...plain, wobble: 1 } as LineConfig)).toThrow('wobble');
    expect(() => checkLineConfig({ ...plain, digitsShare: 0, zipShare: 0 })).toThrow('more than 0');
    expect(() => checkLineConfig({ ...plain, tightShare: 0.6, boxShare: 0.6 })).toThrow('at most 1');
    expect(() => checkLineConfig({ ...plain, heightLow: 50 })).toThrow('heightLow');
    expect(() => checkLineConfig({ ...plain, penLow: 0.3 })).toThrow('penLow');
  });

  it('refuses samples that do not fit each other', () => {
    const { images, labels, writers } = drawnWriters();
    const { plain } = linePresets;
    expect(() => createLineWriter(plain, { images, labels, writers: writers.slice(1) })).toThrow(
      'as many labels and writers as images',
    );
    const wrong = labels.slice();
    wrong[3] = 10;
    expect(() => createLineWriter(plain, { images, labels: wrong, writers })).toThrow('label 3');
  });
});
