/** Grids among the rules of a page: level and upright lines that cross, their rows and columns, and those too faint to be seen at once. */

import { type Curve, coveredBetween, curveAt, curveOf } from '../image/curves.js';
import { joinSets, setsOf, singletons } from '../image/disjoint-sets.js';
import { median } from '../image/median.js';
import { faintLines, measured, straightTrack, type Track, trackOf } from '../image/tracks.js';
import type { GrayImage } from '../image/types.js';
import { strips } from './strips.js';

/** Lines that end so many pixels before each other still meet. */
const REACH = 10;
/** A line of a grid has ink along this share of the grid's width or height. */
const COVERED = 0.45;
/** … but between fewer than so many lines across this share, as strokes of a pen are nearly as long there. */
const MANY = 4;
const COVERED_SHORT = 0.8;
/** Near the lines across is within this share of the room between two. */
const NEAR = 0.12;
/** Of nearly all rooms along it a line has ink in this share. */
const MOST_ROOMS = 0.75;
const DRAWN = 0.25;
/** A line of a grid is reached by this share of the lines across: those too faint to be seen along their whole way are not counted on. */
const REACHED = 0.3;
/** Lines nearer than this share of the usual room, or so many pixels, are one line drawn double. */
const DOUBLE = 0.2;
const CLOSEST = 8;
/** Lines that run on for more than so many pixels beyond the last that crosses them have a cell there. */
const OPEN = 30;
/** … if they are drawn along this share of it. */
const COVERED_OPEN = 0.7;
/** Where all lines across have less than this share of ink between two lines, one table ends and another begins. */
const NONE = 0.1;
/** A table with one upright line has so many level ones: two and a stroke of a pen between them are none. */
const FEWEST = 4;
/** Curves that are looked at, the longest first. */
const MOST = 400;

/** Rows are between level lines, columns between upright ones: one more line than rows, one more than columns. */
export interface Lattice {
  readonly level: readonly Track[];
  readonly upright: readonly Track[];
}

/** What hangs together of the rules of a page: grids where lines run through, or else single lines. */
export interface Structure {
  readonly lattices: readonly Lattice[];
  readonly level: readonly Curve[];
  readonly upright: readonly Curve[];
}

export function findStructures(
  level: readonly Curve[],
  upright: readonly Curve[],
  contrast: GrayImage,
): Structure[] {
  const best = (curves: readonly Curve[]): Curve[] =>
    [...curves].sort((a, b) => b.covered - a.covered).slice(0, MOST);
  const rows = best(level);
  const all = [...rows, ...best(upright)];
  const groups = singletons(all.length);
  for (let i = 0; i < rows.length; i++)
    for (let j = rows.length; j < all.length; j++) if (meets(all[i]!, all[j]!)) joinSets(groups, i, j);
  return setsOf(groups).map((members) => {
    const own = members.map((i) => all[i]!);
    const across = own.filter((curve) => curve.isLevel);
    const down = own.filter((curve) => !curve.isLevel);
    return { lattices: latticesOf(across, down, contrast), level: across, upright: down };
  });
}

function meets(level: Curve, upright: Curve): boolean {
  const x = curveAt(upright, (curveAt(level, (level.from + level.to) / 2) + upright.from) / 2);
  if (x < level.from - REACH || x > level.to + REACH) return false;
  const y = curveAt(level, x);
  if (y < upright.from - REACH || y > upright.to + REACH) return false;
  const at = curveAt(upright, y);
  return at >= level.from - REACH && at <= level.to + REACH;
}

/** The lines that run through most of the width or height, two or more of either; tables apart from each other, each by itself. */
function latticesOf(level: readonly Curve[], upright: readonly Curve[], contrast: GrayImage): Lattice[] {
  if (level.length === 0 || upright.length === 0) return [];
  let across = spanOf(level);
  let down = spanOf(upright);
  let rows = longest(level);
  let columns = longest(upright);
  for (let round = 0; round < 3; round++) {
    rows = through(level, across, columns);
    columns = through(upright, down, rows);
    if (rows.length === 0 || columns.length === 0) return [];
    down = closed(rows, columns);
    across = closed(columns, rows);
  }
  const from = { x: Math.max(0, Math.floor(across[0]) - REACH), y: Math.max(0, Math.floor(down[0]) - REACH) };
  const right = Math.min(contrast.width, Math.ceil(across[1]) + REACH);
  const bottom = Math.min(contrast.height, Math.ceil(down[1]) + REACH);
  const lines = (
    curves: readonly Curve[],
    span: Span,
    start: number,
    end: number,
    across: readonly Curve[],
  ): Track[] => {
    const drawn = curves.map((curve) => trackOf(curve, start, end));
    const { isLevel } = curves[0]!;
    if (span[0] < curves[0]!.mean) drawn.unshift(straightTrack(isLevel, start, end, span[0]));
    if (span[1] > curves.at(-1)!.mean) drawn.push(straightTrack(isLevel, start, end, span[1]));
    const all =
      across.length < MANY
        ? drawn
        : withFaint(
            drawn,
            across.map(({ mean }) => mean),
            contrast,
          );
    const room = (span[1] - span[0]) / Math.max(1, all.length - 1);
    return all.map((track) => measured(track, contrast, Math.max(track.thickness, room / 8)));
  };
  if (rows.length < 2 || (columns.length < 2 && rows.length < FEWEST)) return [];
  const below = gapAmong(rows, columns);
  if (below !== null) {
    return [true, false].flatMap((isFirst) =>
      latticesOf(
        level.filter((curve) => curve.mean < below === isFirst),
        upright.flatMap((curve) => clipped(curve, below, isFirst)),
        contrast,
      ),
    );
  }
  const beside = gapAmong(columns, rows);
  if (beside !== null) {
    return [true, false].flatMap((isFirst) =>
      latticesOf(
        level.flatMap((curve) => clipped(curve, beside, isFirst)),
        upright.filter((curve) => curve.mean < beside === isFirst),
        contrast,
      ),
    );
  }
  const lattice = {
    level: lines(rows, down, from.x, right, columns),
    upright: lines(columns, across, from.y, bottom, rows),
  };
  return lattice.level.length < 2 || lattice.upright.length < 2 ? [] : strips(lattice, upright);
}

/** The middle of the first room between lines in which none of the lines across has ink; null where there is none. */
function gapAmong(lines: readonly Curve[], across: readonly Curve[]): number | null {
  for (let i = 0; i + 1 < lines.length; i++) {
    const from = lines[i]!.mean;
    const to = lines[i + 1]!.mean;
    const margin = 0.15 * (to - from);
    const isEmpty = across.every(
      (curve) => coveredBetween(curve, from + margin, to - margin) <= NONE * (to - from),
    );
    if (isEmpty) return (from + to) / 2;
  }
  return null;
}

/** The parts of a curve before or behind a place along it. */
function clipped(curve: Curve, at: number, isFirst: boolean): Curve[] {
  const parts = curve.parts.filter(({ from, to }) => (from + to) / 2 < at === isFirst);
  return parts.length > 0 ? [curveOf(parts)] : [];
}

/** From the first line to the last, or to where the lines across end if most of them run on and leave a table open there. */
function closed(lines: readonly Curve[], across: readonly Curve[]): Span {
  const first = lines[0]!.mean;
  const last = lines.at(-1)!.mean;
  const [from, to] = spanOf(across);
  const runOn = (start: number, end: number): boolean => {
    if (end - start < OPEN) return false;
    const covered = across.reduce((sum, curve) => sum + coveredBetween(curve, start, end), 0);
    return covered >= COVERED_OPEN * across.length * (end - start);
  };
  return [runOn(from, first) ? from : first, runOn(last, to) ? to : last];
}

type Span = readonly [from: number, to: number];

function longest(curves: readonly Curve[]): Curve[] {
  const most = Math.max(...curves.map((curve) => curve.covered));
  return curves.filter((curve) => curve.covered >= 0.6 * most);
}

/** Where the longest lines begin and end, in the median. */
function spanOf(curves: readonly Curve[]): Span {
  const long = longest(curves);
  return [median(long.map(({ from }) => from)), median(long.map(({ to }) => to))];
}

/** The curves that run through a span and are reached by enough of the lines across, in order, double lines once. */
function through(curves: readonly Curve[], [from, to]: Span, others: readonly Curve[]): Curve[] {
  const slack = REACH + 0.02 * (to - from);
  const isReached = (place: number): boolean => {
    const reaching = others.filter((other) => place >= other.from - slack && place <= other.to + slack);
    return reaching.length >= REACHED * others.length;
  };
  const least = (others.length < MANY ? COVERED_SHORT : COVERED) * (to - from);
  const thicknesses = others.map(({ thickness }) => thickness).sort((a, b) => a - b);
  const thickest = 1.5 * thicknesses[thicknesses.length >> 1]! + 1;
  const crossings = others.map(({ mean }) => mean).sort((a, b) => a - b);
  const found = curves
    .filter((curve) => {
      const covered = coveredBetween(curve, from - slack, to + slack);
      const share = covered / (to - from);
      // Bold lines are drawn all along; what is bold and has gaps is writing in a column.
      const isThin = share >= COVERED_SHORT || curve.thickness <= thickest;
      return covered >= least && isThin && crosses(curve, crossings, share);
    })
    .map((curve) => ({ curve, place: curve.mean }))
    .filter(({ place }) => isReached(place));
  const whole = drawnThroughout(found, crossings).sort((a, b) => a.place - b.place);
  const rooms = whole.slice(1).map(({ place }, i) => place - whole[i]!.place);
  const usual = rooms.sort((a, b) => a - b)[rooms.length >> 1] ?? 0;
  const apart = Math.max(CLOSEST, DOUBLE * usual);
  const single: typeof found = [];
  for (const line of whole) {
    const before = single.at(-1);
    if (!before || line.place - before.place >= apart) single.push(line);
    else if (line.curve.covered > before.curve.covered) single[single.length - 1] = line;
  }
  return single.map(({ curve }) => curve);
}

/** Those that are drawn in nearly all rooms between the lines across, of those in which others are drawn: strokes in a column are not. */
function drawnThroughout<T extends { readonly curve: Curve }>(
  lines: readonly T[],
  places: readonly number[],
): T[] {
  const drawn = lines.map(({ curve }) =>
    places
      .slice(1)
      .map((place, i) => coveredBetween(curve, places[i]!, place) >= DRAWN * (place - places[i]!)),
  );
  const isUsed = places.slice(1).map((_, i) => drawn.filter((rooms) => rooms[i]).length >= lines.length / 2);
  const used = isUsed.filter((is) => is).length;
  return lines.filter((_, n) => drawn[n]!.filter((is, i) => is && isUsed[i]).length >= MOST_ROOMS * used);
}

/** True where a curve is drawn near the lines across as elsewhere. */
function crosses(curve: Curve, places: readonly number[], share: number): boolean {
  let covered = 0;
  let length = 0;
  for (let i = 0; i < places.length; i++) {
    const before = i > 0 ? NEAR * (places[i]! - places[i - 1]!) : 0;
    const behind = i + 1 < places.length ? NEAR * (places[i + 1]! - places[i]!) : 0;
    covered += coveredBetween(curve, places[i]! - before, places[i]! + behind);
    length += before + behind;
  }
  return covered >= 0.6 * Math.min(1, share) * length;
}

/** With the lines that divide a room into two or three and are there when looked for. */
function withFaint(tracks: readonly Track[], places: readonly number[], contrast: GrayImage): Track[] {
  const out: Track[] = [];
  for (const [i, track] of tracks.entries()) {
    out.push(track);
    const next = tracks[i + 1];
    if (!next) continue;
    const faint =
      faintLines(track, next, 3, places, contrast) ?? faintLines(track, next, 2, places, contrast);
    out.push(...(faint ?? []));
  }
  return out;
}
