/** A static server for the page: this machine only, strict headers, compressed. Knows no command line. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Encoding, openFile } from './files.js';
import type { AppFolders } from './folders.js';

/** Nothing from another host and no inline code; WebAssembly may be compiled. The two COxP give shared memory, so threads. */
const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** Built files carry a hash of their content in their name. */
const isHashed = (path: string): boolean => /^\/assets\/.+-[\w-]{8,}\.\w+$/.test(path);

export function createAppServer(folders: AppFolders): Server {
  const open = openFile(folders);
  return createServer((request, response) => {
    answer(open, request, response).catch(() => refuse(response, 500, 'The file cannot be read'));
  });
}

async function answer(
  open: ReturnType<typeof openFile>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, 'Only GET and HEAD are answered');
  }
  const path = pathOf(request.url ?? '/');
  if (path === null) return refuse(response, 400, 'This is no path');
  const file = await open(path, encodings(request));
  if (!file) return refuse(response, 404, 'There is no such file');
  response.setHeader('ETag', file.tag);
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('Cache-Control', isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (request.headers['if-none-match']?.split(/,\s*/).includes(file.tag)) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader('Content-Type', file.type);
  response.setHeader('Content-Length', file.bytes.length);
  if (file.encoding) response.setHeader('Content-Encoding', file.encoding);
  response.writeHead(200).end(request.method === 'HEAD' ? undefined : file.bytes);
}

/** The path of a request, decoded; null for one that is no path or would leave its folder. */
function pathOf(url: string): string | null {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0]!);
    const isInside = path.startsWith('/') && !/[\\\0]/.test(path) && !path.split('/').includes('..');
    return isInside ? path : null;
  } catch {
    return null;
  }
}

function encodings(request: IncomingMessage): Encoding[] {
  const accepted = String(request.headers['accept-encoding'] ?? '')
    .split(',')
    .map((part) => part.trim());
  const isAccepted = (name: Encoding): boolean =>
    accepted.some((part) => part.split(';')[0] === name && !/;\s*q=0(\.0*)?$/.test(part));
  return (['br', 'gzip'] as const).filter(isAccepted);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.writeHead(status).end(`${message}.\n`);
}
