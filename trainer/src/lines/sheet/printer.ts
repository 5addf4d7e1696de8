/** Makes the paper that a line is written on: its color and texture, what is printed on it. */
import type { Random } from '@digitry/engine';
import type { Conditions } from '../conditions.js';
import type { LineConfig } from '../config.js';
import type { Extent } from '../hand/layout.js';
import type { Picture } from '../picture.js';
import { caption, cells, frame, rule } from './form.js';
import type { Noise } from './noise.js';
import { microtext, rosette, screen, waves } from './security.js';
import { print, type Sheet } from './sheet.js';

export interface Printer {
  /** Fills the sheet. @param plane a clear plane of ink, cleared again */
  paper(
    sheet: Sheet,
    plane: Uint8Array,
    picture: Picture,
    layout: Extent,
    conditions: Conditions,
    random: Random,
  ): void;
}

/** What a printer is told. */
export type PaperRates = Pick<
  LineConfig,
  | 'screenRate'
  | 'guillocheRate'
  | 'microtextRate'
  | 'ruleRate'
  | 'throughRate'
  | 'frameRate'
  | 'captionRate'
  | 'texture'
>;

export function createPrinter(config: PaperRates, noise: Noise): Printer {
  const security = (
    sheet: Sheet,
    plane: Uint8Array,
    picture: Picture,
    depth: number,
    random: Random,
  ): void => {
    const { width, height } = sheet;
    const { scale } = picture;
    if (random.chance(config.screenRate)) screen(sheet, scale, depth * 0.8, random);
    if (random.chance(config.guillocheRate)) {
      const families = 1 + random.int(3);
      for (let i = 0; i < families; i++) {
        if (random.chance(0.35)) rosette(plane, width, height, scale, random);
        else waves(plane, width, height, scale, random);
      }
      print(sheet, plane, depth);
    }
    if (random.chance(config.microtextRate)) {
      microtext(plane, width, height, scale, random);
      print(sheet, plane, depth);
    }
  };

  const form = (plane: Uint8Array, picture: Picture, layout: Extent, random: Random): void => {
    const { width, height, dx, dy, scale } = picture;
    const radius = Math.max(0.35, scale * random.between(0.012, 0.05));
    const tilt = random.between(-0.015, 0.015);
    if (layout.boxes.length > 1) {
      const top = dy - random.between(1.05, 1.4) * scale;
      const bottom = dy + random.between(0.05, 0.35) * scale;
      const bounds = layout.boxes.map((x) => x + dx);
      if (random.chance(0.88))
        cells(plane, width, height, bounds, { left: 0, right: 0, top, bottom }, radius, random);
    }
    if (random.chance(config.ruleRate)) {
      const dash = random.chance(0.2) ? random.between(0.04, 0.2) * scale : 0;
      const pitch = random.between(1.3, 2.2) * scale;
      const first = dy + random.between(-0.06, 0.28) * scale;
      const [from, to] = random.chance(0.8)
        ? [-2, width + 2]
        : [dx + layout.left - random.between(0, scale), dx + layout.right + random.between(0, scale)];
      for (let y = first - pitch * Math.ceil(first / pitch); y < height + scale; y += pitch)
        rule(plane, width, height, from, y - (tilt * width) / 2, to, y + (tilt * width) / 2, radius, dash);
    }
    if (random.chance(config.throughRate)) {
      const isUpright = random.chance(0.3);
      const at = isUpright ? random.between(0.1, 0.9) * width : dy - random.between(0.1, 0.9) * scale;
      const dash = random.chance(0.2) ? random.between(0.04, 0.2) * scale : 0;
      if (isUpright) rule(plane, width, height, at, -2, at - tilt * height, height + 2, radius, dash);
      else rule(plane, width, height, -2, at, width + 2, at + tilt * width, radius, dash);
    }
    const edge = {
      left: dx + layout.left - random.between(0.08, 0.9) * scale,
      right: dx + layout.right + random.between(0.08, 0.9) * scale,
      top: dy + layout.top - random.between(0.03, 0.5) * scale,
      bottom: dy + layout.bottom + random.between(0.03, 0.5) * scale,
    };
    if (random.chance(config.frameRate)) frame(plane, width, height, edge, radius, random);
    if (random.chance(config.captionRate))
      caption(plane, width, height, edge, Math.max(3, random.between(0.16, 0.42) * scale), random);
  };

  return {
    paper(sheet, plane, picture, layout, conditions, random) {
      const { width, height, page } = sheet;
      const { scale } = picture;
      page.fill(Math.round(conditions.paper), 0, width * height);
      if (config.texture > 0) {
        const strong = config.texture * random.next() ** 2;
        noise.clouds(sheet, Math.max(2, Math.round(scale * random.between(0.06, 0.3))), strong * 0.5, random);
        noise.clouds(sheet, Math.max(6, Math.round(scale * random.between(0.8, 3))), strong, random);
      }
      security(sheet, plane, picture, conditions.security, random);
      form(plane, picture, layout, random);
      print(sheet, plane, conditions.print);
    },
  };
}
