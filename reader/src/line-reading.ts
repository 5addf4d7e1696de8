/** The verdict over one line, from what preparation found and what the lattice says. Knows no network and no platform. */
import type { Decoded, DecodedCharacter } from './decode/ctc/decoded.js';
import type { Lattice } from './decode/ctc/lattice.js';
import { nBest } from './decode/ctc/n-best.js';
import { OTHER } from './decode/labels.js';
import { type RuledReading, readUnderRule } from './decode/read-under-rule.js';
import type { Rule, RuleValue } from './decode/rule.js';
import type { Box, GrayImage } from './image/types.js';
import { LINE_PREPARATION_VERSION, type PreparedLine } from './prepare/prepare-line.js';
import { type Reason, type ReasonCode, reason } from './prepare/reasons.js';
import type { Guess } from './recognize/recognizer.js';

/** One character of a line. */
export interface LineCharacter {
  readonly text: string;
  /** 0 … 1. */
  readonly confidence: number;
  /** In pixels of the original image; as high as the line. */
  readonly box: Box;
}

/** What was read of a line, and how far to trust it. */
export interface LineReading {
  /** Digits and the marks beside them; '�' stands for a mark that belongs to no number. '' where there was nothing to read. */
  readonly text: string;
  /** Under a rule: what the text means. */
  readonly value?: RuleValue;
  /** The calibrated probability that `text` is right but for marks at its end, 0 … 1; 0 where there was nothing to read. */
  readonly confidence: number;
  /** `accepted`: within the error budget. `review`: a person should look. `rejected`: there is no number to read. */
  readonly status: 'accepted' | 'review' | 'rejected';
  /** The other texts, the likeliest first. */
  readonly alternatives: readonly Guess[];
  readonly characters: readonly LineCharacter[];
  /** The strip that the network saw: 32 rows, 255 is ink. */
  readonly seen: GrayImage;
  /** Where the line is, in pixels of the original image; null where none was found. */
  readonly box: Box | null;
  readonly reasons: readonly Reason[];
  /** Under a rule: the best text without it, and what the rule cost. */
  readonly rule?: RuledReading;
  readonly model: string;
  readonly preparation: string;
}

export interface VerdictOptions {
  readonly rule?: Rule;
  /** Confidence from which on a reading is accepted. */
  readonly threshold: number;
  readonly model: string;
  /** Pixels of the strip for each step of the lattice. */
  readonly stride: number;
}

/** @param lattice null where the preparation found the line unusable */
export function lineReading(
  prepared: PreparedLine,
  lattice: Lattice | null,
  options: VerdictOptions,
): LineReading {
  const { seen, box } = prepared;
  const common = { seen, box, model: options.model, preparation: LINE_PREPARATION_VERSION };
  if (!lattice || !box) return nothing(prepared.reasons, common);
  const { rule, threshold } = options;
  const ruled = rule && readUnderRule(lattice, rule);
  const texts = ruled?.valid ? [] : nBest(lattice);
  const best = ruled?.valid ? ruled : texts[0];
  if (!best || /^[\s�]*$/.test(best.text))
    return nothing([...prepared.reasons, reason('not-a-number')], common);
  const doubts: ReasonCode[] = [];
  if (ruled && !ruled.valid) doubts.push('rule-not-met');
  if (ruled?.valid && bare(ruled.free.text) !== bare(ruled.text)) doubts.push('rule-changed');
  if (best.text.includes(OTHER) || !/[0-9A-Z]/.test(best.text)) doubts.push('not-a-number');
  if (best.confidence < threshold) doubts.push('not-sure');
  const reasons = [...prepared.reasons, ...doubts.map(reason)];
  return {
    text: best.text.trim(),
    ...(ruled?.valid && ruled.value !== null ? { value: ruled.value } : {}),
    confidence: best.confidence,
    status: reasons.length > 0 ? 'review' : 'accepted',
    alternatives: alternativesTo(best.text, ruled?.valid ? ruled.alternatives : texts),
    characters: best.characters.map((character) => placed(character, prepared, options.stride)),
    reasons,
    ...(ruled ? { rule: ruled } : {}),
    ...common,
  };
}

function nothing(
  reasons: readonly Reason[],
  common: Pick<LineReading, 'seen' | 'box' | 'model' | 'preparation'>,
): LineReading {
  return {
    text: '',
    confidence: 0,
    status: 'rejected',
    alternatives: [],
    characters: [],
    reasons,
    ...common,
  };
}

type Contested = Pick<LineReading, 'text' | 'confidence' | 'status' | 'alternatives' | 'reasons'>;

/** The surer reading, for somebody to look at, with the other one as its first alternative. */
export function contested<R extends Contested>(best: R, { text, confidence }: Guess): R {
  const rest = best.alternatives.filter((guess) => guess.text !== best.text && guess.text !== text);
  return {
    ...best,
    status: 'review',
    alternatives: [{ text, confidence }, ...rest].filter((guess) => guess.text !== ''),
    reasons: [...best.reasons, reason('cells-differ')],
  };
}

/** Spaces between groups are a matter of taste. */
const bare = (text: string): string => text.replaceAll(/\s/g, '');

const alternativesTo = (text: string, texts: readonly Pick<Decoded, 'text' | 'confidence'>[]): Guess[] =>
  texts
    .filter((other) => other.text !== text)
    .map((other) => ({ text: other.text.trim(), confidence: other.confidence }));

/** A character's steps as columns of the original image. */
function placed(
  { text, confidence, from, to }: DecodedCharacter,
  { box, columns }: PreparedLine,
  stride: number,
): LineCharacter {
  const line = box!;
  const at = (step: number): number => {
    const x = Math.round(columns.left + step * stride * columns.each);
    return Math.min(line.x + line.width, Math.max(line.x, x));
  };
  const x = at(from);
  return { text, confidence, box: { x, y: line.y, width: Math.max(1, at(to) - x), height: line.height } };
}
