/** Writes synthetic lines to a folder, so that anyone can look. */
import type { GrayImage } from '@digitry/reader';
import { DIGITS, holdOutWriters, openDataset } from '../../datasets/index.js';
import { inkOf } from '../../fit/line-data.js';
import { packImages } from '../../fit/pack.js';
import { createInlinePool, type WorkerPool } from '../../fit/pool.js';
import { fontSource } from '../../fonts/index.js';
import { openFonts } from '../../fonts/platform/node/open-fonts.js';
import {
  createLineWriter,
  type GlyphSource,
  type LineConfig,
  lettersSource,
  linePresets,
  TEXT_KINDS,
  type TextKind,
  type WriterDigits,
} from '../../lines/index.js';
import { parseSet } from '../../release/set-spec.js';
import { type LinesFolder, writeLinesFolder } from './lines-folder.js';

export interface SynthOptions extends LinesFolder {
  /** Sets of digits to write with, as `parseSet` reads them. Default: `mnist-test`, whom nothing was trained on. */
  readonly data?: readonly string[];
  /** A set of characters (`kind: 'text'`) to write letters with. */
  readonly letters?: string;
  /** Fonts that write some of the lines, files or folders. */
  readonly fonts?: readonly string[];
  /** Default `standard`. */
  readonly lines?: LineConfig;
  /** The one kind of text to write; default: as the config shares them out. */
  readonly text?: TextKind;
}

/**
 * @returns the number of lines written
 * @throws DatasetError for a set that cannot be used, RangeError for a config that does not fit, Error for a folder that cannot be written to
 */
export async function synthesizeLines(options: SynthOptions): Promise<number> {
  const { n, data = [], letters, fonts = [], lines = linePresets.standard, text } = options;
  const config = text === undefined ? lines : onlyOf(lines, text);
  const pool = createInlinePool();
  const digits = await digitsOf(data.length > 0 ? data : ['mnist-test'], pool);
  const write = createLineWriter(
    config,
    digits,
    letters === undefined ? undefined : await lettersOf(letters),
    fonts.length === 0 ? undefined : fontSource((await openFonts(fonts)).fonts),
  );
  await writeLinesFolder(write, options);
  return n;
}

function onlyOf(lines: LineConfig, kind: TextKind): LineConfig {
  const shares = TEXT_KINDS.map((each) => [`${each}Share`, each === kind ? 1 : 0] as const);
  return { ...lines, ...(Object.fromEntries(shares) as Partial<LineConfig>) };
}

async function digitsOf(sets: readonly string[], pool: WorkerPool): Promise<WriterDigits> {
  const images: GrayImage[] = [];
  const labels: number[] = [];
  const writers: (string | null)[] = [];
  for (const text of sets) {
    const { data, writers: chosen, writersFile } = parseSet(text);
    const whole = await openDataset(data, writersFile === undefined ? {} : { writers: writersFile });
    const dataset = chosen.length > 0 ? holdOutWriters(whole, chosen).validation : whole;
    const ink = await inkOf(dataset, pool, []);
    ink.forEach((image, i) => {
      const label = dataset.label(i);
      if (!image || !DIGITS.includes(label)) return;
      const writer = dataset.writer(i);
      images.push(image);
      labels.push(Number(label));
      // Two sets may call two people by one name.
      writers.push(writer === undefined ? null : sets.length > 1 ? `${dataset.name}: ${writer}` : writer);
    });
  }
  return { images: packImages(images), labels: Uint8Array.from(labels), writers };
}

async function lettersOf(set: string): Promise<GlyphSource> {
  const dataset = await openDataset(set, { kind: 'text' });
  const wanted = Array.from({ length: dataset.length }, (_, i) => i).filter(
    (i) => !DIGITS.includes(dataset.label(i)),
  );
  const ink = wanted.map((i) => dataset.image(i) as GrayImage);
  return lettersSource({ images: packImages(ink), labels: wanted.map((i) => dataset.label(i)) });
}
