/** What a verb of the command is. */
import type { Options } from './args.js';

export interface Terminal {
  /** Results. */
  out(line: string): void;
  /** Warnings and errors. */
  err(line: string): void;
  /** A line that is overwritten by the next one; nothing where there is no terminal. */
  status: ((line: string) => void) | null;
}

export interface Verb {
  /** For example `evaluate MODEL --data SET`. */
  readonly usage: string;
  readonly summary: string;
  readonly options: Options;
  /** Lines below the options, for what one line an option cannot say. */
  readonly details?: readonly string[];
  /** @returns the exit code */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}
