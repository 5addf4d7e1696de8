/** Answers the page's commands: decodes documents page by page, makes their pictures, has them read. Knows no network and no document. */
import { decodePages, type Pixels, ReaderError } from '@digitry/reader';
import { pictureOf } from './picture.js';
import type {
  LineSeen,
  NetworkSources,
  PageCommand,
  PageReply,
  PageShown,
  ReadingShown,
  Said,
} from './protocol.js';

/** What reads; made from the networks that the page names. */
export interface PageReader {
  /** The name of the network that reads lines. */
  readonly model: string;
  page(pixels: Pixels): Promise<PageShown>;
  /** Reads what the network saw of lines again, under a rule; '' is none. @throws Error for a rule that is not understood. */
  lines(seen: readonly LineSeen[], rule: string): Promise<readonly ReadingShown[]>;
}

/** The worker's own side; `self` is one. */
interface Scope {
  addEventListener(type: 'message', listener: (event: MessageEvent<PageCommand>) => void): void;
  postMessage(message: PageReply, options: { transfer: Transferable[] }): void;
}

/** PDF pages as pixels an inch: a digit of 4 mm is 31 pixels tall. */
const DPI = 200;

export function servePages(scope: Scope, open: (networks: NetworkSources) => Promise<PageReader>): void {
  let reader: PageReader | null = null;
  let queue: Promise<void> = Promise.resolve();
  const reply = (message: PageReply, transfer: Transferable[] = []): void =>
    scope.postMessage(message, { transfer });

  scope.addEventListener('message', ({ data }) => {
    queue = queue.then(() => answer(data));
  });

  async function answer(command: PageCommand): Promise<void> {
    try {
      if (command.type === 'use') {
        reader = await open(command.networks);
        reply({ type: 'ready', model: reader.model });
      } else if (!reader) throw new Error('Expected a network to read with but none is loaded.');
      else if (command.type === 'read') await read(reader, command);
      else await reread(reader, command);
    } catch (error) {
      const said = saidBy(error);
      if (command.type === 'use') reply({ type: 'unready', ...said });
      else if (command.type === 'read') reply({ type: 'failed', document: command.document, ...said });
      else reply({ type: 'rule-refused', ...said });
    }
  }

  async function read(
    { page: readPage }: PageReader,
    { document, file, fromPage, maxPages }: Extract<PageCommand, { type: 'read' }>,
  ): Promise<void> {
    let isWhole = true;
    const lastPage = fromPage + maxPages - 1;
    const pages = `${fromPage}-${lastPage}`;
    for await (const { page, of, pixels } of decodePages(file, { pages, dpi: DPI })) {
      isWhole = of <= lastPage;
      const { width, height } = pixels;
      const { picture, thumb } = await pictureOf(pixels);
      reply({ type: 'page', document, page, of, width, height, picture, thumb }, [thumb]);
      const start = performance.now();
      try {
        const reading = await readPage(pixels);
        reply({ type: 'reading', document, page, reading, ms: performance.now() - start });
      } catch (error) {
        // The next page may be another matter.
        reply({ type: 'page-failed', document, page, ...saidBy(error) });
      }
    }
    reply({ type: 'done', document, isWhole });
  }

  async function reread(
    { lines: readLines }: PageReader,
    { rule, lines }: Extract<PageCommand, { type: 'reread' }>,
  ): Promise<void> {
    const readings = await readLines(lines, rule);
    reply({
      type: 'reread',
      readings: readings.flatMap((reading, i) => {
        const id = lines[i]?.id;
        return id === undefined ? [] : { id, reading };
      }),
    });
  }
}

function saidBy(error: unknown): Said {
  const message = error instanceof Error ? error.message : String(error);
  return { code: error instanceof ReaderError ? error.code : '', message };
}
