/** An ink image (28×28 but for lines), enlarged with crisp pixels in the colors of the page. */
import { useEffect, useRef } from 'preact/hooks';
import { colorToken, onColorsChange } from '../shell/theme.js';

/** '#rrggbb' → [r, g, b]. */
function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function paint(canvas: HTMLCanvasElement, ink: Uint8Array): void {
  const { width, height } = canvas;
  const context = canvas.getContext('2d');
  if (!context) return;
  const paper = channels(colorToken('seen-paper'));
  const full = channels(colorToken('seen-ink'));
  const image = context.createImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    const share = (ink[i] ?? 0) / 255;
    for (let c = 0; c < 3; c++) {
      const from = paper[c] ?? 0;
      image.data[i * 4 + c] = Math.round(from + ((full[c] ?? 0) - from) * share);
    }
    image.data[i * 4 + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

interface InkCanvasProps {
  /** A byte a pixel, 255 is ink; null shows blank paper. */
  readonly ink: Uint8Array | null;
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
  readonly testId?: string;
}

export function InkCanvas({ ink, label, width = 28, height = 28, testId }: InkCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const show = (): void => {
      if (ref.current) paint(ref.current, ink ?? new Uint8Array(width * height));
    };
    show();
    return onColorsChange(show);
  }, [ink, width, height]);
  return (
    <canvas
      ref={ref}
      class="ink-canvas"
      width={width}
      height={height}
      role="img"
      aria-label={label}
      {...(testId ? { 'data-testid': testId } : {})}
    />
  );
}
