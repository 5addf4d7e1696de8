/** `digitry app`: the page that reads and trains, on this machine alone. */

import { findAppFolders } from '../app/folders.js';
import { listen } from '../app/listen.js';
import { createAppServer } from '../app/server.js';
import { parse, UsageError } from '../args.js';
import type { Verb } from '../verb.js';

const options = {
  port: {
    type: 'whole',
    value: 'PORT',
    help: 'The port to listen on; 8080 by default, the next free one if it is taken',
    low: 1,
    high: 65535,
  },
} as const;

const FIRST_PORT = 8080;

export const app: Verb = {
  usage: 'app [--port PORT]',
  summary: 'Opens the page that reads and trains on http://127.0.0.1:8080',
  options,
  async run(args, terminal) {
    const { options: given, words } = parse(args, options);
    if (words.length > 0) throw new UsageError(`Expected no words but received ${words.join(' ')}`);
    const wanted = given.port ?? FIRST_PORT;
    const server = createAppServer(findAppFolders());
    const port = await listen(server, wanted);
    if (port !== wanted) terminal.out(`Port ${wanted} is taken, so it is ${port}.`);
    terminal.out(`digitry is at http://127.0.0.1:${port} (Ctrl-C ends it)`);
    return new Promise((resolve) => {
      const stop = (): void => {
        server.close(() => resolve(0));
        server.closeAllConnections();
      };
      process.once('SIGINT', stop).once('SIGTERM', stop);
    });
  },
};
