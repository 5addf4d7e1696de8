/** Number plates: a bright or dark plate with its border, screws, country strip and seals; painted or pressed characters. */
import { drawLine } from '../../glyphs/line.js';
import { print } from '../../lines/sheet/sheet.js';
import { anyFont } from '../faces/choose.js';
import { plateText } from '../text/texts.js';
import { type Carrier, fill, type Job, pressLine, printLine, relief, shapeInk, wear } from './carrier.js';

export const plate: Carrier = {
  write: plateText,
  face: (text, faces, _config, random) => ({ font: anyFont(text, faces, random) }),
  style: (style, random) => ({
    ...style,
    slant: 0,
    bow: 0,
    // Most plates have narrow characters with room between them.
    stretch: style.stretch * random.between(0.75, 1.05),
    tracking: Math.abs(style.tracking) + random.between(0, 0.12),
  }),
  ground(job) {
    const { sheet, picture, line, conditions, noise, random } = job;
    const { dx, dy, scale } = picture;
    const around = random.between(0, 1) < 0.6 ? random.between(10, 90) : random.between(90, 230);
    fill(sheet, 0, 0, picture.width, picture.height, around);
    const room = (least: number, most: number): number => scale * random.between(least, most);
    const [left, right] = [dx + line.left - room(0.12, 0.9), dx + line.right + room(0.12, 0.9)];
    const [top, bottom] = [dy + line.top - room(0.1, 0.4), dy + line.bottom + room(0.1, 0.4)];
    fill(sheet, left, top, right, bottom, Math.max(120, conditions.paper));
    if (random.chance(0.35)) fill(sheet, left, top, left + room(0.3, 0.55), bottom, random.between(20, 110));
    if (random.chance(0.5)) border(job, left, top, right, bottom);
    if (random.chance(0.4)) screws(job, left, top, right, bottom);
    if (random.chance(0.4)) seals(job);
    noise.clouds(sheet, Math.max(4, Math.round(scale)), random.between(0, 8), random);
  },
  ink(job) {
    const { config, sheet, plane, style, conditions, random } = job;
    if (!random.chance(0.4 * config.embossRate)) {
      printLine(job);
      return;
    }
    // Painted on raised metal: the edges catch some light.
    pressLine(plane, job, job.line);
    shapeInk(job);
    const reach = Math.max(1, Math.round(0.03 * style.height));
    relief(sheet, plane, random.chance(0.5) ? reach : -reach, reach, random.between(15, 70));
    wear(job);
    print(sheet, plane, conditions.ink);
  },
};

function border(job: Job, left: number, top: number, right: number, bottom: number): void {
  const { sheet, plane, picture, random } = job;
  const { width, height, scale } = picture;
  const radius = scale * random.between(0.012, 0.04);
  const inset = 1 + radius + scale * random.between(0, 0.06);
  const [x0, y0, x1, y1] = [left + inset, top + inset, right - inset, bottom - inset];
  const side = (ax: number, ay: number, bx: number, by: number): void =>
    drawLine(plane, width, height, ax, ay, bx, by, radius, 1);
  side(x0, y0, x1, y0);
  side(x1, y0, x1, y1);
  side(x1, y1, x0, y1);
  side(x0, y1, x0, y0);
  print(sheet, plane, random.between(0.4, 0.95));
}

/** Heads of screws near the ends, above or below the characters. */
function screws(job: Job, left: number, top: number, right: number, bottom: number): void {
  const { sheet, plane, picture, line, random } = job;
  const { width, height, dx, scale } = picture;
  const radius = scale * random.between(0.04, 0.1);
  const inset = random.between(0.15, 0.3) * (right - left);
  for (const x of [left + inset, right - inset]) {
    // Between the characters and the edge, or there is none.
    const y = random.chance(0.5) ? top + 1.2 * radius : bottom - 1.2 * radius;
    drawLine(plane, width, height, x, y, x, y, radius, 1);
  }
  if (random.chance(0.3)) {
    const x = dx + line.left - 2 * radius;
    const y = (top + bottom) / 2;
    drawLine(plane, width, height, x, y, x, y, radius, 1);
  }
  print(sheet, plane, random.between(0.3, 0.9));
}

/** Stickers between the groups, one or two above each other. */
function seals(job: Job): void {
  const { sheet, plane, picture, line, style, random } = job;
  const { width, height, dx, dy, scale } = picture;
  for (let i = 0; i + 1 < line.characters.length; i++) {
    const [before, after] = [line.characters[i]!.to, line.characters[i + 1]!.from];
    const room = after - before - style.tracking * scale;
    if (room < 0.25 * scale) continue;
    const radius = Math.min(0.42 * room, 0.22 * scale);
    const x = dx + (before + after) / 2;
    const rows = random.chance(0.5) ? [-0.5] : [-0.26, -0.74];
    for (const row of rows)
      drawLine(plane, width, height, x, dy + row * scale, x, dy + row * scale, radius, 1);
    print(sheet, plane, random.between(0.15, 0.7));
  }
}
