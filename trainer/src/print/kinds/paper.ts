/** Print on paper: receipts, labels, what is not read, and stamps. */
import { drawLine } from '../../glyphs/line.js';
import { print } from '../../lines/sheet/sheet.js';
import { ring } from '../../lines/sheet/traces.js';
import { anyFont, dots } from '../faces/choose.js';
import { labelText, otherText, receiptText, sealText } from '../text/texts.js';
import { canSet } from '../type.js';
import { type Carrier, type Face, type Job, pressLine, printLine, shapeInk, wear } from './carrier.js';

function ground({ printer, sheet, plane, picture, line, conditions, random }: Job): void {
  printer.paper(sheet, plane, picture, { ...line, boxes: [] }, conditions, random);
}

const inDotsOrFont: Carrier['face'] = (text, faces, config, random): Face => {
  const needles = dots(random);
  return random.chance(config.dotRate) && canSet(text, needles)
    ? { font: needles }
    : { font: anyFont(text, faces, random) };
};

export const receipt: Carrier = {
  write: receiptText,
  face: inDotsOrFont,
  style: (style, random) => ({ ...style, pitch: random.chance(0.5) ? random.between(0.6, 0.85) : 0 }),
  ground,
  ink(job) {
    pressLine(job.plane, job, job.line);
    shapeInk(job);
    const { plane, picture, style, noise, config, random } = job;
    // A row of a thermal head that is dirty, or a ribbon at its end.
    if (random.chance(config.fadeRate))
      noise.fade(
        plane,
        picture.width,
        picture.height,
        random.between(0.2, 0.7),
        Math.ceil(style.height * 2),
        random,
      );
    wear(job);
    print(job.sheet, plane, job.conditions.ink);
  },
};

export const label: Carrier = { write: labelText, face: inDotsOrFont, ground, ink: printLine };

export const other: Carrier = { ...label, write: otherText };

export const seal: Carrier = {
  write: sealText,
  face: (text, faces, _config, random) => ({ font: anyFont(text, faces, random) }),
  style: (style, random) => ({
    ...style,
    bow: style.bow + (random.chance(0.4) ? random.between(-0.5, 0.5) : 0),
  }),
  ground,
  ink(job) {
    const { sheet, plane, picture, line, conditions, noise, random } = job;
    const { width, height, dx, dy, scale } = picture;
    pressLine(plane, job, line);
    shapeInk(job);
    const radius = scale * random.between(0.03, 0.08);
    const room = scale * random.between(0.15, 0.6) + radius;
    const [left, right] = [dx + line.left - room, dx + line.right + room];
    const [top, bottom] = [dy + line.top - room, dy + line.bottom + room];
    if (random.chance(0.4)) {
      for (const y of [top, bottom]) drawLine(plane, width, height, left, y, right, y, radius, 1);
      for (const x of [left, right]) drawLine(plane, width, height, x, top, x, bottom, radius, 1);
    } else if (random.chance(0.5)) {
      const size = (right - left) / 2;
      ring(
        plane,
        width,
        height,
        (left + right) / 2,
        (top + bottom) / 2,
        size,
        size * random.between(0.7, 1),
        radius,
      );
    }
    // A pad is never inked evenly.
    noise.fade(plane, width, height, random.between(0.1, 0.6), Math.max(4, Math.round(scale)), random);
    wear(job);
    print(sheet, plane, conditions.ink);
  },
};
