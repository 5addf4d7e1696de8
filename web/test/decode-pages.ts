/** What the test of pages runs in Chromium: a file's pages as their sizes and the sum of their first channel. */
import { decodePages } from '@digitry/reader';

export interface SeenPage {
  readonly page: number;
  readonly of: number;
  readonly width: number;
  readonly height: number;
  /** Of the first channel, the mean. */
  readonly mean: number;
}

export async function seenPages(source: URL | Uint8Array, pages?: string): Promise<SeenPage[]> {
  const out: SeenPage[] = [];
  for await (const { page, of, pixels } of decodePages(source, pages ? { pages } : {})) {
    const { width, height, data } = pixels;
    const channels = data.length / (width * height);
    let sum = 0;
    for (let i = 0; i < data.length; i += channels) sum += data[i]!;
    out.push({ page, of, width, height, mean: sum / (width * height) });
  }
  return out;
}
