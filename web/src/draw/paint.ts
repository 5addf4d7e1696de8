/** Paints strokes, an image or the keyboard's cursor on the pad's canvas. Knows no events. */
import type { Stroke } from './drawing.js';
import type { GridCursor } from './grid-cursor.js';
import { GRID_STEPS } from './grid-cursor.js';

/** Fits the backing store to the size on screen; returns the side in device pixels. */
export function fitCanvas(canvas: HTMLCanvasElement): number {
  const side = Math.max(1, Math.round(canvas.clientWidth * devicePixelRatio));
  if (canvas.width !== side) {
    canvas.width = side;
    canvas.height = side;
  }
  return side;
}

export function paintStrokes(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  color: string,
): void {
  const side = context.canvas.width;
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of strokes) paintStroke(context, stroke, side);
}

function paintStroke(context: CanvasRenderingContext2D, stroke: Stroke, side: number): void {
  const at = (index: number): number => (stroke[index] ?? 0) * side;
  if (stroke.length <= 3) {
    context.beginPath();
    context.arc(at(0), at(1), at(2) / 2, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  for (let i = 0; i + 5 < stroke.length; i += 3) {
    // One path as long as the width stays: a path a point would show joints under the antialiasing.
    context.lineWidth = (at(i + 2) + at(i + 5)) / 2;
    context.beginPath();
    context.moveTo(at(i), at(i + 1));
    context.lineTo(at(i + 3), at(i + 4));
    while (i + 8 < stroke.length && stroke[i + 8] === stroke[i + 5] && stroke[i + 5] === stroke[i + 2]) {
      i += 3;
      context.lineTo(at(i + 3), at(i + 4));
    }
    context.stroke();
  }
}

/** The image in the middle of the pad, as large as it fits, with the box around what was read. */
export function paintImage(
  context: CanvasRenderingContext2D,
  image: ImageBitmap,
  box: { x: number; y: number; width: number; height: number } | null,
  original: { width: number; height: number },
  color: string,
): void {
  const side = context.canvas.width;
  const scale = (side * 0.94) / Math.max(image.width, image.height);
  const width = image.width * scale;
  const height = image.height * scale;
  const left = (side - width) / 2;
  const top = (side - height) / 2;
  context.imageSmoothingEnabled = scale < 3;
  context.drawImage(image, left, top, width, height);
  if (!box) return;
  const sx = width / original.width;
  const sy = height / original.height;
  context.strokeStyle = color;
  context.lineWidth = Math.max(2, side / 180);
  context.strokeRect(left + box.x * sx, top + box.y * sy, box.width * sx, box.height * sy);
}

export function paintCursor(
  context: CanvasRenderingContext2D,
  cursor: GridCursor,
  width: number,
  color: string,
): void {
  const side = context.canvas.width;
  const radius = Math.max(width * side, side / GRID_STEPS) / 2;
  const x = (cursor.column / GRID_STEPS) * side;
  const y = (cursor.row / GRID_STEPS) * side;
  context.strokeStyle = color;
  context.fillStyle = color;
  context.lineWidth = Math.max(2, side / 200);
  context.beginPath();
  context.arc(x, y, radius + context.lineWidth, 0, 2 * Math.PI);
  context.stroke();
  if (!cursor.isDown) return;
  context.beginPath();
  context.arc(x, y, radius / 2, 0, 2 * Math.PI);
  context.fill();
}
