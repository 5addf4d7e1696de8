/** Pictures of print: seeded, legible, labeled with what they say and where it stands. */
import { createRandom, type Random } from '@digitry/engine';
import { PRINT_LABELS, prepareLine } from '@digitry/reader';
import { describe, expect, test } from 'vitest';
import { blockFont } from '../testing/fonts.js';
import { checkPrintConfig, createPrintWriter, PRINT_KINDS, type PrintConfig, printPresets } from './index.js';
import { labelOfPrint, plateText } from './text/texts.js';
import { setType, type TypeStyle } from './type.js';
import { drawView } from './view.js';

const just = (kind: string, preset: PrintConfig = printPresets.plain): PrintConfig => ({
  ...preset,
  ...Object.fromEntries(PRINT_KINDS.map((each) => [`${each}Share`, each === kind ? 1 : 0])),
});

const readable = new Set(PRINT_LABELS.slice(1));

describe('a print writer', () => {
  test('makes the same of the same numbers, whoever makes it and after whatever', () => {
    const one = createPrintWriter(printPresets.wide, []);
    const other = createPrintWriter(printPresets.wide, []);
    for (let i = 0; i < 5; i++) one(createRandom(100 + i));
    for (let i = 0; i < 12; i++) expect(other(createRandom(i))).toEqual(one(createRandom(i)));
  });

  test('says only what the network can say, within the picture', () => {
    const write = createPrintWriter(printPresets.wide, [blockFont('blocks', 'ABCabc')]);
    for (let i = 0; i < 80; i++) {
      const { image, text, box } = write(createRandom(i));
      for (const character of text) expect(readable).toContain(character);
      expect(image.data).toHaveLength(image.width * image.height);
      expect(box === null).toBe(text === '');
      if (!box) continue;
      expect(box.x + box.width).toBeLessThanOrEqual(image.width + 1);
      expect(box.y + box.height).toBeLessThanOrEqual(image.height + 1);
    }
  });

  test.each(PRINT_KINDS.filter((kind) => kind !== 'noise'))(
    '%s: its characters are found where they stand',
    (kind) => {
      const write = createPrintWriter(just(kind), [
        blockFont('blocks', 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-./:·,=#$€*%+&()'),
      ]);
      let found = 0;
      const count = 25;
      for (let i = 0; i < count; i++) {
        const { image, box: wanted } = write(createRandom(i));
        const { box, status } = prepareLine(image);
        if (status !== 'ok' || !box || !wanted) continue;
        const isAcross = box.x <= wanted.x + 4 && box.x + box.width >= wanted.x + wanted.width - 4;
        if (
          isAcross &&
          box.y + box.height / 2 > wanted.y &&
          box.y + box.height / 2 < wanted.y + wanted.height
        )
          found++;
      }
      expect(found / count).toBeGreaterThanOrEqual(0.7);
    },
  );

  test('noise says nothing', () => {
    const write = createPrintWriter(just('noise'), []);
    for (let i = 0; i < 8; i++) {
      const { image, ...line } = write(createRandom(i));
      expect(line).toMatchObject({ text: '', box: null });
      expect([image.width, image.height].every(Number.isInteger)).toBe(true);
      expect(image.data).toHaveLength(image.width * image.height);
    }
  });

  test('light print on a dark ground has more dark than light', () => {
    const mean = (config: PrintConfig): number => {
      const write = createPrintWriter(config, []);
      const levels = Array.from({ length: 10 }, (_, i) => write(createRandom(i)).image.data).flatMap(
        (data) => [...data],
      );
      return levels.reduce((sum, level) => sum + level, 0) / levels.length;
    };
    const dark = mean({ ...just('label'), negativeRate: 1 });
    expect(dark).toBeLessThan(128);
    expect(mean(just('label'))).toBeGreaterThan(128);
  });

  test('embossed cards are lighter on one side of the strokes and darker on the other', () => {
    const write = createPrintWriter({ ...just('card'), embossRate: 1 }, []);
    const { image } = write(createRandom(4));
    const flat = image.data.toSorted();
    const ground = flat[flat.length >> 1]!;
    const [darkest, lightest] = [
      flat[Math.floor(flat.length * 0.005)]!,
      flat[Math.floor(flat.length * 0.995)]!,
    ];
    expect(ground - darkest).toBeGreaterThan(20);
    expect(lightest - ground).toBeGreaterThan(15);
  });
});

test('what no face has is neither drawn nor said', () => {
  // Dots have capitals but no small letters.
  const write = createPrintWriter(just('other'), []);
  const texts = Array.from({ length: 60 }, (_, i) => write(createRandom(i)).text);
  expect(texts.every((text) => !text.includes('�') && text === text.trim())).toBe(true);
  expect(texts.some((text) => /\d/.test(text))).toBe(true);
});

describe('type', () => {
  const style: TypeStyle = { height: 20, stretch: 1, slant: 0, tracking: 0.1, bow: 0, pitch: 0 };
  const random = (): Random => createRandom(1);

  test('stands side by side on the baseline, spaces are left free', () => {
    const { characters, left, right, top, bottom } = setType('12 3', blockFont(), style, random());
    expect(characters.map(({ character }) => character)).toEqual(['1', '2', '3']);
    expect([left, top, bottom]).toEqual([0, -20, 0]);
    const [one, two, three] = characters.map(({ from, to }) => [from, to] as const);
    expect(two![0]).toBeCloseTo(one![1] + 2, 5);
    expect(three![0] - two![1]).toBeGreaterThan(20 * 0.28);
    expect(right).toBe(Math.ceil(three![0] + 20 * 0.45));
  });

  test('has equal places where a pitch is given', () => {
    const { characters } = setType('190', blockFont(), { ...style, tracking: 0, pitch: 1 }, random());
    const middles = characters.map(({ toPixels, outline }) => toPixels.e + 10 * outline.advance);
    expect(middles[1]! - middles[0]!).toBeCloseTo(20, 5);
    expect(middles[2]! - middles[1]!).toBeCloseTo(20, 5);
  });

  test('follows a bow', () => {
    const flat = setType('11111', blockFont(), style, random());
    const bowed = setType('11111', blockFont(), { ...style, bow: 0.5 }, random());
    expect(bowed.characters[2]!.toPixels.f).toBeCloseTo(-10, 1);
    expect(bowed.top).toBeLessThan(flat.top - 5);
    expect(bowed.characters[0]!.toPixels.b).toBeLessThan(0);
    expect(bowed.characters[4]!.toPixels.b).toBeGreaterThan(0);
  });
});

test('a view knows where the points of the sheet come to lie', () => {
  for (let seed = 0; seed < 10; seed++) {
    const view = drawView(
      { ...printPresets.wide, rotation: 15, shear: 0.4, perspective: 0.3 },
      120,
      40,
      createRandom(seed),
    );
    const [across, down] = view.room;
    const [width, height] = [120 + 2 * across, 40 + 2 * down];
    const page = new Uint8Array(width * height).fill(255);
    const [x, y] = [across + 90, down + 12];
    for (let row = y - 1; row <= y + 1; row++) page.fill(0, row * width + x - 1, row * width + x + 2);
    const seen = view.see({ width, height, page });
    const darkest = seen.page.indexOf(Math.min(...seen.page));
    const [u, v] = view.at([x + 0.5, y + 0.5]);
    expect(
      Math.hypot((darkest % seen.width) + 0.5 - u, Math.floor(darkest / seen.width) + 0.5 - v),
    ).toBeLessThan(2.5);
  }
});

test('labels say what is not read with one sign', () => {
  expect(labelOfPrint('AB-12·3 :/.')).toBe('AB-12·3 :/.');
  expect(labelOfPrint('€a,')).toBe('���');
  for (let i = 0; i < 50; i++)
    expect(labelOfPrint(plateText(createRandom(i)))).toMatch(/^[A-Z0-9 ·-]{6,13}$/);
});

test.each([
  [{ ...printPresets.plain, noise: 41 }, 'from 0 to 40 for lines.noise'],
  [{ ...printPresets.plain, heightLow: 50 }, 'Expected at most heightHigh'],
  [just('none'), 'the sum of the shares'],
  [{ ...printPresets.plain, plates: 1 } as PrintConfig, 'received plates'],
])('a config that cannot be worked with is refused', (config, message) => {
  expect(() => checkPrintConfig(config)).toThrow(message);
  expect(() => createPrintWriter(config, [])).toThrow(RangeError);
});
