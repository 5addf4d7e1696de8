/** Signs from strokes: where each stands, how large it is, that it is drawn at all. */
import { createRandom } from '@digitry/engine';
import { LINE_LABELS } from '@digitry/reader';
import { describe, expect, it } from 'vitest';
import { drawPen } from '../../glyphs/index.js';
import { profileOf } from '../hand/stamp.js';
import { drawMark, drawMarkHand, type MarkWriting, markCharacters } from './draw-mark.js';
import { FILLER } from './styles.js';

const how: MarkWriting = { height: 40, drop: 0, stretch: 1, slant: 0, turn: 0, pen: 4 };

/** Ends of the ink above the baseline, in heights of a digit, and its width. */
function drawn(character: string, seed: number): { top: number; bottom: number; width: number } {
  const random = createRandom(seed);
  const stamp = drawMark(character, how, drawMarkHand(random, drawPen(random)), random);
  const { upper, lower, left, right } = profileOf(stamp);
  return {
    top: -(stamp.top + upper) / 40,
    bottom: -(stamp.top + lower + 1) / 40,
    width: (right - left + 1) / 40,
  };
}

describe('drawMark', () => {
  it('can draw every sign that the network has', () => {
    for (const label of LINE_LABELS.slice(11, -2)) expect(markCharacters).toContain(label);
  });

  it.each(markCharacters)('draws %s no larger than it may be, the same for the same state', (character) => {
    for (let seed = 0; seed < 40; seed++) {
      const { top, bottom, width } = drawn(character, seed);
      expect(top - bottom).toBeLessThan(2.3);
      expect(top).toBeGreaterThan(-0.1);
      expect(bottom).toBeGreaterThan(-0.75);
      expect(width).toBeLessThan(character === FILLER ? 4.6 : 2.2);
      expect(drawn(character, seed)).toEqual({ top, bottom, width });
    }
  });

  it.each([
    ['.', -0.2, 0.3],
    [',', -0.6, 0.35],
    ["'", 0.5, 1.35],
    ['-', 0.1, 0.8],
    ['=', 0, 0.95],
    ['*', 0, 1.2],
  ])('puts %s where it belongs', (character, least, most) => {
    for (let seed = 0; seed < 60; seed++) {
      const { top, bottom } = drawn(character, seed);
      expect(bottom).toBeGreaterThan(least);
      expect(top).toBeLessThan(most);
    }
  });

  it('fills a third of a digit’s height or more', () => {
    for (let seed = 0; seed < 60; seed++) expect(drawn(FILLER, seed).width).toBeGreaterThan(0.3);
  });

  it('draws a doodle for what it does not know', () => {
    expect(drawn('Ж', 1).width).toBeGreaterThan(0.1);
  });

  it('follows size, drop and slant', () => {
    const make = (changes: Partial<MarkWriting>) => {
      const random = createRandom(4);
      const maker = drawMarkHand(random, drawPen(random));
      const stamp = drawMark('#', { ...how, ...changes }, maker, random);
      return { ...stamp, ...profileOf(stamp) };
    };
    const usual = make({});
    expect(make({ drop: 10 }).top - usual.top).toBe(10);
    expect(make({ height: 80 }).lower - make({ height: 80 }).upper).toBeGreaterThan(
      1.7 * (usual.lower - usual.upper),
    );
    const lean = (stamp: typeof usual): number =>
      stamp.first[stamp.upper + 2]! - stamp.first[stamp.lower - 2]!;
    expect(lean(make({ slant: 0.5 })) - lean(usual)).toBeGreaterThan(10);
  });
});
