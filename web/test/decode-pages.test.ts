/** PDF, TIFF and the other formats in Chromium, under the page's policy: the same pages as in Node, and their decoders only when they are needed. */
import { fileURLToPath } from 'node:url';
import { drawDigit, pdfOf } from '@digitry/reader/testing';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, type OpenPage, openPage } from './browser.js';
import { type SeenPage, seenPages } from './decode-pages.js';

const [WIDTH, HEIGHT] = [64, 48];

/** `/decode.js`, what it loads, and the files to decode, by their path. */
async function served(): Promise<Record<string, Buffer>> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    base: './',
    build: {
      write: false,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: fileURLToPath(new URL('./decode-pages.ts', import.meta.url)),
        preserveEntrySignatures: 'strict',
        output: {
          entryFileNames: 'decode.js',
          chunkFileNames: 'chunks/[name].js',
          assetFileNames: 'files/[name][extname]',
        },
      },
    },
  });
  const output = [result].flat()[0];
  if (!output || !('output' in output))
    throw new Error('Expected a bundle from Vite but received a watcher.');
  return Object.fromEntries(
    output.output.map((file) => [
      `/${file.fileName}`,
      Buffer.from(file.type === 'chunk' ? file.code : file.source),
    ]),
  );
}

async function files(): Promise<Record<string, Buffer>> {
  const digits = [3, 7, 1].map((digit) => drawDigit(digit, { size: 90 }));
  const bits = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => ((i * 7919) % 31 < 12 ? 0 : 255));
  const stack = sharp(bits, { raw: { width: WIDTH, height: HEIGHT * 3, channels: 1, pageHeight: HEIGHT } });
  const rgb = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => ((i * 5) % 200) + 40);
  const colors = sharp(rgb, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
  return {
    '/digits.pdf': Buffer.from(pdfOf(digits)),
    '/secret.pdf': Buffer.from(pdfOf(digits, { isEncrypted: true })),
    '/half.pdf': Buffer.from(pdfOf(digits).slice(0, 9000)),
    '/fax.tiff': await stack
      .clone()
      .toColourspace('b-w')
      .tiff({ compression: 'ccittfax4', bitdepth: 1 })
      .toBuffer(),
    '/jpeg.tiff': await colors.clone().tiff({ compression: 'jpeg', quality: 95 }).toBuffer(),
    '/cmyk.jpg': await colors.clone().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
    '/turned.jpg': await colors.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    '/picture.webp': await colors.clone().webp({ lossless: true }).toBuffer(),
    '/picture.gif': await stack.clone().extractChannel(0).gif().toBuffer(),
    '/half.jpg': (await colors.clone().jpeg().toBuffer()).subarray(0, 200),
    '/bomb.png': Buffer.from(
      Uint8Array.of(
        0x89,
        0x50,
        0x4e,
        0x47,
        13,
        10,
        26,
        10,
        0,
        0,
        0,
        13,
        0x49,
        0x48,
        0x44,
        0x52,
        0,
        0,
        0x4e,
        0x20,
        0,
        0,
        0x27,
        0x10,
      ),
    ),
  };
}

let browser: Browser;
let open: OpenPage;
let given: Record<string, Buffer>;
beforeAll(async () => {
  given = await files();
  browser = await launch();
  open = await openPage(browser, { serve: { replace: { ...(await served()), ...given } } });
});
afterAll(async () => {
  await open?.close();
  await browser?.close();
});

// Text, not a function: the test runner would rewrite the import.
const inChromium = (path: string, pages = ''): Promise<SeenPage[] | { code: string; message: string }> =>
  open.page.evaluate(`(async () => {
    const { seenPages } = await import('/decode.js');
    return seenPages(new URL('${path}', location.href), '${pages}').catch(({ code, message }) => ({ code, message }));
  })()`);

const fetched = (): string[] => open.server.fetched().map(({ path }) => path);

describe('in Chromium', () => {
  it('decodes pictures without the decoders of TIFF and PDF', async () => {
    for (const path of ['/picture.webp', '/picture.gif', '/turned.jpg', '/cmyk.jpg']) {
      const seen = (await inChromium(path)) as SeenPage[];
      const [node] = await seenPages(given[path]!);
      expect(seen).toHaveLength(1);
      expect(seen[0]).toMatchObject({ page: 1, of: 1, width: node!.width, height: node!.height });
      // Printers' colors are mixed a little differently.
      expect(Math.abs(seen[0]!.mean - node!.mean)).toBeLessThan(path === '/cmyk.jpg' ? 20 : 2);
    }
    expect(fetched().filter((path) => /pdf|tiff|wasm/.test(path))).toEqual([]);
  });

  it('TIFF: every page as in Node', async () => {
    expect(await inChromium('/fax.tiff')).toEqual(await seenPages(given['/fax.tiff']!));
    expect(await inChromium('/fax.tiff', '2-')).toHaveLength(2);
    const [color] = (await inChromium('/jpeg.tiff')) as SeenPage[];
    const [node] = await seenPages(given['/jpeg.tiff']!);
    expect(Math.abs(color!.mean - node!.mean)).toBeLessThan(2);
    expect(fetched().filter((path) => /pdfium/.test(path))).toEqual([]);
  });

  it('PDF: every page as in Node, byte for byte', async () => {
    expect(await inChromium('/digits.pdf')).toEqual(await seenPages(given['/digits.pdf']!));
    expect(await inChromium('/digits.pdf', '2')).toMatchObject([{ page: 2, of: 3, width: 90 }]);
    expect(fetched().filter((path) => path.endsWith('.wasm'))).toEqual(['/files/pdfium.wasm']);
  });

  it('refuses as in Node', async () => {
    expect(await inChromium('/secret.pdf')).toMatchObject({ code: 'encrypted' });
    expect(await inChromium('/half.pdf')).toMatchObject({ code: 'damaged' });
    expect(await inChromium('/bomb.png')).toMatchObject({ code: 'too-large' });
    expect(await inChromium('/half.jpg')).toMatchObject({ code: 'damaged' });
    expect(await inChromium('/digits.pdf', '9')).toMatchObject({ code: 'no-such-page' });
  });

  it('within the policy of the page', () => {
    expect(open.violations).toEqual([]);
    expect(open.foreign).toEqual([]);
  });
});
