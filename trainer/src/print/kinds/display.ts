/** Displays of seven segments: dark ones on a gray ground where those not lit can be seen, or glowing ones. */
import { print } from '../../lines/sheet/sheet.js';
import { anyFont, segments } from '../faces/choose.js';
import { displayText } from '../text/texts.js';
import { canSet } from '../type.js';
import { type Carrier, fill, pressLine, wear } from './carrier.js';

export const display: Carrier = {
  write: displayText,
  face(text, faces, _config, random) {
    const { lit, all } = segments(random);
    return canSet(text, lit) ? { font: lit, ghost: all } : { font: anyFont(text, faces, random) };
  },
  style: (style, random) => ({
    ...style,
    slant: 0,
    bow: 0,
    pitch: 0,
    tracking: Math.max(0, style.tracking),
    stretch: style.stretch * random.between(0.85, 1.15),
  }),
  ground({ sheet, picture, conditions, noise, random }) {
    const { width, height, scale } = picture;
    fill(sheet, 0, 0, width, height, conditions.paper * random.between(0.6, 1));
    noise.clouds(sheet, Math.max(6, Math.round(2 * scale)), random.between(0, 10), random);
  },
  ink(job) {
    const { sheet, plane, line, ghost, conditions, random } = job;
    if (ghost && random.chance(0.4)) {
      pressLine(plane, job, ghost);
      print(sheet, plane, conditions.ink * random.between(0.03, 0.16));
    }
    pressLine(plane, job, line);
    wear(job, 0.3);
    print(sheet, plane, conditions.ink);
  },
};
