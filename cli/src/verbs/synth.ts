/** `digitry synth lines --n 100 --out DIR`, `digitry synth print …` */
import {
  type LinePreset,
  linePresets,
  PRINT_KINDS,
  printPresets,
  synthesizeLines,
  synthesizePrint,
  TEXT_KINDS,
} from '@digitry/trainer';
import { didYouMean } from '@digitry/trainer/nearest';
import { type Parsed, parse, UsageError } from '../args.js';
import type { Verb } from '../verb.js';

const PRESETS = Object.keys(linePresets) as LinePreset[];
const PRINT_PRESETS = Object.keys(printPresets) as (keyof typeof printPresets)[];

const options = {
  n: { type: 'whole', value: 'N', help: 'How many; 100 by default', low: 1, high: 1_000_000 },
  out: { type: 'text', value: 'DIR', help: 'The folder for pictures, labels.csv and index.html' },
  seed: {
    type: 'whole',
    value: 'N',
    help: 'Another seed gives other lines, the same one the same bytes; 1 by default',
    high: 0xffffffff,
  },
  data: {
    type: 'list',
    value: 'SET',
    help: 'Digits to write with; mnist-test by default, whom no network was trained on',
  },
  letters: {
    type: 'text',
    value: 'SET',
    help: 'Characters to write letters with, for example pen strokes (.json)',
  },
  fonts: {
    type: 'list',
    value: 'PATH',
    help: 'Fonts to print with, files (.ttf, .otf) or folders; of written lines they write some',
  },
  preset: {
    type: 'text',
    value: 'NAME',
    help: `${PRESETS.join(', ')}; standard by default`,
  },
  text: {
    type: 'text',
    value: 'KIND',
    help: `Only one kind; lines: ${TEXT_KINDS.join(', ')}; print: ${PRINT_KINDS.join(', ')}`,
  },
} as const;

type Given = Parsed<typeof options>['options'];

export const synth: Verb = {
  usage: 'synth lines|print --out DIR',
  summary: 'Writes synthetic lines as networks are trained on them, to look at or to measure with',
  options,
  details: [
    'A line is written with the digits of one writer. Who wrote those of MNIST says a file: --data "mnist-test#writers-file=FILE";',
    '#writers=A,B takes these writers only. Lines of five digits by writers that no network knows: --text zip.',
    'Print is set in one font a line: --fonts /usr/share/fonts/truetype/dejavu. Without fonts only dots, segments and card digits are.',
    'In labels.csv a letter or a mark that is not read is U+FFFD.',
  ],
  async run(args, terminal) {
    const { options: given, words } = parse(args, options);
    const [what] = words;
    if (words.length !== 1 || (what !== 'lines' && what !== 'print'))
      throw new UsageError(
        `Expected lines or print after synth but received ${words.join(' ') || 'nothing'}`,
      );
    if (given.out === undefined) throw new UsageError('Expected --out DIR but received none');
    const folder = {
      out: given.out,
      n: given.n ?? 100,
      ...(given.seed === undefined ? {} : { seed: given.seed }),
      fonts: given.fonts,
    };
    const count = await (what === 'lines' ? lines(folder, given) : print(folder, given));
    terminal.out(`${given.out}: ${count} lines, labels.csv; look at them in index.html`);
    return 0;
  },
};

type Folder = Pick<Parameters<typeof synthesizePrint>[0], 'out' | 'n' | 'seed' | 'fonts'>;

function lines(folder: Folder, { preset, text, data, letters }: Given): Promise<number> {
  return synthesizeLines({
    ...folder,
    lines: linePresets[preset === undefined ? 'standard' : known(preset, PRESETS, '--preset')],
    data,
    ...(letters === undefined ? {} : { letters }),
    ...(text === undefined ? {} : { text: known(text, TEXT_KINDS, '--text') }),
  });
}

function print(folder: Folder, { preset, text, data, letters }: Given): Promise<number> {
  if (data.length > 0 || letters !== undefined)
    throw new UsageError('Expected no --data and no --letters for print; it is set in --fonts');
  return synthesizePrint({
    ...folder,
    print: printPresets[preset === undefined ? 'standard' : known(preset, PRINT_PRESETS, '--preset')],
    ...(text === undefined ? {} : { only: known(text, PRINT_KINDS, '--text') }),
  });
}

/** @throws UsageError for another name than these. */
function known<T extends string>(value: string, names: readonly T[], option: string): T {
  const found = names.find((name) => name === value);
  if (found !== undefined) return found;
  const hint = didYouMean(value, names) || `; known are ${names.join(', ')}`;
  throw new UsageError(`Expected a known name for ${option} but received ${value}${hint}`);
}
