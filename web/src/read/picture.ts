/** Decoded pixels → what the page shows of them: a JPEG to look at and a thumbnail. Runs in the worker; closes what it makes. */
import type { Pixels } from '@digitry/reader';

/** Longer side of the picture: enough to see the pen at 16 times. */
export const PICTURE_SIDE = 2200;
const THUMB_SIDE = 144;
const JPEG_QUALITY = 0.86;

export interface Picture {
  readonly picture: Blob;
  readonly thumb: ImageBitmap;
}

export async function pictureOf(pixels: Pixels): Promise<Picture> {
  const whole = await createImageBitmap(imageData(pixels), smaller(pixels, PICTURE_SIDE));
  try {
    const canvas = new OffscreenCanvas(whole.width, whole.height);
    const context = canvas.getContext('2d');
    if (!context)
      throw new Error(
        `Expected a canvas of ${whole.width} × ${whole.height} but the browser gave none; close other tabs and try again.`,
      );
    // What is transparent is paper.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, whole.width, whole.height);
    context.drawImage(whole, 0, 0);
    const picture = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
    return { picture, thumb: await createImageBitmap(canvas, smaller(whole, THUMB_SIDE)) };
  } finally {
    whole.close();
  }
}

function smaller(
  { width, height }: { readonly width: number; readonly height: number },
  side: number,
): ImageBitmapOptions {
  const scale = Math.min(1, side / Math.max(width, height));
  return {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: 'medium',
  };
}

/** RGBA of 1 to 4 channels. */
function imageData({ width, height, data }: Pixels): ImageData {
  const count = width * height;
  const channels = data.length / count;
  if (channels === 4) {
    const { buffer, byteOffset } = data as Uint8Array<ArrayBuffer>;
    return new ImageData(new Uint8ClampedArray(buffer, byteOffset, count * 4), width, height);
  }
  const rgba = new Uint8ClampedArray(count * 4);
  const hasColor = channels >= 3;
  for (let i = 0; i < count; i++) {
    const from = i * channels;
    const gray = data[from] ?? 0;
    rgba[i * 4] = gray;
    rgba[i * 4 + 1] = hasColor ? (data[from + 1] ?? 0) : gray;
    rgba[i * 4 + 2] = hasColor ? (data[from + 2] ?? 0) : gray;
    rgba[i * 4 + 3] = channels === 2 ? (data[from + 1] ?? 0) : 255;
  }
  return new ImageData(rgba, width, height);
}
