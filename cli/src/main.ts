#!/usr/bin/env node
/** The `digitry` command: finds the verb, turns what goes wrong into one sentence and an exit code. */
import { readFileSync } from 'node:fs';
import { didYouMean } from '@digitry/trainer/nearest';
import { UsageError } from './args.js';
import { helpOf, helpOfAll } from './help.js';
import { createTerminal } from './terminal.js';
import type { Terminal } from './verb.js';
import { verbs } from './verbs/index.js';

const version = (): string => {
  const file = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
};

async function main([name, ...args]: readonly string[], terminal: Terminal): Promise<number> {
  if (name === '--version' || name === '-v' || name === 'version') {
    terminal.out(version());
    return 0;
  }
  if (name === undefined) {
    terminal.err(await helpOfAll(verbs));
    return 2;
  }
  const asked = ['help', '--help', '-h'];
  const wanted = asked.includes(name) ? args[0] : name;
  if (wanted === undefined) {
    terminal.out(await helpOfAll(verbs));
    return 0;
  }
  const load = Object.hasOwn(verbs, wanted) ? verbs[wanted] : undefined;
  if (!load) {
    const hint = didYouMean(wanted, Object.keys(verbs)) || `; known are ${Object.keys(verbs).join(', ')}`;
    throw new UsageError(`Expected a verb but received ${wanted}${hint}`);
  }
  const verb = await load();
  if (asked.includes(name) || args.some((arg) => arg === '--help' || arg === '-h')) {
    terminal.out(helpOf(verb));
    return 0;
  }
  return verb.run(args, terminal);
}

// A reader that has seen enough (`| head`) is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

const terminal = createTerminal(process.stdout, process.stderr);
try {
  process.exitCode = await main(process.argv.slice(2), terminal);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  terminal.err(`digitry: ${message.replaceAll(/\s*\n\s*/g, ' ')}`);
  if (process.env.DIGITRY_TRACE && error instanceof Error) terminal.err(error.stack ?? '');
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
