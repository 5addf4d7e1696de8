/** The process in which inputs are run: says before each one which it is, so that whoever watches knows what crashed or hung it. */
import { allTargets } from './targets.js';

export interface Work {
  readonly target: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

export type Report =
  | { readonly type: 'begin'; readonly index: number }
  | { readonly type: 'find'; readonly index: number; readonly error: string }
  | { readonly type: 'done' };

const targets = await allTargets();
const say = (report: Report): boolean => process.send!(report);

process.on('message', async ({ target: name, seed, from, to }: Work) => {
  const target = targets.find((each) => each.name === name)!;
  for (let index = from; index < to; index++) {
    say({ type: 'begin', index });
    try {
      await target.run(target.input(index, seed));
    } catch (error) {
      say({
        type: 'find',
        index,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  }
  say({ type: 'done' });
});
