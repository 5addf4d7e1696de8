/** PDF pages → pixels, by PDFium as WebAssembly (`@hyzyla/pdfium`). The one file that knows it; loaded when a PDF comes. */
import { ReaderError } from '../reader-error.js';
import { checkedDpi, type DecodedPage, type PagesOptions, wantedPages } from './pages.js';
import { checkPixelCount } from './platform.js';

type Pdfium = typeof import('@hyzyla/pdfium');
type Library = Awaited<ReturnType<Pdfium['PDFiumLibrary']['init']>>;
type Document = Awaited<ReturnType<Library['loadDocument']>>;

/** How the library takes a compiled module; its own types lack the instance. */
type Instantiate = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => object;

/** PDF's own unit: 72 an inch. */
const POINTS_AN_INCH = 72;

/**
 * @param compile compiles PDFium's WebAssembly; called once, the module is kept
 * @throws ReaderError `encrypted`, `damaged`, `no-such-page`, `too-large`; RangeError for options out of range.
 */
export function createPdfDecoder(compile: () => Promise<WebAssembly.Module>) {
  let compiled: Promise<WebAssembly.Module> | null = null;
  const module = (): Promise<WebAssembly.Module> => {
    compiled ??= compile().catch((error: unknown) => {
      compiled = null;
      throw error;
    });
    return compiled;
  };
  return async function* pages(
    bytes: Uint8Array,
    name: string,
    options: PagesOptions,
  ): AsyncGenerator<DecodedPage> {
    const dpi = checkedDpi(options);
    // An instance for each document: what a broken one leaves behind in its memory ends with it.
    const library = await openLibrary(await module());
    const document = await openDocument(library, bytes, name);
    const of = document.getPageCount();
    if (of < 1) throw damaged(name, new Error('it has no pages'));
    for (const page of wantedPages(options, of, name)) {
      yield { page, of, pixels: await render(document, page, dpi, name) };
    }
  };
}

async function openLibrary(module: WebAssembly.Module): Promise<Library> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  const instantiateWasm: Instantiate = (imports, done) => {
    done(new WebAssembly.Instance(module, imports));
    return {};
  };
  return PDFiumLibrary.init({ instantiateWasm: instantiateWasm as never });
}

async function openDocument(library: Library, bytes: Uint8Array, name: string): Promise<Document> {
  try {
    return await library.loadDocument(bytes);
  } catch (error) {
    if (!/password|security/i.test((error as Error).message)) throw damaged(name, error);
    throw new ReaderError(
      'encrypted',
      `Expected a PDF without a password for ${name} but it asks for one; save it without`,
      error,
    );
  }
}

async function render(
  document: Document,
  number: number,
  dpi: number,
  name: string,
): Promise<DecodedPage['pixels']> {
  const where = `page ${number} of ${name} at ${dpi} dpi`;
  try {
    const page = document.getPage(number - 1);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const [width, height] = [originalWidth, originalHeight].map((points) =>
      Math.round((points * dpi) / POINTS_AN_INCH),
    ) as [number, number];
    if (width < 1 || height < 1) throw damaged(where, new Error('it has no size'));
    checkPixelCount(width, height, where);
    const { data } = await page.render({ width, height });
    return { width, height, data };
  } catch (error) {
    throw error instanceof ReaderError ? error : damaged(where, error);
  }
}

function damaged(name: string, cause: unknown): ReaderError {
  return new ReaderError(
    'damaged',
    `Expected a whole PDF for ${name} but it is broken; save or copy it again`,
    cause,
  );
}
