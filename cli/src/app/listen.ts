/** Finds a port that is free. */
import type { Server } from 'node:http';

const TRIES = 100;

/** Listens on 127.0.0.1 alone, on the first free port from `first` on. @returns the port */
export async function listen(server: Server, first: number): Promise<number> {
  for (let port = first; port < Math.min(first + TRIES, 65536); port++) {
    if (await isListening(server, port)) return port;
  }
  throw new Error(
    `Expected a free port from ${first} on but ${TRIES} of them are taken; --port chooses another place to look.`,
  );
}

function isListening(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else if (error.code === 'EACCES')
        reject(
          new Error(`Expected a port that this user may open but received ${port}; --port 8080 is one.`, {
            cause: error,
          }),
        );
      else reject(error);
    };
    server.once('error', onError);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError);
      resolve(true);
    });
  });
}
