/** `digitry evaluate MODEL --data SET` */
import { createReader, parseRule } from '@digitry/reader';
import {
  createWorkerPool,
  type Dataset,
  evaluateLineSet,
  evaluate as evaluateModel,
  evaluateRejection,
  loadModel,
  openSet,
  parseSet,
  prepareNonDigits,
  readsPrint,
  type SetSpec,
  warningLine,
} from '@digitry/trainer';
import { type Parsed, parse, UsageError } from '../args.js';
import { evaluationLines, evaluationSummary, rejectionLines } from '../evaluation-view.js';
import { lineEvaluationLines, lineEvaluationSummary } from '../line-evaluation-view.js';
import { SET_HELP } from '../set-help.js';
import type { Terminal, Verb } from '../verb.js';
import { evaluateGridPages } from './evaluate-grids.js';

const KINDS = ['digit', 'line', 'grid'] as const;
type Kind = (typeof KINDS)[number];

const options = {
  data: { type: 'text', value: 'SET', help: 'mnist (its test part), a folder, a zip, …' },
  writers: { type: 'text', value: 'FILE', help: 'The writer of each sample, one a line' },
  'only-writers': { type: 'text', value: 'A,B', help: 'Only what these writers wrote' },
  kind: {
    type: 'text',
    value: 'KIND',
    help: `What is read: ${KINDS.join(', ')}; by the model’s own kind without it`,
  },
  marks: { type: 'flag', help: 'Lines: compares the marks beside the digits as well' },
  rule: { type: 'text', value: 'RULE', help: 'Lines: what each may hold, for example digits(5)' },
  json: { type: 'flag', help: 'The last line is one JSON object' },
  threads: {
    type: 'whole',
    value: 'N',
    help: 'Threads that prepare and read digits; all by default',
    low: 1,
    high: 64,
  },
} as const;

type Given = Parsed<typeof options>['options'];
type Model = Awaited<ReturnType<typeof loadModel>>;

export const evaluate: Verb = {
  usage: 'evaluate MODEL --data SET [--json]',
  summary: 'Measures a model on labeled images, prepared as for reading',
  options,
  details: [
    "Lines: a text that is a number is right when it is read so; what stands beside its digits (. , - = ' # * $ € £, a stroke at an end)",
    'is compared with --marks only. Any other text (38a, sn) is right when it is not accepted as a number. Character errors are those of the numbers.',
    '',
    'Grids: pictures with a grid on each. A text has rows separated by /, cells by spaces: a digit, 0 for an empty cell, candidates (or a',
    'number of several digits) for a cell of small notes, which is right when rejected or marked. MODEL is the digit model that reads the',
    'cells; a line model is measured beside the released digit model, as it reads what is several characters.',
    '',
    ...SET_HELP,
  ],
  async run(args, terminal) {
    const { options: given, words } = parse(args, options);
    const [path] = words;
    if (path === undefined || words.length > 1)
      throw new UsageError(`Expected one model but received ${words.join(' ') || 'none'}`);
    if (given.data === undefined) throw new UsageError('Expected --data SET but received none');
    if (given.kind !== undefined && !KINDS.some((kind) => kind === given.kind))
      throw new UsageError(`Expected ${KINDS.join(' or ')} for --kind but received ${given.kind}`);
    const spec = specOf(given.data, given.writers, given['only-writers']);
    const model = await loadModel(path);
    const own = model.metadata.kind === 'line' ? 'line' : 'digit';
    const kind = (given.kind as Kind | undefined) ?? own;
    if (kind !== own && kind !== 'grid')
      throw new UsageError(
        `Expected a model that reads a ${kind} for --kind ${kind} but ${path} reads a ${own}`,
      );
    if (kind === 'grid' && own === 'line' && readsPrint(model.metadata.labels))
      throw new UsageError(
        `Expected a model that reads a digit or a line for --kind grid but ${path} reads print`,
      );
    if (kind !== 'line' && (given.marks || given.rule !== undefined))
      throw new UsageError(`Expected no --marks and no --rule for --kind ${kind}`);
    const dataset = await openSet(spec, kind === 'digit' ? undefined : 'text');
    for (const warning of dataset.warnings) terminal.err(warningLine(warning));
    const { name } = model.metadata;
    if (kind === 'grid') await evaluateGridPages({ path, name, kind: own }, dataset, given.json, terminal);
    else if (kind === 'line') await evaluateLines(path, model, dataset, given, terminal);
    else await evaluateDigits(model, dataset, spec, given, terminal);
    return 0;
  },
};

/** The set as it was named, with what other options say of it. */
function specOf(data: string, writersFile: string | undefined, only: string | undefined): SetSpec {
  const spec = parseSet(data);
  const writers = only?.split(',').filter(Boolean) ?? spec.writers;
  return { ...spec, writers, ...(writersFile === undefined ? {} : { writersFile }) };
}

async function evaluateLines(
  path: string,
  { metadata: { name, labels } }: Model,
  dataset: Dataset,
  { marks, rule, json }: Given,
  terminal: Terminal,
): Promise<void> {
  const reader = await createReader({ lineModel: path });
  try {
    const result = await evaluateLineSet(reader, dataset, {
      marks,
      print: readsPrint(labels),
      ...(rule === undefined ? {} : { rule: parseRule(rule) }),
      onProgress: (done, of) => terminal.status?.(`${done} of ${of} lines read`),
    });
    for (const line of lineEvaluationLines(name, result)) terminal.out(line);
    if (json) terminal.out(JSON.stringify(lineEvaluationSummary(name, result)));
  } finally {
    await reader.close();
  }
}

async function evaluateDigits(
  model: Model,
  dataset: Dataset,
  spec: SetSpec,
  { json, threads }: Given,
  terminal: Terminal,
): Promise<void> {
  const pool = createWorkerPool(threads);
  const options = {
    pool,
    onProgress: (done: number, of: number) => terminal.status?.(`${done} of ${of} images prepared`),
  };
  try {
    if (spec.nonDigits) {
      const others = await prepareNonDigits(dataset, options);
      const result = await evaluateRejection(model, others, threads);
      for (const line of rejectionLines(result)) terminal.out(line);
      if (json) terminal.out(JSON.stringify({ kind: 'non-digits', ...result }));
      return;
    }
    const result = await evaluateModel(model, dataset, {
      ...options,
      ...(threads === undefined ? {} : { threads }),
    });
    for (const line of evaluationLines(result)) terminal.out(line);
    if (json) terminal.out(JSON.stringify(evaluationSummary(result)));
  } finally {
    await pool.close();
  }
}
