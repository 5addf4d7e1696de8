/** Makes pictures of print: chooses what carries it and what it says, prints it, and lets a camera see it. Seeded and pure. */
import type { Random } from '@digitry/engine';
import type { Box, Point } from '@digitry/reader';
import { createFontPicker, type Font } from '../fonts/index.js';
import { type Conditions, drawConditions } from '../lines/conditions.js';
import type { LineWriter } from '../lines/index.js';
import { frameLine, type Picture } from '../lines/picture.js';
import { createScanner } from '../lines/scan/scanner.js';
import { createNoise } from '../lines/sheet/noise.js';
import { createPrinter } from '../lines/sheet/printer.js';
import { print, relevel, type Sheet } from '../lines/sheet/sheet.js';
import { dirt } from '../lines/sheet/traces.js';
import { pick } from '../lines/text/pick.js';
import { checkPrintConfig } from './check.js';
import type { PrintConfig } from './config.js';
import { CARRIERS, PRINT_KINDS } from './kinds/index.js';
import { labelOfPrint } from './text/texts.js';
import { type SetLine, setType, settable, type TypeStyle } from './type.js';
import { drawView, type View } from './view.js';

/** A long line is printed no larger than fits this many columns, pixels. */
const WIDEST = 900;
const NEGATIVE = Uint8Array.from({ length: 256 }, (_, level) => 255 - level);

/**
 * A print writer holds scratch memory and nothing else: what it prints depends on its config, the fonts and the generator only.
 * @param fonts to print with; without any, characters are drawn by the program
 * @returns lines in the characters of `PRINT_LABELS`; their writer is the font
 * @throws RangeError for an entry of the config out of its range
 */
export function createPrintWriter(config: PrintConfig, fonts: readonly Font[]): LineWriter {
  checkPrintConfig(config);
  const faces = { pick: fonts.length > 0 ? createFontPicker(fonts) : null };
  const weights = PRINT_KINDS.map((kind) => config[`${kind}Share`]);
  const noise = createNoise();
  const printer = createPrinter(config, noise);
  const scanner = createScanner(config, noise);
  let page = new Uint8Array(0);
  let plane = new Uint8Array(0);

  return (random) => {
    const kind = pick(weights, random);
    const carrier = CARRIERS[kind] ?? CARRIERS[random.int(CARRIERS.length)]!;
    const wanted = kind < CARRIERS.length ? carrier.write(random) : '';
    const conditions = drawConditions(config, random);
    const face = carrier.face(wanted, faces, config, random);
    const text = settable(wanted, face.font);
    const drawn = drawStyle(config, text.length, conditions, random);
    const style = carrier.style?.(drawn, random) ?? drawn;
    const set = random.uint32();
    const line = setType(text, face.font, style, random.fork(set));
    const ghost = face.ghost ? setType(text, face.ghost, style, random.fork(set)) : null;
    const framed = frameLine(
      { ...line, placed: line.characters, boxes: [] },
      style.height,
      conditions,
      random,
    );
    const view = drawView(config, framed.width, framed.height, random);
    const picture = widened(framed, view);
    const { width, height } = picture;
    if (page.length < width * height) {
      page = new Uint8Array(2 * width * height);
      plane = new Uint8Array(2 * width * height);
    }
    const sheet: Sheet = { width, height, page };
    const job = {
      config,
      sheet,
      plane,
      picture,
      line,
      face,
      style,
      ghost,
      conditions,
      noise,
      printer,
      random,
    };
    carrier.ground(job);
    carrier.ink(job);
    if (random.chance(config.negativeRate)) relevel(sheet, NEGATIVE);
    if (random.chance(config.dirtRate)) {
      dirt(plane, width, height, style.height, random);
      print(sheet, plane, random.between(0.2, 0.9));
    }
    const pen = Math.max(1, 0.12 * style.height);
    return {
      image: scanner.scan(view.see(sheet), conditions, style.height, pen, random),
      text: labelOfPrint(text),
      writer: face.font.name,
      box: boxOf(line, picture, view, conditions.coarse),
    };
  };
}

function drawStyle(
  config: PrintConfig,
  characters: number,
  { coarse, isLoose }: Conditions,
  random: Random,
): TypeStyle {
  const { heightLow, heightHigh } = config;
  const wanted = heightLow * (heightHigh / heightLow) ** ((random.next() + random.next()) / 2);
  const most = Math.min(isLoose ? 36 : 120, WIDEST / (0.9 * Math.max(1, characters)));
  return {
    height: Math.max(Math.min(wanted, 10), Math.min(wanted, most) / coarse),
    stretch: Math.exp(config.stretch * (random.next() - random.next())),
    slant: random.chance(0.3) ? config.slant * random.next() : 0,
    tracking: config.tracking * random.normal(),
    bow: random.chance(config.bowRate) ? random.between(-0.4, 0.4) : 0,
    pitch: 0,
  };
}

/** The sheet that a view needs to see the framed picture whole. */
function widened(framed: Picture, { room: [across, down] }: View): Picture {
  return {
    ...framed,
    width: framed.width + 2 * across,
    height: framed.height + 2 * down,
    dx: framed.dx + across,
    dy: framed.dy + down,
  };
}

/** The characters' box in the picture that comes out. */
function boxOf(line: SetLine, { dx, dy }: Picture, view: View, coarse: number): Box | null {
  if (line.characters.length === 0) return null;
  const corners = [line.left + dx, line.right + dx].flatMap((x) =>
    [line.top + dy, line.bottom + dy].map((y): Point => view.at([x, y])),
  );
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const within = (value: number, most: number): number =>
    Math.round(Math.min(most, Math.max(0, value)) * coarse);
  const [left, top] = [within(Math.min(...xs), view.width), within(Math.min(...ys), view.height)];
  const [right, bottom] = [within(Math.max(...xs), view.width), within(Math.max(...ys), view.height)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}
