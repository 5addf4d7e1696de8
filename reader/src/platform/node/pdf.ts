/** PDF in Node: PDFium's WebAssembly is a file of its package. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createPdfDecoder } from '../pdf.js';

async function compile(): Promise<WebAssembly.Module> {
  const path = createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm');
  return WebAssembly.compile(await readFile(path));
}

export const pdfPages = createPdfDecoder(compile);
