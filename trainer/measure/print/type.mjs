/** Text as SVG paths, so that a picture depends on the fonts given and not on those of the machine. Knows no picture. */

/** Whether a font has all characters of a text. */
export const canWrite = (font, text) =>
  [...text].every((character) => character === ' ' || font.outlines[character]);

/**
 * A text whose digits are `height` tall, its baseline's first point at (x, y).
 * @param style `narrow` the width of characters by the font's own, `room` between two and `space` of a gap in heights, `pitch` the same width for all
 * @returns path data, and the column behind the last character
 */
export function textPath(
  font,
  text,
  x,
  y,
  height,
  { narrow = 1, room = 0.08, space = 0.45, pitch = 0 } = {},
) {
  let pen = x;
  let path = '';
  for (const character of text) {
    const outline = font.outlines[character];
    if (character === ' ' || !outline) {
      pen += height * (pitch || space);
      continue;
    }
    const own = outline.advance * narrow;
    const shift = pitch ? (pitch - own) / 2 : 0;
    for (const contour of outline.contours)
      path += contourPath(contour, pen + shift * height, y, height, narrow);
    pen += height * (pitch || own + room);
  }
  return { path, end: pen - (pitch ? 0 : room * height) };
}

function contourPath(contour, x, y, height, narrow) {
  let path = '';
  for (let i = 0; i < contour.length; i += 2) {
    const [u, v] = [x + contour[i] * narrow * height, y - contour[i + 1] * height];
    path += `${i === 0 ? 'M' : 'L'}${u.toFixed(2)} ${v.toFixed(2)}`;
  }
  return `${path}Z`;
}
