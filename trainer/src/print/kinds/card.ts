/** Bank cards: numbers raised from patterned plastic, with or without color on them, or printed flat. */

import { rosette, screen, waves } from '../../lines/sheet/security.js';
import { print } from '../../lines/sheet/sheet.js';
import { anyFont, strokes } from '../faces/choose.js';
import { cardText } from '../text/texts.js';
import { canSet } from '../type.js';
import { type Carrier, fill, pressLine, printLine, relief, shapeInk, wear } from './carrier.js';

export const card: Carrier = {
  write: cardText,
  face(text, faces, _config, random) {
    const raised = strokes(random);
    const isOwn = canSet(text, raised) && random.chance(0.5);
    return { font: isOwn ? raised : anyFont(text, faces, random) };
  },
  style: (style, random) => ({
    ...style,
    bow: 0,
    pitch: random.chance(0.6) ? random.between(0.62, 0.9) : 0,
  }),
  ground({ sheet, plane, picture, noise, random }) {
    const { width, height, scale } = picture;
    fill(sheet, 0, 0, width, height, random.between(60, 235));
    if (random.chance(0.7))
      noise.clouds(
        sheet,
        Math.max(6, Math.round(scale * random.between(1, 4))),
        random.between(2, 30),
        random,
      );
    if (random.chance(0.2)) screen(sheet, scale, random.between(0.03, 0.2), random);
    for (let families = random.int(3); families > 0; families--) {
      if (random.chance(0.3)) rosette(plane, width, height, scale, random);
      else waves(plane, width, height, scale, random);
    }
    print(sheet, plane, random.between(0.03, 0.3));
  },
  ink(job) {
    const { config, sheet, plane, style, conditions, random } = job;
    if (!random.chance(config.embossRate)) {
      printLine(job);
      return;
    }
    pressLine(plane, job, job.line);
    shapeInk(job);
    const reach = Math.max(1, Math.round(random.between(0.02, 0.05) * style.height));
    // Light from above, from the left or the right of it.
    const side = random.int(3) - 1;
    relief(sheet, plane, side * reach, reach, random.between(40, 130));
    wear(job);
    // Color on the raised strokes, most of it worn off on some cards.
    print(sheet, plane, random.chance(0.35) ? 0 : conditions.ink * random.between(0.1, 0.8));
  },
};
