/** `digitry form new|read|check|schema` */
import { parse, UsageError } from '../args.js';
import { checkDestination, readTo } from '../read/destination.js';
import type { Terminal, Verb } from '../verb.js';

const options = {
  out: {
    type: 'text',
    value: 'FILE',
    help: 'new: the template, template.json by default; read: values as .csv, .json or .jsonl',
  },
  page: {
    type: 'whole',
    value: 'N',
    help: 'new: the page of the blank; 1 by default',
    low: 1,
    high: 100_000,
  },
  name: { type: 'text', value: 'NAME', help: "new: what the form is called; the blank's name by default" },
  given: {
    type: 'text',
    value: 'JSON',
    help: 'read: texts that are known already, such as amounts in words',
  },
  pages: { type: 'text', value: 'PAGES', help: 'read: of PDF and TIFF 1-3,7 or 5-; all by default' },
  dpi: {
    type: 'whole',
    value: 'N',
    help: 'read: at which PDF pages are drawn; 200 by default',
    low: 36,
    high: 1200,
  },
  json: { type: 'flag', help: 'read: one JSON object a page, a line each' },
  overlay: { type: 'text', value: 'PNG', help: 'read: draws what was read over the picture (of one file)' },
  threads: {
    type: 'whole',
    value: 'N',
    help: 'read: threads with --out; all cores by default',
    low: 1,
    high: 256,
  },
  model: { type: 'text', value: 'MODEL', help: 'read: the network for lines; line by default' },
} as const;

type Given = ReturnType<typeof parse<typeof options>>['options'];

/** The options of each word. */
const OWN: Readonly<Record<string, readonly (keyof typeof options)[]>> = {
  new: ['out', 'page', 'name'],
  read: ['out', 'given', 'pages', 'dpi', 'json', 'overlay', 'threads', 'model'],
  check: [],
  schema: [],
};

export const form: Verb = {
  usage: 'form new|read|check|schema …',
  summary: 'Makes templates of forms, and reads filled-in forms by them',
  options,
  details: [
    'form new BLANK [--out template.json]       proposes fields for a blank page, and draws them',
    'form check TEMPLATE                        says what is wrong with a template',
    'form read TEMPLATE SCANS… [--out FILE]     reads scans or photos; a row a page, a column a field',
    'form schema                                writes the JSON schema of templates',
    'With --out rows are on the disk before the next are begun: the same command goes on where a run was stopped or killed.',
    'Exit code 1: something is wrong with the template, or some file could not be read.',
  ],
  async run(args, terminal) {
    const { options: given, words } = parse(args, options);
    const [what, ...rest] = words;
    if (what === undefined || !Object.hasOwn(OWN, what))
      throw new UsageError(
        `Expected ${Object.keys(OWN).join(', ')} after form but received ${what ?? 'nothing'}`,
      );
    for (const [name, value] of Object.entries(given)) {
      if (value === undefined || value === false || OWN[what]!.includes(name as keyof Given)) continue;
      throw new UsageError(`Expected no --${name} with form ${what} but received it`);
    }
    if (what === 'schema') {
      const { templateSchema } = await import('@digitry/reader');
      terminal.out(JSON.stringify(templateSchema(), null, 2));
      return 0;
    }
    const file = rest[0];
    if (file === undefined || (what !== 'read' && rest.length > 1)) {
      const wanted = what === 'new' ? 'a blank page' : 'a template';
      throw new UsageError(
        `Expected ${wanted} after form ${what} but received ${rest.join(' ') || 'nothing'}`,
      );
    }
    if (what === 'new') {
      const { newForm } = await import('../form/new-form.js');
      const { out = 'template.json', page = 1, name } = given;
      await newForm(file, { out, page, ...(name === undefined ? {} : { name }) }, terminal);
      return 0;
    }
    if (what === 'check') {
      const { checkForm } = await import('../form/check-form.js');
      return checkForm(file, terminal);
    }
    return readForms(file, rest.slice(1), given, terminal);
  },
};

async function readForms(
  template: string,
  files: readonly string[],
  given: Given,
  terminal: Terminal,
): Promise<number> {
  if (files.length === 0)
    throw new UsageError('Expected at least one scan after the template but received none');
  checkDestination(given);
  const { formReadSettings } = await import('../form/settings.js');
  return readTo(given, files, await formReadSettings(template, given), terminal);
}
