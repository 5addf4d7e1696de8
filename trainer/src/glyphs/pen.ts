/** A pen that follows strokes on paper: width, pressure, nib, speed. Strokes in, ink image out. */
import type { Random } from '@digitry/engine';
import type { GrayImage } from '@digitry/reader';
import { drawLine } from './line.js';
import type { Stroke } from './stroke.js';

export interface Pen {
  /** Width of the stroke as a share of the longer side of the drawing, 0.01..0.3. */
  readonly width: number;
  /** How much wider and narrower the stroke becomes with pressure, 0..0.5. */
  readonly pressure: number;
  /** How much narrower it is along the nib's edge, 0..0.6: 0 is a round pen. */
  readonly nib: number;
  /** Angle of that edge, radians. */
  readonly nibAngle: number;
  /** How much narrower fast parts are, 0..0.6. */
  readonly speed: number;
  /** How much of the width is left where the pen is set down and lifted, 0..1. */
  readonly taper: number;
}

/** A ballpoint, pencil or felt pen as found on forms: 1.3 to 4.2 pixels of 20. */
export function drawPen(random: Random): Pen {
  const broad = random.chance(0.25);
  return {
    width: broad ? random.between(0.12, 0.2) : random.between(0.06, 0.13),
    pressure: random.between(0, 0.25),
    nib: random.chance(0.25) ? random.between(0.1, 0.45) : 0,
    nibAngle: random.next() * Math.PI,
    speed: random.between(0, 0.35),
    taper: random.between(0.5, 1),
  };
}

/** A round pen of one width. */
export function roundPen(width: number): Pen {
  return { width, pressure: 0, nib: 0, nibAngle: 0, speed: 0, taper: 1 };
}

/**
 * @param strokes in any unit; the longer side of their box becomes `size` pixels
 * @param random for the pressure; a pen without pressure needs none
 * @returns an ink image (255 = ink) of their box with the pen and a margin of 2 pixels around it
 */
export function drawStrokes(strokes: readonly Stroke[], pen: Pen, size: number, random?: Random): GrayImage {
  const xs = strokes.flatMap((stroke) => stroke.map((point) => point[0]));
  const ys = strokes.flatMap((stroke) => stroke.map((point) => point[1]));
  const [left, top] = [least(xs), least(ys)];
  const span = Math.max(-least(xs.map((x) => -x)) - left, -least(ys.map((y) => -y)) - top);
  const scale = span > 0 ? size / span : 1;
  const radius = (pen.width * size) / 2;
  const margin = radius * (1 + pen.pressure) + 2;
  const width = Math.ceil((-least(xs.map((x) => -x)) - left) * scale + 2 * margin);
  const height = Math.ceil((-least(ys.map((y) => -y)) - top) * scale + 2 * margin);
  const data = new Uint8Array(width * height);
  for (const stroke of strokes) {
    const radii = widths(stroke, pen, random).map((share) => share * radius);
    for (let i = 0; i < Math.max(1, stroke.length - 1); i++) {
      const from = stroke[i]!;
      const to = stroke[i + 1] ?? from;
      const mean = ((radii[i] ?? radius) + (radii[i + 1] ?? radii[i] ?? radius)) / 2;
      drawLine(
        data,
        width,
        height,
        (from[0] - left) * scale + margin,
        (from[1] - top) * scale + margin,
        (to[0] - left) * scale + margin,
        (to[1] - top) * scale + margin,
        mean,
        1,
      );
    }
  }
  return { width, height, data };
}

/** Share of the pen's radius at each point. */
function widths(stroke: Stroke, pen: Pen, random: Random | undefined): number[] {
  const steps = stroke.map((point, i) => {
    const next = stroke[i + 1] ?? point;
    return Math.sqrt((next[0] - point[0]) ** 2 + (next[1] - point[1]) ** 2);
  });
  const mean = steps.reduce((sum, step) => sum + step, 0) / Math.max(1, stroke.length - 1);
  const phase = random ? random.next() * 6.3 : 0;
  const turns = random ? random.between(0.5, 2) : 0;
  return stroke.map((point, i) => {
    const next = stroke[i + 1] ?? point;
    const before = stroke[i - 1] ?? point;
    const dx = next[0] - before[0];
    const dy = next[1] - before[1];
    const length = Math.sqrt(dx * dx + dy * dy);
    const along =
      length > 0 ? Math.abs((dx * Math.cos(pen.nibAngle) + dy * Math.sin(pen.nibAngle)) / length) : 0;
    const fast = mean > 0 ? Math.min(1, Math.max(0, steps[i]! / mean - 0.7)) : 0;
    const end = Math.min(1, Math.min(i, stroke.length - 1 - i) / 4);
    const pressed = 1 + pen.pressure * Math.sin(phase + (turns * 6.3 * i) / stroke.length);
    return (
      pressed *
      (1 - pen.nib * along) *
      (1 - pen.speed * fast) *
      (stroke.length < 3 ? 1 : pen.taper + (1 - pen.taper) * end)
    );
  });
}

const least = (values: readonly number[]): number => {
  let result = Number.POSITIVE_INFINITY;
  for (const value of values) if (value < result) result = value;
  return result === Number.POSITIVE_INFINITY ? 0 : result;
};
