/** The reader's pages and lines as the Read view shows them. The one file of the view that knows them. */
import { createPredictor, decodeModel } from '@digitry/engine';
import {
  createLineRecognizer,
  createReader,
  LINE_PREPARATION_VERSION,
  type LineReading,
  lineReading,
  type PageReading,
  PREPARATION_VERSION,
  type PreparedLine,
  parseRule,
  type Thresholds,
  thresholdFor,
} from '@digitry/reader';
import type {
  CellShown,
  GuessShown,
  LineSeen,
  NetworkSources,
  PageShown,
  ReadingShown,
  RuleShown,
} from './protocol.js';
import type { PageReader } from './serve-pages.js';

/** Share of the accepted readings that may be wrong. */
const BUDGET = 0.01;
/** Reasons that are the verdict over a reading, not over its picture: another reading has its own. */
const VERDICTS: readonly string[] = ['not-a-number', 'not-sure', 'rule-changed', 'rule-not-met'];

/** @throws Error where a network cannot be loaded, or is not for lines or digits. */
export async function openPageReader({ line, digit }: NetworkSources): Promise<PageReader> {
  if (!digit)
    throw new Error('Expected a network for digits but this copy of the page was built without one.');
  const [model, lineModel] = await Promise.all([bytesOf(digit), bytesOf(line)]);
  const lines = decodeModel(lineModel);
  const { name, thresholds } = lines.metadata;
  // Reads again under rules. Made now, though it is asked for late: it checks the model.
  const recognizer = createLineRecognizer(lines, createPredictor);
  const verdict = {
    threshold: thresholdFor(BUDGET, thresholds as Thresholds | undefined),
    model: name,
    stride: recognizer.stride,
  };
  const reader = await createReader({ model, lineModel, budget: BUDGET });
  // A model that does not fit is said now, not page by page.
  await reader.lines([]);
  const made = {
    model: `${name} + ${decodeModel(model).metadata.name}`,
    preparation: `${LINE_PREPARATION_VERSION} + ${PREPARATION_VERSION}`,
  };
  return {
    model: name,
    page: async (pixels) => ({ ...pageShown(await reader.page(pixels)), ...made }),
    async lines(again, rule) {
      const options = rule === '' ? verdict : { ...verdict, rule: parseRule(rule) };
      const lattices = await recognizer.lattices(again);
      return again.map((line, i) =>
        lineShown(lineReading(preparedAgain(line), lattices[i] ?? null, options), rule),
      );
    },
  };
}

async function bytesOf(source: string | Uint8Array): Promise<Uint8Array> {
  if (typeof source !== 'string') return source;
  const response = await fetch(source);
  if (!response.ok) throw new Error(`the server answered ${response.status} for ${source}`);
  return new Uint8Array(await response.arrayBuffer());
}

function pageShown({ lines, grids, reasons }: PageReading): Omit<PageShown, 'model' | 'preparation'> {
  return {
    lines: lines.map((line) => ({ ...lineShown(line, ''), corners: line.quad, seen: line.seen })),
    grids: grids.map(({ rows, columns, quad, cells }) => ({
      rows,
      columns,
      corners: quad,
      cells: cells.map(cellShown),
    })),
    reasons,
  };
}

/** @param rule as it was typed; '' is none */
function lineShown(reading: LineReading, rule: string): ReadingShown {
  const { text, value, confidence, status, alternatives, characters, reasons } = reading;
  return {
    text,
    value: value === undefined ? null : String(value),
    confidence,
    status,
    alternatives: alternatives.map(guessShown),
    characters: characters.map(guessShown),
    reasons,
    rule: ruleShown(reading, rule),
  };
}

function ruleShown({ rule: ruled }: LineReading, rule: string): RuleShown | null {
  return ruled ? { rule, isValid: ruled.valid, free: guessShown(ruled.free), price: ruled.price } : null;
}

function cellShown(cell: PageReading['grids'][number]['cells'][number]): CellShown {
  const { row, column, quad, isEmpty, seen, text, confidence, status, alternatives, reasons } = cell;
  return {
    row,
    column,
    isEmpty,
    corners: quad,
    seen: isEmpty ? null : seen,
    text,
    value: null,
    confidence,
    status,
    alternatives: alternatives.map(guessShown),
    characters: [],
    reasons,
    rule: null,
  };
}

const guessShown = ({ text, confidence }: GuessShown): GuessShown => ({ text, confidence });

/** What the network saw stands for the line itself: nothing of it is prepared a second time. */
function preparedAgain({ seen, reasons }: LineSeen): PreparedLine {
  const kept = reasons.filter(({ code }) => !VERDICTS.includes(code)) as PreparedLine['reasons'];
  const box = { x: 0, y: 0, width: seen.width, height: seen.height };
  return { seen, box, status: 'ok', reasons: kept, columns: { left: 0, each: 1 } };
}
