/** Drawn digits and non-digits: every style, seeded, readable, unlike each other. */
import { createRandom } from '@digitry/engine';
import { fitDigit, type GrayImage } from '@digitry/reader';
import { describe, expect, it } from 'vitest';
import { digitStyles } from './digits/index.js';
import { drawDigit, styles } from './draw-digit.js';
import { letters, signs } from './letters.js';
import { drawNonDigit, nonDigitKinds } from './non-digit.js';

const inkShare = ({ data }: GrayImage): number =>
  data.reduce((sum, value) => sum + value, 0) / 255 / data.length;
/** Holes: regions of paper that do not reach the border. */
function holes(seen: Uint8Array): number {
  const state = Uint8Array.from(seen, (value) => (value > 70 ? 1 : 0));
  const fill = (start: number): boolean => {
    const open = [start];
    let inside = true;
    while (open.length > 0) {
      const at = open.pop()!;
      if (state[at] !== 0) continue;
      state[at] = 2;
      const [x, y] = [at % 28, Math.floor(at / 28)];
      if (x === 0 || y === 0 || x === 27 || y === 27) inside = false;
      if (x > 0) open.push(at - 1);
      if (x < 27) open.push(at + 1);
      if (y > 0) open.push(at - 28);
      if (y < 27) open.push(at + 28);
    }
    return inside;
  };
  let count = 0;
  for (let at = 0; at < 784; at++) if (state[at] === 0 && fill(at)) count++;
  return count;
}

describe('drawDigit', () => {
  it('has the styles that collections lack', () => {
    const names = styles.flat();
    for (const name of [
      '1-european',
      '1-stick',
      '1-based',
      '1-foot',
      '7-crossed',
      '7-hooked',
      '7-plain',
      '4-open',
      '4-closed',
      '4-lightning',
      '9-straight',
      '9-curved',
      '9-g',
      '9-open',
      '0-slashed',
      '0-dotted',
      '0-open',
      '0-looped',
      '2-looped',
      '2-z',
      '3-flat',
      '5-detached',
      '5-s',
      '6-straight',
      '8-circles',
      '8-open',
    ]) {
      expect(names).toContain(name);
    }
    expect(new Set(names).size).toBe(names.length);
    for (const [digit, list] of digitStyles.entries()) {
      expect(list.length).toBeGreaterThanOrEqual(3);
      for (const style of list) expect(style.name.startsWith(`${digit}-`)).toBe(true);
    }
  });

  it('draws each style as ink of a sensible size and amount, the same for the same seed', () => {
    for (const [digit, names] of styles.entries()) {
      for (const style of names) {
        for (let seed = 0; seed < 20; seed++) {
          const image = drawDigit(digit, createRandom(seed), { style });
          expect(image.data.length).toBe(image.width * image.height);
          expect(Math.max(image.width, image.height)).toBeLessThanOrEqual(60);
          expect(inkShare(image), style).toBeGreaterThan(0.03);
          expect(inkShare(image), style).toBeLessThan(0.6);
          expect(image).toEqual(drawDigit(String(digit), createRandom(seed), { style }));
        }
      }
    }
  });

  it('closes what is closed', () => {
    const share = (style: string, wanted: number): number => {
      let right = 0;
      for (let seed = 0; seed < 60; seed++) {
        if (holes(fitDigit(drawDigit(style[0]!, createRandom(seed), { style }))) === wanted) right++;
      }
      return right / 60;
    };
    for (const style of ['0-plain', '4-closed', '6-curved', '9-straight'])
      expect(share(style, 1), style).toBeGreaterThan(0.7);
    for (const style of ['1-european', '7-plain', '4-open', '5-joined', '3-round', '2-plain'])
      expect(share(style, 0), style).toBeGreaterThan(0.8);
    for (const style of ['8-crossed', '8-circles', '0-slashed'])
      expect(share(style, 2), style).toBeGreaterThan(0.6);
  });

  it('follows the rates of European ones and crossed sevens', () => {
    const same = (a: number, b: number) =>
      expect(drawDigit(1, createRandom(a), { europeanOnes: b })).toEqual(
        drawDigit(1, createRandom(a), { europeanOnes: b }),
      );
    same(1, 0);
    const bars = (crossedSevens: number): number => {
      let wide = 0;
      for (let seed = 0; seed < 100; seed++) {
        const seen = fitDigit(drawDigit(7, createRandom(seed), { crossedSevens }));
        // Where the bar is, ink is wider than a stem.
        const widths = Array.from(
          { length: 8 },
          (_, i) => seen.subarray((11 + i) * 28, (12 + i) * 28).filter((value) => value > 100).length,
        );
        if (Math.max(...widths) >= 7) wide++;
      }
      return wide;
    };
    expect(bars(1) - bars(0)).toBeGreaterThan(50);
  });

  it('refuses what is no digit, no style, no share', () => {
    const random = createRandom(1);
    expect(() => drawDigit(10, random)).toThrow('Expected 0 to 9 for digit but received 10');
    expect(() => drawDigit('', random)).toThrow(RangeError);
    expect(() => drawDigit(1, random, { style: '1-roman' })).toThrow('Expected one of 1-stick');
    expect(() => drawDigit(7, random, { crossedSevens: 2 })).toThrow('crossedSevens');
  });
});

describe('drawNonDigit', () => {
  it('draws every kind, seeded', () => {
    for (const { name } of nonDigitKinds) {
      for (let seed = 0; seed < 40; seed++) {
        const image = drawNonDigit(createRandom(seed), { kind: name });
        expect(image.data.length).toBe(image.width * image.height);
        expect(image.data.some((value) => value > 0)).toBe(name !== 'blank');
        expect(fitDigit(image).length).toBe(784);
        expect(image).toEqual(drawNonDigit(createRandom(seed), { kind: name }));
      }
    }
    expect(() => drawNonDigit(createRandom(1), { kind: 'dragon' })).toThrow('Expected one of letter');
  });

  it('has no letter or sign that is written like a digit', () => {
    const names = [...letters, ...signs].map((style) => style.name);
    for (const lookalike of 'BDIOSZlqo') expect(names).not.toContain(`letter-${lookalike}`);
    expect(names).not.toContain('sign-slash');
  });

  it('takes the digits of pairs from where it is told to', () => {
    const block: GrayImage = { width: 4, height: 8, data: new Uint8Array(32).fill(77) };
    const pair = drawNonDigit(createRandom(2), { kind: 'pair', digits: () => block });
    expect(new Set(pair.data)).toEqual(new Set([0, 77]));
    expect(pair.width).toBeGreaterThanOrEqual(8);
  });
});
