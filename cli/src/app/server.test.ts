/** The page's server: headers, compression, caching, and what it does not give away. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request, type Server } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen } from './listen.js';
import { createAppServer } from './server.js';

const SCRIPT = 'export const answer = 42;\n'.repeat(200);
let top: string;
let server: Server;
let port: number;

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'digitry-'));
  await mkdir(join(top, 'page', 'assets'), { recursive: true });
  await mkdir(join(top, 'models', 'tiny'), { recursive: true });
  await writeFile(join(top, 'page', 'index.html'), '<!doctype html><title>digitry</title>');
  await writeFile(join(top, 'page', 'assets', 'index-Ab3_x9-Q.js'), SCRIPT);
  await writeFile(join(top, 'page', '.hidden'), 'hidden');
  await writeFile(join(top, 'secret.txt'), 'secret');
  await symlink(join(top, 'secret.txt'), join(top, 'page', 'link.txt'));
  await writeFile(join(top, 'models', 'tiny', 'tiny.safetensors'), Buffer.alloc(1000));
  server = createAppServer({ page: join(top, 'page'), models: join(top, 'models') });
  port = await listen(server, 18_080);
});
afterAll(async () => {
  server.close();
  await rm(top, { recursive: true, force: true });
});

interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Sends the path as it stands: `fetch` would tidy it. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

test('every answer carries the strict headers', async () => {
  for (const path of ['/', '/none', '/%']) {
    const { headers } = await get(path);
    expect(headers['content-security-policy']).toBe(
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
    );
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});

test('the page, its assets and the models have their types', async () => {
  expect((await get('/?a=b')).headers['content-type']).toBe('text/html; charset=utf-8');
  expect((await get('/assets/index-Ab3_x9-Q.js')).headers['content-type']).toBe(
    'text/javascript; charset=utf-8',
  );
  const model = await get('/models/tiny/tiny.safetensors');
  expect(model.status).toBe(200);
  expect(model.headers['content-type']).toBe('application/octet-stream');
  expect(model.body.length).toBe(1000);
});

test('compresses as the browser asks', async () => {
  const path = '/assets/index-Ab3_x9-Q.js';
  const br = await get(path, { 'accept-encoding': 'gzip, deflate, br' });
  expect(br.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(br.body).toString()).toBe(SCRIPT);
  const gzip = await get(path, { 'accept-encoding': 'gzip, br;q=0' });
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT);
  const plain = await get(path);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.body.toString()).toBe(SCRIPT);
  expect(plain.headers.vary).toBe('Accept-Encoding');
});

test('hashed files are kept for good, others are asked for again', async () => {
  expect((await get('/assets/index-Ab3_x9-Q.js')).headers['cache-control']).toContain('immutable');
  const page = await get('/');
  expect(page.headers['cache-control']).toBe('no-cache');
  const again = await get('/', { 'if-none-match': page.headers.etag as string });
  expect(again.status).toBe(304);
  expect(again.body.length).toBe(0);
  await writeFile(join(top, 'page', 'index.html'), '<!doctype html><title>new</title>');
  expect((await get('/', { 'if-none-match': page.headers.etag as string })).status).toBe(200);
});

test('HEAD has no body, other methods are refused', async () => {
  const head = await get('/', {}, 'HEAD');
  expect(head.status).toBe(200);
  expect(Number(head.headers['content-length'])).toBeGreaterThan(0);
  expect(head.body.length).toBe(0);
  const post = await get('/', {}, 'POST');
  expect(post.status).toBe(405);
  expect(post.headers.allow).toBe('GET, HEAD');
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/../../secret.txt',
  '/assets/..%5c..%5csecret.txt',
  '/link.txt',
  '/.hidden',
  '/models/../secret.txt',
  '/models/tiny/../../secret.txt',
  '//secret.txt',
  '/assets',
  '/%00',
  '/%ff',
  '/none.js',
])('%s gives nothing away', async (path) => {
  const { status, body } = await get(path);
  expect([400, 404]).toContain(status);
  expect(body.toString()).not.toContain('secret');
  expect(body.toString()).not.toContain('hidden');
});

test('takes the next port where one is taken', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const first = (taken.address() as AddressInfo).port;
  const other = createAppServer({ page: top, models: null });
  expect(await listen(other, first)).toBeGreaterThan(first);
  other.close();
  taken.close();
});
