/** What a scanner or a camera makes of a page: blur, uneven light, contrast, noise, black and white. */
import type { Random } from '@digitry/engine';
import type { Sheet } from '../sheet/sheet.js';

/** Binomial blur ([1 2 1] / 4 both ways), the last pass mixed in by its share. @param passes 0 … 4, in fractions */
export function blur({ width, height, page }: Sheet, scratch: Uint8Array, passes: number): void {
  for (let rest = passes; rest > 0.05; rest--) {
    const share = Math.round(256 * Math.min(1, rest));
    for (let y = 0; y < height; y++) {
      const row = y * width;
      let before = page[row]!;
      let here = before;
      for (let x = 0; x < width; x++) {
        const next = x + 1 < width ? page[row + x + 1]! : here;
        scratch[row + x] = here + (((before + next - 2 * here) * share) >> 10);
        before = here;
        here = next;
      }
    }
    for (let y = 0; y < height; y++) {
      const row = y * width;
      const above = y > 0 ? row - width : row;
      const below = y + 1 < height ? row + width : row;
      for (let x = 0; x < width; x++) {
        const here = scratch[row + x]!;
        page[row + x] = here + (((scratch[above + x]! + scratch[below + x]! - 2 * here) * share) >> 10);
      }
    }
  }
}

/** Smears along a direction: a page that moved under the camera. @param length pixels */
export function smear(
  { width, height, page }: Sheet,
  scratch: Uint8Array,
  length: number,
  isUpright: boolean,
): void {
  const reach = Math.max(1, Math.round(length));
  const step = isUpright ? width : 1;
  const count = width * height;
  scratch.set(page.subarray(0, count));
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let k = 0; k <= reach; k++) {
      const at = i + (k - (reach >> 1)) * step;
      sum += scratch[at < 0 || at >= count ? i : at]!;
    }
    page[i] = sum / (reach + 1);
  }
}

/** Light that falls off across the page: a plane and a bow, multiplied in. @param depth most of the light that is lost, 0 … 1 */
export function unevenLight({ width, height, page }: Sheet, depth: number, random: Random): void {
  const angle = random.next() * 6.2832;
  const [ax, ay] = [Math.cos(angle) / width, Math.sin(angle) / height];
  const bow = random.between(-0.6, 0.6);
  const middle = random.between(0.2, 0.8);
  for (let y = 0; y < height; y++) {
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const t = 0.5 + ax * (x - width / 2) + ay * (y - height / 2);
      const off = x / width - middle;
      const lost = t + bow * off * off;
      page[at] = page[at]! * (1 - depth * (lost < 0 ? 0 : lost > 1 ? 1 : lost));
    }
  }
}

/** The edge of a shadow across the page, soft over `soft` pixels. */
export function shadowEdge(
  { width, height, page }: Sheet,
  soft: number,
  depth: number,
  random: Random,
): void {
  const angle = random.next() * 6.2832;
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
  const [cx, cy] = [random.next() * width, random.next() * height];
  for (let y = 0; y < height; y++) {
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const d = ((x - cx) * nx + (y - cy) * ny) / soft + 0.5;
      if (d > 0) page[at] = page[at]! * (1 - depth * (d < 1 ? d : 1));
    }
  }
}

/** Black and white: what is darker than the threshold is black. */
export function binarize({ width, height, page }: Sheet, threshold: number): void {
  for (let i = 0, end = width * height; i < end; i++) page[i] = page[i]! < threshold ? 0 : 255;
}

/** Enlarged by linear interpolation, as low resolution comes when somebody had to make it larger. */
export function enlarge(
  { width, height, page }: Sheet,
  factor: number,
): { readonly width: number; readonly height: number; readonly data: Uint8Array } {
  const columns = Math.round(width * factor);
  const rows = Math.round(height * factor);
  const data = new Uint8Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    const v = Math.max(0, Math.min(height - 1.001, (y + 0.5) / factor - 0.5));
    const row = Math.floor(v);
    const t = v - row;
    const below = row + 1 < height ? width : 0;
    for (let x = 0; x < columns; x++) {
      const u = Math.max(0, Math.min(width - 1.001, (x + 0.5) / factor - 0.5));
      const column = Math.floor(u);
      const s = u - column;
      const at = row * width + column;
      const right = column + 1 < width ? 1 : 0;
      const upper = page[at]! + (page[at + right]! - page[at]!) * s;
      const lower = page[at + below]! + (page[at + below + right]! - page[at + below]!) * s;
      data[y * columns + x] = upper + (lower - upper) * t + 0.5;
    }
  }
  return { width: columns, height: rows, data };
}
