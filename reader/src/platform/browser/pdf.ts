/** PDF in browsers: PDFium's WebAssembly is an asset that the bundler puts beside the page's own, so that the page's policy lets it be fetched. */
import { ReaderError } from '../../reader-error.js';
import { createPdfDecoder } from '../pdf.js';

async function compile(): Promise<WebAssembly.Module> {
  const url = new URL('@hyzyla/pdfium/pdfium.wasm', import.meta.url);
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    // Not compiled as it streams: that asks for a content type which not every static server gives.
    return await WebAssembly.compile(await response.arrayBuffer());
  } catch (error) {
    const { message } = error as Error;
    throw new ReaderError(
      'missing',
      `Expected the decoder of PDF files at ${url} but received ${message}; serve it with the page`,
      error,
    );
  }
}

export const pdfPages = createPdfDecoder(compile);
