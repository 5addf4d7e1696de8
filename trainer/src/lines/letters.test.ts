/** Letters of a collection: found by character, on the line where they belong. */
import { createRandom } from '@digitry/engine';
import { expect, it } from 'vitest';
import { packImages } from '../fit/pack.js';
import { lettersSource } from './letters.js';

const image = (level: number) => ({ width: 2, height: 2, data: new Uint8Array(4).fill(level) });
const source = lettersSource({
  images: packImages([image(1), image(2), image(3), image(4)]),
  labels: ['a', 'g', 'B', 'word'],
});

it('has the single characters of the collection', () => {
  expect(source.characters).toEqual(['B', 'a', 'g']);
  const hand = source.hand(createRandom(1));
  expect(hand.draw('B', createRandom(2))!.image.data[0]).toBe(3);
  expect(hand.draw('z', createRandom(2))).toBeNull();
});

it('puts small letters between the lines, and lets some hang', () => {
  const hand = source.hand(createRandom(1));
  const [a, g, B] = ['a', 'g', 'B'].map((letter) => hand.draw(letter, createRandom(2))!);
  expect(a!.top).toBeLessThan(0.8);
  expect(B!.top).toBeGreaterThan(0.9);
  expect(g!.bottom).toBeLessThan(-0.2);
  expect([a!.bottom, B!.bottom]).toEqual([0, 0]);
});
