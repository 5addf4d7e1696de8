/** One person who writes one line: gives each character as a stamp, digits from samples or drawings, signs from strokes. */
import type { Random } from '@digitry/engine';
import { imageAt, type PackedImages } from '../../fit/pack.js';
import { drawDigit, drawPen, type Pen, styles } from '../../glyphs/index.js';
import { drawLine } from '../../glyphs/line.js';
import type { LineConfig } from '../config.js';
import type { Glyph, GlyphHand, GlyphSource } from '../glyph.js';
import { drawMark, drawMarkHand, type MarkHand } from '../marks/draw-mark.js';
import { oneOf } from '../text/pick.js';
import type { Hand } from '../writer-digits.js';
import type { Rewriter } from './rewrite.js';
import type { Stamp } from './stamp.js';
import type { Traits } from './traits.js';

/** What a scribe writes with. */
export interface Materials {
  readonly config: LineConfig;
  readonly images: PackedImages;
  /** All sample numbers of each digit, for hands that lack one. */
  readonly pool: readonly Int32Array[];
  /** Letters. */
  readonly others: GlyphSource | null;
  /** Whole hands that are drawn: digits, letters and signs. */
  readonly fonts: GlyphSource | null;
  readonly rewrite: Rewriter;
}

export interface Scribe {
  readonly traits: Traits;
  /** True where its digits are drawn, not taken from samples. */
  readonly isDrawn: boolean;
  /**
   * A character as this person writes it; a doodle for what nobody can draw.
   * @param size height by that of the line's digits: less than 1 for raised cents
   * @param drop rows below the baseline
   */
  stamp(character: string, size: number, drop: number): Stamp;
}

/** Standard deviation of the lean of an upright 1: the tangent. */
const LEAN = 0.025;

/** A 1 that is one upright stroke; its pen is rewritten as that of samples is. */
const BAR: Glyph = { image: { width: 24, height: 100, data: new Uint8Array(2400) }, top: 1, bottom: 0 };
drawLine(BAR.image.data, 24, 100, 12, 5, 12, 95, 4, 1);

export function createScribe(
  materials: Materials,
  traits: Traits,
  hand: Hand | null,
  random: Random,
): Scribe {
  const { config, images, pool, others, fonts, rewrite } = materials;
  const pen = drawPen(random);
  const marks: MarkHand = drawMarkHand(random, pen);
  const font = fonts && random.chance(config.fontShare) ? fonts.hand(random) : null;
  const isDrawn = font !== null || !hand || random.chance(config.drawnShare);
  const drawn = isDrawn ? drawnHand(pen, random) : null;
  const european =
    !isDrawn && config.europeanRate > 0 && random.chance(config.europeanRate)
      ? drawnHand(pen, random, /^(1-european|7-crossed)/)
      : null;
  const isUpright = config.uprightRate > 0 && random.chance(config.uprightRate);
  let letters: GlyphHand | null = null;

  const drawnGlyph = (digit: number): Glyph => ({
    image: drawDigit(digit, random, { pen }),
    top: 1,
    bottom: 0,
  });

  const digitGlyph = (digit: number): Glyph => {
    if (isUpright && digit === 1) return BAR;
    if (drawn) return font?.draw(String(digit), random) ?? drawn(digit);
    if (european && (digit === 1 || digit === 7)) return european(digit);
    const own = hand!.samples[digit]!;
    const list = own.length > 0 ? own : pool[digit]!;
    if (list.length === 0) return drawnGlyph(digit);
    return { image: imageAt(images, list[random.int(list.length)]!), top: 1, bottom: 0 };
  };

  const fromOthers = (character: string): Glyph | null => {
    const own = font?.draw(character, random) ?? null;
    if (own || !others) return own;
    letters ??= others.hand(random);
    return letters.draw(character, random);
  };

  const rewritten = (glyph: Glyph, factor: number, drop: number): Stamp | null => {
    const isBar = glyph === BAR;
    const height = traits.height * (glyph.top - glyph.bottom) * factor;
    return rewrite(
      glyph.image,
      {
        height,
        drop: drop - glyph.bottom * traits.height * factor,
        stretch: traits.stretch * Math.exp(0.5 * traits.sizeJitter * random.normal()),
        widest: 1.25 * height,
        slant: isBar ? LEAN * random.normal() : traits.slant + traits.slantJitter * random.normal(),
        turn: isBar ? 0 : traits.turnJitter * random.normal() - traits.slope * 0.7,
        bend: isBar ? 0 : config.elastic * Math.sqrt(random.next()),
        pen: traits.pen * Math.exp(0.08 * random.normal()),
        penShare: config.penShare,
      },
      random,
    );
  };

  return {
    traits,
    isDrawn,
    stamp(character, size, drop) {
      const jitter = size * Math.exp(traits.sizeJitter * random.normal());
      const shift = traits.dropJitter * random.normal();
      const isDigit = character >= '0' && character <= '9';
      if (isDigit) {
        const digit = Number(character);
        const lower = drop + (shift + traits.drops[digit]!) * traits.height * size;
        const factor = jitter * traits.sizes[digit]!;
        // A sample without ink would make the label a lie.
        return rewritten(digitGlyph(digit), factor, lower) ?? rewritten(drawnGlyph(digit), factor, lower)!;
      }
      const lower = drop + shift * traits.height * size;
      const glyph = fromOthers(character);
      const stamp = glyph && rewritten(glyph, jitter, lower);
      if (stamp) return stamp;
      const how = {
        height: traits.height * jitter,
        drop: lower,
        stretch: traits.stretch,
        slant: traits.slant + traits.slantJitter * random.normal(),
        turn: traits.turnJitter * random.normal() - traits.slope * 0.7,
        pen: traits.pen,
      };
      return drawMark(character, how, marks, random);
    },
  };
}

/**
 * A hand whose digits are drawn, many of them always in the same style.
 * @param always styles of digits that are never drawn otherwise, where the digit has such
 */
function drawnHand(pen: Pen, random: Random, always?: RegExp): (digit: number) => Glyph {
  // Half of the digits in one style each, whichever; the others as often as people write them.
  const chosen = styles.map((names) => {
    const wanted = always ? names.filter((name) => always.test(name)) : [];
    if (wanted.length > 0) return oneOf(wanted, random);
    return random.chance(0.45) ? oneOf(names, random) : null;
  });
  return (digit) => {
    const style = chosen[digit];
    return { image: drawDigit(digit, random, style ? { pen, style } : { pen }), top: 1, bottom: 0 };
  };
}
