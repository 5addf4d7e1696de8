/** `digitry train RECIPE` */
import { allRecipes, runTraining } from '@digitry/trainer';
import { parse, UsageError } from '../args.js';
import { createTrainingView } from '../training-view.js';
import type { Verb } from '../verb.js';

const options = {
  data: {
    type: 'list',
    value: 'SET',
    help: 'A data set instead of the recipe’s own: mnist, a folder, a zip, …; SET#writers-file=FILE names who wrote each',
  },
  set: { type: 'list', value: 'KEY=VALUE', help: 'Changes a value of the recipe, for example epochs=3' },
  from: {
    type: 'text',
    value: 'MODEL',
    help: 'Begins with the weights of a released model or a file instead of random ones',
  },
  seed: {
    type: 'whole',
    value: 'N',
    help: 'Another seed gives another network; the same one the same bits',
    high: 0xffffffff,
  },
  threads: {
    type: 'whole',
    value: 'N',
    help: 'Threads that train; all by default. The network does not depend on it',
    low: 1,
    high: 64,
  },
  out: { type: 'text', value: 'DIR', help: 'The folder of the run; runs/RECIPE-TIME by default' },
  resume: { type: 'text', value: 'RUN', help: 'Goes on with the run in this folder' },
  'save-every': {
    type: 'whole',
    value: 'STEPS',
    help: 'Steps between two checkpoints; at the end of each epoch by default',
    low: 1,
  },
} as const;

/** As a shell reports a process that a signal ended: 128 + its number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

export const train: Verb = {
  usage: 'train RECIPE',
  summary: `Trains a network: ${allRecipes.map((recipe) => recipe.name).join(', ')}`,
  options,
  async run(args, terminal) {
    const { options: given, words } = parse(args, options);
    const names = allRecipes.map((recipe) => recipe.name).join(', ');
    if (words.length > 1) throw new UsageError(`Expected one recipe but received ${words.join(' ')}`);
    if (words.length === 0 && given.resume === undefined)
      throw new UsageError(`Expected a recipe but received none; there are ${names}`);
    const abort = new AbortController();
    let exitCode = 0;
    const stop = (signal: keyof typeof EXIT_CODES): void => {
      exitCode = EXIT_CODES[signal];
      if (abort.signal.aborted) process.exit(exitCode);
      abort.abort();
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
    try {
      const show = createTrainingView(terminal);
      const { 'save-every': checkpointEvery, ...rest } = given;
      const events = runTraining({
        ...defined(rest),
        ...defined({ recipe: words[0], checkpointEvery }),
        signal: abort.signal,
      });
      for await (const event of events) show(event);
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop);
    }
    return exitCode;
  },
};

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the options that were not given. */
function defined<T extends object>(values: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<
    Defined<T>
  >;
}
