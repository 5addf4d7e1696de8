/** Counters with a wheel for each digit. The last wheel, or any that are about to be carried, stands between two digits. */
import type { Random } from '@digitry/engine';
import { rasterize } from '../../fonts/index.js';
import { print } from '../../lines/sheet/sheet.js';
import { anyFont } from '../faces/choose.js';
import { meterText } from '../text/texts.js';
import type { SetCharacter } from '../type.js';
import { type Carrier, fill, type Job, pressRaster, wear } from './carrier.js';

/** A wheel counts as the digit that it leaves until it has made so much of the way to the next one. */
const PASSED = 0.6;
/** Nearer to that than this nobody could say which it is. */
const DOUBT = 0.06;

export const meter: Carrier = {
  write: meterText,
  face: (text, faces, _config, random) => ({ font: anyFont(text, faces, random) }),
  style: (style, random) => ({
    ...style,
    slant: 0,
    bow: 0,
    stretch: Math.min(style.stretch, 1.1),
    pitch: random.between(0.8, 1.35),
  }),
  ground({ sheet, picture, line, conditions, noise, random }) {
    const { width, height, dx, dy, scale } = picture;
    const housing = random.between(20, 235);
    fill(sheet, 0, 0, width, height, housing);
    const room = scale * random.between(0.15, 0.35);
    const [top, bottom] = [dy - scale - room, dy + room];
    const isJoined = random.chance(0.4);
    const depth = random.between(0.1, 0.6);
    for (const { from, to } of line.characters) {
      const gap = isJoined ? 0 : (to - from) * random.between(0.03, 0.08);
      drum(sheet, [dx + from + gap, dx + to - gap], [top, bottom], conditions.paper, depth);
    }
    noise.clouds(sheet, Math.max(4, Math.round(scale)), random.between(0, 6), random);
  },
  ink(job) {
    const { sheet, plane, line, conditions, random } = job;
    const pitch = random.between(1.15, 1.5);
    const isUpwards = random.chance(0.7);
    // Wheels are carried from the right: what is left of one that stands still stands still.
    let isCarried = random.chance(0.5);
    for (const character of [...line.characters].reverse()) {
      const turn = isCarried ? turnOf(random) : random.between(-0.04, 0.04);
      roll(job, character, turn, isUpwards ? pitch : -pitch);
      isCarried &&= character.character === '9' && turn > 0 && random.chance(0.8);
    }
    wear(job, 0.5);
    print(sheet, plane, conditions.ink);
  },
};

/** How far from the digit towards the next (or from the one before, where negative). */
const turnOf = (random: Random): number =>
  random.chance(0.75) ? random.between(0, PASSED - DOUBT) : random.between(PASSED + DOUBT - 1, 0);

/** A cylinder: darker where it turns away, by `depth` at most. */
function drum(
  { width, height, page }: Job['sheet'],
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
  level: number,
  depth: number,
): void {
  const from = Math.max(0, Math.round(left));
  const to = Math.min(width, Math.round(right));
  for (let y = Math.max(0, Math.round(top)); y < Math.min(height, bottom); y++) {
    const off = (2 * (y - top)) / (bottom - top) - 1;
    if (to > from) page.fill(level * (1 - depth * off * off), y * width + from, y * width + to);
  }
}

/**
 * One wheel: its digit `turn` of the way gone, and the next one behind it, or the one before where `turn` is negative; cut at the window.
 * @param pitch between two digits of the wheel, in heights; negative where the wheel turns downwards
 */
function roll(
  { plane, picture, face, style }: Job,
  { character, outline, toPixels }: SetCharacter,
  turn: number,
  pitch: number,
): void {
  const rows = style.height * pitch;
  const half = Math.abs(rows) / 2;
  const window = [-style.height / 2 - half, -style.height / 2 + half] as const;
  const press = (contours: readonly Float32Array[], shift: number): void =>
    pressRaster(plane, picture, rowsOf(rasterize(contours, { ...toPixels, f: toPixels.f + shift }), window));
  press(outline.contours, -turn * rows);
  if (Math.abs(turn) < 0.02) return;
  const next = turn > 0 ? 1 : -1;
  const other = face.font.outlines[String((Number(character) + 10 + next) % 10)];
  if (other) press(other.contours, (next - turn) * rows);
}

/** The rows of a raster within a window. */
function rowsOf(
  { x, y, width, height, data }: ReturnType<typeof rasterize>,
  [top, bottom]: readonly [number, number],
): ReturnType<typeof rasterize> {
  const from = Math.min(height, Math.max(0, Math.ceil(top) - y));
  const to = Math.max(from, Math.min(height, Math.floor(bottom) - y));
  return { x, y: y + from, width, height: to - from, data: data.subarray(from * width, to * width) };
}
