/** Marks that belong to no number: brackets, plus, colons, letters without a collection, doodles. */
import { loops, scribble, zigzag } from '../../glyphs/doodles.js';
import { letters, signs } from '../../glyphs/letters.js';
import type { Style } from '../../glyphs/sketch.js';
import { arc } from '../../glyphs/stroke.js';
import type { MarkStyles } from './styles.js';

/** Signs of `glyphs/letters` that a line reads as what they are; a wave is one way to write a dash. */
const READ = new Set(['sign-equals', 'sign-minus', 'sign-hash', 'sign-star', 'sign-percent', 'sign-wave']);

/** The character by which texts ask for some doodle. */
export const DOODLE = '\u{1F58A}';

const bracket = (name: string, isLeft: boolean): Style => ({
  name,
  weight: 1,
  draw: (s) => {
    const bow = s.between(0.1, 0.26) * (isLeft ? 1 : -1);
    const [top, bottom] = [s.between(-0.2, 0), s.between(1, 1.25)];
    return [
      s.curve([
        [bow, top],
        [0, top + 0.3 * (bottom - top)],
        [0, top + 0.7 * (bottom - top)],
        [bow, bottom],
      ]),
    ];
  },
});

const doodle: readonly Style[] = [
  { name: 'doodle-scribble', weight: 3, draw: () => [] },
  { name: 'doodle-zigzag', weight: 2, draw: () => [] },
  { name: 'doodle-loops', weight: 1, draw: () => [] },
];

/** Doodles are drawn by chance alone, not by a sketch. */
export const doodles = { 'doodle-scribble': scribble, 'doodle-zigzag': zigzag, 'doodle-loops': loops };

const plus: Style = {
  name: 'plus',
  weight: 1,
  draw: (s) => {
    const r = s.between(0.18, 0.32);
    const y = s.between(0.45, 0.62);
    return [
      s.line([
        [r, y - r],
        [r + s.between(-0.03, 0.03), y + r],
      ]),
      s.line([
        [0, y],
        [2 * r, y + s.between(-0.05, 0.03)],
      ]),
    ];
  },
};

const colon: Style = {
  name: 'colon',
  weight: 1,
  draw: (s) => [[[0, s.between(0.35, 0.5)]], [[s.between(-0.03, 0.02), s.between(0.86, 0.98)]]],
};

const ditto: Style = {
  name: 'ditto',
  weight: 1,
  draw: (s) => {
    const y = s.between(0.1, 0.6);
    const gap = s.between(0.12, 0.24);
    const up = (x: number) =>
      s.line([
        [x + s.between(0, 0.1), y],
        [x, y + s.between(0.16, 0.3)],
      ]);
    return [up(0), up(gap)];
  },
};

const degree: Style = {
  name: 'degree',
  weight: 1,
  draw: (s) => [s.curve(arc(0.1, s.between(0.02, 0.12), 0.09, 0.1, -60, -410))],
};

/** A letter or a sign of `glyphs/letters` for each of its names' last character. */
const lettersByName: Record<string, Style[]> = {};
for (const style of letters) {
  const character = style.name.slice('letter-'.length);
  lettersByName[character] = [...(lettersByName[character] ?? []), style];
}

/** Letters that this program draws itself. */
export const ownLetters: readonly string[] = Object.keys(lettersByName);

export const otherMarks: MarkStyles = {
  '(': [bracket('bracket-left', true)],
  ')': [bracket('bracket-right', false)],
  '+': [plus],
  ':': [colon],
  '"': [ditto],
  '°': [degree],
  [DOODLE]: [...doodle, ...signs.filter((style) => !READ.has(style.name))],
  ...lettersByName,
};
