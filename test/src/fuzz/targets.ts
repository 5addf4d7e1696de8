/** What is fuzzed: each target makes its n-th damaged input from a seed, and runs it; whatever it throws but the errors of its contract is a find. */
import { createRandom, type Random } from '@digitry/engine';
import {
  analyzePage,
  decodePages,
  imageKind,
  LINE_LABELS,
  latticeOf,
  type Pixels,
  parsePages,
  parseRule,
  prepareDigit,
  prepareLine,
  ReaderError,
  readUnderRule,
} from '@digitry/reader';
import { parseTemplate } from '../../../reader/dist/forms/parse-template.js';
// Browsers decode TIFF with this; in Node libtiff does, and this would not be reached.
import { tiffPages } from '../../../reader/dist/platform/tiff/tiff-pages.js';
import { mutateBytes, mutateJson, mutateText } from './mutate.js';
import { type FileKind, validFiles } from './valid-files.js';

export interface Target {
  readonly name: string;
  /** Bytes, or a text. */
  input(index: number, seed: number): Uint8Array | string;
  /** @throws what must not be thrown. */
  run(input: Uint8Array | string): Promise<void>;
}

/** Larger pictures are decoded but not looked at further: that takes long and finds no more. */
const SMALL = 300_000;

export async function allTargets(): Promise<Target[]> {
  const files = await validFiles();
  const kinds = Object.keys(files) as FileKind[];
  return [
    ...kinds.map((kind) => bytesTarget(kind, files[kind], decodeAll)),
    bytesTarget('tiff in browsers', files.tiff, decodeTiff),
    textTarget('rules', RULES, readRule),
    {
      name: 'templates',
      input(index, seed) {
        const random = randomOf('templates', index, seed);
        if (random.chance(0.1))
          return mutateText(JSON.stringify(TEMPLATE), [JSON.stringify(TEMPLATE)], random);
        return JSON.stringify(mutateJson(TEMPLATE, random));
      },
      run: (input) => readTemplate(input as string),
    },
    textTarget('pages', ['1', '1-3,7', '5-', ' 2 - 4 , 9'], async (text) => {
      allow(RangeError, () => parsePages(text));
    }),
  ];
}

const randomOf = (name: string, index: number, seed: number): Random => {
  const own = [...name].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, seed);
  return createRandom(own).fork(index);
};

function bytesTarget(
  name: string,
  valid: readonly Uint8Array[],
  run: (bytes: Uint8Array) => Promise<void>,
): Target {
  return {
    name,
    input(index, seed) {
      const random = randomOf(name, index, seed);
      return mutateBytes(valid[random.int(valid.length)]!, valid, random);
    },
    run: (input) => run(input as Uint8Array),
  };
}

function textTarget(name: string, valid: readonly string[], run: (text: string) => Promise<void>): Target {
  return {
    name,
    input(index, seed) {
      const random = randomOf(name, index, seed);
      return mutateText(valid[random.int(valid.length)]!, valid, random);
    },
    run: (input) => run(input as string),
  };
}

/** Pages of a file, each looked at; the first three, so that a file that claims a thousand takes no longer. */
async function decodeAll(bytes: Uint8Array): Promise<void> {
  await allowReaderErrors(async () => {
    for await (const { page, pixels } of decodePages(bytes, { dpi: 72 })) {
      if (pixels.width * pixels.height <= SMALL) lookAt(pixels);
      if (page >= 3) break;
    }
  });
}

/** Whatever was decoded can be prepared. */
function lookAt(pixels: Pixels): void {
  imageKind(pixels);
  prepareDigit(pixels);
  prepareLine(pixels);
  analyzePage(pixels);
}

async function decodeTiff(bytes: Uint8Array): Promise<void> {
  const decodeJpeg = async (): Promise<never> => {
    throw new ReaderError('damaged', 'Expected no JPEG to be decoded here');
  };
  await allowReaderErrors(async () => {
    for await (const { page } of tiffPages(bytes, 'it', {}, decodeJpeg)) if (page >= 3) break;
  });
}

async function allowReaderErrors(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    // By name: the built files have a class of their own beside the bundle's.
    if (!(error instanceof Error && error.name === 'ReaderError')) throw error;
    if (error.message.includes('\n'))
      throw new Error(`a message of several lines: ${error.message}`, { cause: error });
  }
}

const RULES = [
  'digits(5)',
  'digits(3..6)',
  'zip',
  'date(dmy, from=2000-01-01)',
  'oneOf(yes|no|12)',
  'pattern([A-Z]{2}\\d+(-\\d{3})?)',
  'pattern((a|b)*[^c]+.{2,4}$)',
  'integer(1..500)',
  'amount(de-DE)',
  'percentage',
  'iban',
  'isbn',
  '{"type":"date","order":"mdy"}',
  '{"type":"pattern","pattern":"\\\\d{1,3}(,\\\\d{3})*"}',
  '{"type":"digits","count":4}',
];

/** A field of every kind. */
const TEMPLATE = {
  version: 1,
  name: 'Meter card',
  page: { width: 600, height: 800 },
  blank: 'blank.png',
  fields: [
    {
      name: 'meter',
      kind: 'boxes',
      box: { x: 50, y: 60, width: 200, height: 40 },
      cells: 5,
      rule: 'digits(5)',
    },
    {
      name: 'day',
      kind: 'line',
      box: { x: 50, y: 160, width: 200, height: 40 },
      rule: { type: 'date', order: 'dmy' },
    },
    {
      name: 'moved',
      kind: 'checkbox',
      box: { x: 50, y: 260, width: 20, height: 20 },
      label: 'Moved',
      required: true,
    },
    {
      name: 'sums',
      kind: 'column',
      box: { x: 300, y: 60, width: 200, height: 400 },
      rows: 8,
      rule: 'amount(en-US)',
      total: { x: 300, y: 480, width: 200, height: 40 },
    },
    { name: 'cheque', kind: 'cheque', box: { x: 50, y: 600, width: 200, height: 40 }, rule: 'amount(en-US)' },
  ],
};

async function readTemplate(text: string): Promise<void> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return;
  }
  await allowReaderErrors(async () => {
    parseTemplate(json);
  });
}

/** A lattice of a few steps that is sure of nothing. */
const lattice = (() => {
  const random = createRandom(11);
  const steps = 12;
  const logits = Float32Array.from({ length: LINE_LABELS.length * steps }, () => random.normal() * 3);
  return latticeOf(logits, LINE_LABELS, { steps });
})();

async function readRule(text: string): Promise<void> {
  let rule: ReturnType<typeof parseRule> | undefined;
  try {
    rule = parseRule(text);
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) {
      if (/^Expected /.test(error.message)) return;
    }
    throw error;
  }
  const { valid, text: read } = readUnderRule(lattice, rule);
  if (valid && !rule.accepts(read)) throw new Error(`${text} read ${read}, which it does not accept`);
}

function allow(type: ErrorConstructor | RangeErrorConstructor, run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof type)) throw error;
  }
}
