/** `digitry read FILE|FOLDER|GLOB…` */
import { parse, UsageError } from '../args.js';
import { checkDestination, readTo } from '../read/destination.js';
import { settingsOf } from '../read/settings.js';
import type { Verb } from '../verb.js';

const options = {
  kind: {
    type: 'text',
    value: 'KIND',
    help: 'What is in it: digit, line, page, or auto, which looks; in print: plate, card (in a photo), print (a line); auto by default',
  },
  rule: {
    type: 'text',
    value: 'RULE',
    help: 'What a line may hold: digits(5), zip, date(dmy), amount(de-DE), …; or JSON',
  },
  country: { type: 'text', value: 'DE,AT', help: 'Whose number plates; any by default' },
  pages: { type: 'text', value: 'PAGES', help: 'Of PDF and TIFF: 1-3,7 or 5-; all by default' },
  dpi: {
    type: 'whole',
    value: 'N',
    help: 'Dots an inch at which PDF pages are drawn; 200 by default',
    low: 36,
    high: 1200,
  },
  json: { type: 'flag', help: 'One JSON object a page, a line each' },
  overlay: { type: 'text', value: 'PNG', help: 'Draws what was read over the picture (of one file)' },
  out: {
    type: 'text',
    value: 'FILE',
    help: 'Writes .csv, .jsonl or .json; on all cores, and goes on after it was stopped',
  },
  threads: {
    type: 'whole',
    value: 'N',
    help: 'With --out: threads that read; all cores by default',
    low: 1,
    high: 256,
  },
  model: {
    type: 'text',
    value: 'MODEL',
    help: 'A released name or a .safetensors file; digit by default, print for plate, card and print',
  },
  'line-model': { type: 'text', value: 'MODEL', help: 'The network for lines and pages; line by default' },
} as const;

export const read: Verb = {
  usage: 'read FILE|FOLDER|GLOB… [--out FILE]',
  summary: 'Reads handwritten numbers, and printed ones, from images and PDF files',
  options,
  details: [
    'Of a folder every image and PDF is read, and of those within it. With --kind auto a file of several pages and an image of',
    '600 pixels and more on both sides is a page; smaller ones are a digit, a line or a page by the ink that they show.',
    'With --out rows are on the disk before the next are begun: the same command goes on where a run was stopped or killed.',
    'FILE.journal beside FILE says what is in it. A file that cannot be read is a row of its own, with the status failed.',
    'Exit code 1: some file could not be read.',
  ],
  async run(args, terminal) {
    const { options: given, words } = parse(args, options);
    const settings = settingsOf(given);
    if (words.length === 0) throw new UsageError('Expected at least one image file but received none');
    checkDestination(given);
    return readTo(given, words, settings, terminal);
  },
};
