/** A reader on a data set of lines: every picture read as `reader.line` reads it. Knows no file and no network. */
import type { GrayImage, Pixels } from '@digitry/reader';
import type { Dataset } from '../datasets/types.js';
import { evaluateLines, type LineEvaluation, type LineOutcome, type LineRules } from './line-evaluation.js';
import { type LineMisreading, worstLines } from './line-misreadings.js';

/** What is counted of a reading. */
export interface ReadLine {
  readonly text: string;
  readonly confidence: number;
  readonly status: 'accepted' | 'review' | 'rejected';
  /** Why it is not accepted. */
  readonly reasons: readonly { readonly code: string }[];
  /** 32 pixels high, 255 is ink. */
  readonly seen: GrayImage;
}

/** A reader of lines, as far as it is needed here. */
export interface LineReader<Rule> {
  lines(images: readonly Pixels[], options?: { readonly rule?: Rule }): Promise<readonly ReadLine[]>;
}

export interface EvaluateLinesOptions<Rule> extends LineRules {
  /** What every line may hold. */
  readonly rule?: Rule;
  readonly onProgress?: (done: number, of: number) => void;
}

export interface EvaluatedLines extends LineEvaluation {
  readonly data: string;
  readonly misreadings: readonly LineMisreading[];
}

/** Pictures that are read in one go: what is decoded of them is small, what is in the network is not. */
const BATCH = 32;

/** @throws Error for an empty set. */
export async function evaluateLineSet<Rule>(
  reader: LineReader<Rule>,
  dataset: Dataset,
  { rule, marks = false, print = false, onProgress = () => {} }: EvaluateLinesOptions<Rule> = {},
): Promise<EvaluatedLines> {
  const outcomes: LineOutcome[] = [];
  const seen: GrayImage[] = [];
  for (let first = 0; first < dataset.length; first += BATCH) {
    const count = Math.min(BATCH, dataset.length - first);
    const images = Array.from({ length: count }, (_, i) => pictureOf(dataset, first + i));
    const read = await reader.lines(images, rule === undefined ? {} : { rule });
    read.forEach((line, i) => {
      outcomes.push({
        truth: dataset.label(first + i),
        text: line.text,
        // What is doubted for another reason than its confidence is not accepted under any error budget.
        confidence: line.reasons.some(({ code }) => code !== 'not-sure') ? 0 : line.confidence,
        isAccepted: line.status === 'accepted',
        writer: dataset.writer(first + i),
      });
      seen.push(line.seen);
    });
    onProgress(first + count, dataset.length);
  }
  const about = (i: number): { seen: GrayImage; source: string } => ({
    seen: seen[i]!,
    source: dataset.source(i),
  });
  return {
    data: dataset.name,
    ...evaluateLines(outcomes, { marks, print }),
    misreadings: worstLines(outcomes, about, { marks, print }),
  };
}

/** A sample as it would have been photographed: ink images become dark ink on white paper. */
function pictureOf(dataset: Dataset, index: number): Pixels {
  const image = dataset.image(index);
  return dataset.ink ? { ...image, data: image.data.map((value) => 255 - value) } : image;
}
