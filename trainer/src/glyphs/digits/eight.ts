/** The ways to write 8: a crossed S, two circles, with an open top, a flag over a ring, a ring run together. */
import type { Style } from '../sketch.js';
import { arc, type Point } from '../stroke.js';

export const eight: readonly Style[] = [
  {
    name: '8-crossed',
    weight: 4,
    draw: (s) => {
      const upper = s.between(0.16, 0.25);
      const lower = s.between(0.2, 0.32);
      const waist = s.between(0.42, 0.52);
      const start = s.between(-70, -20);
      // Round the upper ring to the left, across, round the lower ring to the right, and back up.
      const first = arc(0.3, waist / 2, upper, waist / 2, start, -215);
      const below = arc(0.3, (1 + waist) / 2, lower, (1 - waist) / 2, -40, 220);
      const end: Point = [0.3 + upper * s.between(0.75, 1.05), s.between(0.1, 0.26)];
      return [s.curve([...first, [0.3, waist], ...below, [0.32, waist + 0.01], end])];
    },
  },
  {
    name: '8-circles',
    weight: 2,
    draw: (s) => {
      const waist = s.between(0.42, 0.5);
      const meet = s.between(-0.02, 0.03);
      const shift = s.between(-0.04, 0.04);
      const turn = s.between(-130, -50);
      return [
        s.curve(arc(0.3 + shift, waist / 2, s.between(0.17, 0.24), waist / 2, turn, turn - 365)),
        s.curve(arc(0.3, (1 + waist) / 2 - meet, s.between(0.21, 0.3), (1 - waist) / 2, -90, -455)),
      ];
    },
  },
  {
    name: '8-open',
    weight: 1.5,
    draw: (s) => {
      const waist = s.between(0.44, 0.52);
      const first = arc(0.3, waist / 2, s.between(0.2, 0.26), waist / 2, s.between(-75, -55), -215);
      const below = arc(0.3, (1 + waist) / 2, s.between(0.2, 0.28), (1 - waist) / 2, -40, 220);
      const end: Point = [s.between(0.54, 0.66), s.between(0.08, 0.2)];
      return [s.curve([...first, [0.3, waist], ...below, [0.33, waist], end])];
    },
  },
  {
    // Begun at the upper left with a flag, as a 7 or a 3 is; the upper loop stays open on the left, the ring below is closed.
    name: '8-flagged',
    weight: 1,
    draw: (s) => {
      const waist = s.between(0.38, 0.5);
      const right = s.between(0.5, 0.66);
      const flag: Point[] = [
        [s.between(0, 0.14), s.between(0.04, 0.18)],
        [s.between(0.26, 0.38), s.between(-0.02, 0.04)],
        [right, s.between(0.02, 0.14)],
        [s.between(0.36, 0.44), waist * 0.7],
        [s.between(0.12, 0.2), waist + 0.08],
      ];
      const ring = arc(0.32, (1 + waist) / 2, s.between(0.22, 0.32), (1 - waist) / 2, 200, -150);
      return [s.curve([...flag, ...ring])];
    },
  },
  {
    // One of the rings is so narrow that its sides meet.
    name: '8-narrow',
    weight: 1,
    draw: (s) => {
      const isUpper = s.chance(0.6);
      const upper = isUpper ? s.between(0.04, 0.12) : s.between(0.16, 0.24);
      const lower = isUpper ? s.between(0.16, 0.28) : s.between(0.04, 0.12);
      const waist = s.between(0.44, 0.56);
      const first = arc(0.3, waist / 2, upper, waist / 2, s.between(-70, -30), -215);
      const below = arc(0.3, (1 + waist) / 2, lower, (1 - waist) / 2, -40, 220);
      const end: Point = [0.3 + upper * s.between(0.8, 1.3), s.between(0.06, 0.2)];
      return [s.curve([...first, [0.3, waist], ...below, [0.31, waist + 0.01], end])];
    },
  },
];
