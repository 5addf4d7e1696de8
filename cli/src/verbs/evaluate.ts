/** `digitry evaluate MODEL --data SET` */
import {
  createWorkerPool,
  evaluate as evaluateModel,
  evaluateRejection,
  loadModel,
  openSet,
  parseSet,
  prepareNonDigits,
  type SetSpec,
} from '@digitry/trainer';
import { parse, UsageError } from '../args.js';
import { evaluationLines, evaluationSummary, rejectionLines } from '../evaluation-view.js';
import { SET_HELP } from '../set-help.js';
import type { Verb } from '../verb.js';

const options = {
  data: { type: 'text', value: 'SET', help: 'mnist (its test part), a folder, a zip, …' },
  writers: { type: 'text', value: 'FILE', help: 'The writer of each sample, one a line' },
  'only-writers': { type: 'text', value: 'A,B', help: 'Only what these writers wrote' },
  kind: { type: 'text', value: 'KIND', help: 'What is read: digit' },
  json: { type: 'flag', help: 'The last line is one JSON object' },
  threads: {
    type: 'whole',
    value: 'N',
    help: 'Threads that prepare and read; all by default',
    low: 1,
    high: 64,
  },
} as const;

export const evaluate: Verb = {
  usage: 'evaluate MODEL --data SET [--json]',
  summary: 'Measures a model on labeled images, prepared as for reading',
  options,
  details: SET_HELP,
  async run(args, terminal) {
    const { options: given, words } = parse(args, options);
    if (words.length !== 1)
      throw new UsageError(`Expected one model but received ${words.join(' ') || 'none'}`);
    if (given.data === undefined) throw new UsageError('Expected --data SET but received none');
    if (given.kind !== undefined && given.kind !== 'digit')
      throw new UsageError(`Expected digit for --kind but received ${given.kind}`);
    const spec = specOf(given.data, given.writers, given['only-writers']);
    const [model, dataset] = await Promise.all([loadModel(words[0]!), openSet(spec)]);
    for (const { file, message } of dataset.warnings)
      terminal.err(message.startsWith(file) ? message : `${file}: ${message}`);
    const pool = createWorkerPool(given.threads);
    try {
      const options = {
        pool,
        onProgress: (done: number, of: number) => terminal.status?.(`${done} of ${of} images prepared`),
      };
      if (spec.nonDigits) {
        const result = await evaluateRejection(
          model,
          await prepareNonDigits(dataset, options),
          given.threads,
        );
        for (const line of rejectionLines(result)) terminal.out(line);
        if (given.json) terminal.out(JSON.stringify({ kind: 'non-digits', ...result }));
        return 0;
      }
      const result = await evaluateModel(model, dataset, {
        ...options,
        ...(given.threads === undefined ? {} : { threads: given.threads }),
      });
      for (const line of evaluationLines(result)) terminal.out(line);
      if (given.json) terminal.out(JSON.stringify(evaluationSummary(result)));
    } finally {
      await pool.close();
    }
    return 0;
  },
};

/** The set as it was named, with what other options say of it. */
function specOf(data: string, writersFile: string | undefined, only: string | undefined): SetSpec {
  const spec = parseSet(data);
  const writers = only?.split(',').filter(Boolean) ?? spec.writers;
  return { ...spec, writers, ...(writersFile === undefined ? {} : { writersFile }) };
}
