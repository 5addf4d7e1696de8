/** Serves web/dist to the tests with the headers of `digitry app`; can leave out cross-origin isolation, which that one never does. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

export const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface Fetched {
  readonly path: string;
  readonly gzipBytes: number;
}

export interface PageServer {
  readonly url: string;
  /** Everything asked for until now, as it would weigh with gzip. The server keeps account: a browser forgets what a worker fetched as soon as the worker is gone. */
  fetched(): Fetched[];
  close(): Promise<void>;
}

export interface ServeOptions {
  /** COOP and COEP, which give the page SharedArrayBuffer. */
  readonly isIsolated?: boolean;
  /** Replaces a file by other bytes, or by null: not found. */
  readonly replace?: Readonly<Record<string, Buffer | null>>;
}

export async function servePage({ isIsolated = true, replace = {} }: ServeOptions = {}): Promise<PageServer> {
  const sent: { readonly path: string; readonly bytes: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const name = path.endsWith('/') ? `${path}index.html` : path;
    const replaced = replace[name];
    const found = replaced === undefined ? await readFile(join(DIST, name)).catch(() => null) : replaced;
    response.setHeader('Content-Security-Policy', POLICY);
    if (isIsolated) {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    }
    response.setHeader('Content-Type', TYPES[extname(name)] ?? 'application/octet-stream');
    response.statusCode = found ? 200 : 404;
    const bytes = found ?? Buffer.alloc(0);
    sent.push({ path, bytes });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    fetched: () => sent.map(({ path, bytes }) => ({ path, gzipBytes: gzipSync(bytes).length })),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
