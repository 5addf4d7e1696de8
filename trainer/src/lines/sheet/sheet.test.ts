/** Paper and what lies on it: within bounds, as dark as asked, each seeded. */
import { createRandom, type Random } from '@digitry/engine';
import { describe, expect, it } from 'vitest';
import { cells, frame } from './form.js';
import { createNoise } from './noise.js';
import { microtext, rosette, screen, waves } from './security.js';
import { print, relevel, type Sheet } from './sheet.js';
import { dirt, fold, ring, rubberStamp, scanMargin } from './traces.js';

const WIDTH = 90;
const HEIGHT = 40;
const blank = (level = 200): Sheet => ({
  width: WIDTH,
  height: HEIGHT,
  page: new Uint8Array(WIDTH * HEIGHT).fill(level),
});

describe('print', () => {
  it('darkens by ink times darkness, and clears the plane', () => {
    const sheet = blank();
    const plane = new Uint8Array(WIDTH * HEIGHT);
    plane.set([255, 128, 0]);
    print(sheet, plane, 0.5);
    expect([...sheet.page.slice(0, 3)]).toEqual([99, 149, 200]);
    expect(plane.every((ink) => ink === 0)).toBe(true);
  });

  it('makes black of full ink and nothing of none', () => {
    const sheet = blank(255);
    const plane = new Uint8Array(WIDTH * HEIGHT).fill(255);
    print(sheet, plane, 1);
    expect(Math.max(...sheet.page)).toBe(0);
  });
});

describe('relevel', () => {
  it('looks levels up', () => {
    const sheet = blank(7);
    relevel(
      sheet,
      Uint8Array.from({ length: 256 }, (_, level) => 255 - level),
    );
    expect(new Set(sheet.page)).toEqual(new Set([248]));
  });
});

describe('noise', () => {
  const noise = createNoise();
  const spread = ({ page }: Sheet): number => {
    const mean = page.reduce((sum, value) => sum + value, 0) / page.length;
    return Math.sqrt(page.reduce((sum, value) => sum + (value - mean) ** 2, 0) / page.length);
  };

  it.each([2, 6, 12])('has the deviation %d that is asked for', (deviation) => {
    const sheet = blank(128);
    noise.pixels(sheet, deviation, createRandom(1));
    expect(Math.abs(spread(sheet) / deviation - 1)).toBeLessThan(0.15);
  });

  it('is smooth in clouds', () => {
    const sheet = blank(128);
    noise.clouds(sheet, 16, 10, createRandom(1));
    expect(spread(sheet)).toBeGreaterThan(3);
    let steps = 0;
    for (let i = 1; i < WIDTH; i++) steps = Math.max(steps, Math.abs(sheet.page[i]! - sheet.page[i - 1]!));
    expect(steps).toBeLessThan(6);
  });

  it('only takes ink away', () => {
    for (const take of [
      (plane: Uint8Array) => noise.grain(plane, WIDTH, HEIGHT, 0.6, createRandom(2)),
      (plane: Uint8Array) => noise.fade(plane, WIDTH, HEIGHT, 0.6, 10, createRandom(2)),
    ]) {
      const plane = new Uint8Array(WIDTH * HEIGHT).fill(200);
      plane.fill(0, 0, WIDTH);
      take(plane);
      expect(Math.max(...plane)).toBeLessThanOrEqual(200);
      expect(Math.max(...plane.slice(0, WIDTH))).toBe(0);
      const kept = plane.reduce((sum, ink) => sum + ink, 0) / (200 * WIDTH * (HEIGHT - 1));
      expect(kept).toBeGreaterThan(0.4);
      expect(kept).toBeLessThan(0.95);
    }
  });
});

describe('what is printed and left on paper', () => {
  const edge = { left: 5, right: 80, top: 4, bottom: 34 };
  const onPlane: Record<string, (plane: Uint8Array, random: Random) => void> = {
    waves: (plane, random) => waves(plane, WIDTH, HEIGHT, 30, random),
    rosette: (plane, random) => rosette(plane, WIDTH, HEIGHT, 30, random),
    microtext: (plane, random) => {
      for (let i = 0; i < 4; i++) microtext(plane, WIDTH, HEIGHT, 30, random);
    },
    cells: (plane, random) => cells(plane, WIDTH, HEIGHT, [5, 25, 45, 65], edge, 0.6, random),
    frame: (plane, random) => {
      for (let i = 0; i < 4; i++) frame(plane, WIDTH, HEIGHT, edge, 0.6, random);
    },
    dirt: (plane, random) => dirt(plane, WIDTH, HEIGHT, 30, random),
    ring: (plane, random) => ring(plane, WIDTH, HEIGHT, 45, random.between(18, 22), 20, 12, 1),
  };

  it.each(Object.entries(onPlane))(
    '%s leaves ink, but not all over, and other ink for other chance',
    (_, draw) => {
      const planes = Array.from({ length: 12 }, (_, seed) => {
        const plane = new Uint8Array(WIDTH * HEIGHT);
        draw(plane, createRandom(seed));
        return plane;
      });
      for (const plane of planes)
        expect(plane.filter((ink) => ink > 128).length).toBeLessThan(plane.length * 0.6);
      expect(planes.filter((plane) => plane.some((ink) => ink > 0)).length).toBeGreaterThan(9);
      expect(new Set(planes.map((plane) => plane.join())).size).toBeGreaterThan(6);
    },
  );

  it('screens darken no more than their depth', () => {
    for (let seed = 0; seed < 12; seed++) {
      const sheet = blank();
      screen(sheet, 30, 0.3, createRandom(seed));
      expect(Math.min(...sheet.page)).toBeGreaterThanOrEqual(139);
      expect(Math.min(...sheet.page)).toBeLessThan(190);
    }
  });

  it('stamps and folds change some of the page', () => {
    let changed = 0;
    for (let seed = 0; seed < 20; seed++) {
      const sheet = blank();
      fold(sheet, 30, createRandom(seed));
      expect(sheet.page.filter((level) => level !== 200).length).toBeLessThan(sheet.page.length * 0.8);
      if (sheet.page.some((level) => level !== 200)) changed++;
      const plane = new Uint8Array(WIDTH * HEIGHT);
      rubberStamp(plane, WIDTH, HEIGHT, 20, createRandom(seed));
      if (plane.some((ink) => ink > 0)) changed++;
    }
    expect(changed).toBeGreaterThan(34);
  });

  it('scan margins stay within the room that they are given', () => {
    for (let seed = 0; seed < 40; seed++) {
      const sheet = blank();
      scanMargin(sheet, { left: 12, right: 12, top: 0, bottom: 0 }, createRandom(seed));
      for (let y = 0; y < HEIGHT; y++)
        for (let x = 17; x < WIDTH - 17; x++) expect(sheet.page[y * WIDTH + x]).toBe(200);
    }
  });
});
