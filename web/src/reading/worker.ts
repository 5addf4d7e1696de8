/** The reading worker: strokes or an image in, a reading out, one after the other. Knows no document. */
import { decodeModel } from '@digitry/engine';
import {
  createReader,
  decodeImage,
  type Pixels,
  type Reader,
  ReaderError,
  type Reading,
} from '@digitry/reader';
import { rasterize } from '../draw/rasterize.js';
import type {
  ClassChance,
  ImageShown,
  NetworkChoice,
  ReadingCommand,
  ReadingReply,
  ReadingShown,
  ReadingTask,
} from './protocol.js';

/** Share of the accepted readings that may be wrong: half of the reader's own, for what is drawn in play is odder than forms. */
const BUDGET = 0.005;
/** Longer side of the picture that the page shows of an image. */
const PREVIEW_SIDE = 512;

interface Network {
  readonly reader: Reader<Pixels>;
  readonly labels: readonly string[];
}

let network: Network | null = null;
let queue: Promise<void> = Promise.resolve();

const reply = (message: ReadingReply, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

self.addEventListener('message', ({ data: command }: MessageEvent<ReadingCommand>) => {
  queue = queue
    .then(() => answer(command))
    .catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      const code = error instanceof ReaderError ? error.code : '';
      reply({ type: 'failed', id: command.id, of: command.type, code, message });
    });
});

async function answer(command: ReadingCommand): Promise<void> {
  if (command.type === 'use') {
    const next = await open(command.network);
    await network?.reader.close();
    network = next;
    reply({ type: 'ready', id: command.id });
    return;
  }
  if (!network) throw new Error('Expected a network to read with but none is loaded.');
  const { reading, image } = await read(network, command.task);
  reply({ type: 'reading', id: command.id, reading, image }, image ? [image.preview] : []);
}

async function open({ source }: NetworkChoice): Promise<Network> {
  const bytes = typeof source === 'string' ? await download(source) : source;
  const reader = await createReader({ model: bytes, budget: BUDGET });
  return { reader, labels: decodeModel(bytes).metadata.labels };
}

async function download(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the server answered ${response.status} for ${address}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function read(
  { reader, labels }: Network,
  task: ReadingTask,
): Promise<{ reading: ReadingShown; image: ImageShown | null }> {
  const start = performance.now();
  const pixels = task.type === 'strokes' ? rasterize(task.strokes) : await decodeImage(task.blob);
  const result = await reader.digit(pixels);
  const { text, confidence, status, reasons, seen } = result;
  const ms = performance.now() - start;
  const reading = { text, confidence, status, reasons, seen, ms, classes: classesOf(result, labels) };
  if (task.type === 'strokes') return { reading, image: null };
  const { width, height } = pixels;
  const preview = await previewOf(pixels);
  return { reading, image: { name: task.name, width, height, preview, box: result.box } };
}

/** Every class in the network's order; the reader leaves "not a digit" out of the alternatives: it has what is left to 1. */
function classesOf({ text, confidence, alternatives }: Reading, labels: readonly string[]): ClassChance[] {
  if (alternatives.length === 0) return [];
  const known = new Map(
    [{ text, confidence }, ...alternatives].map((guess) => [guess.text, guess.confidence]),
  );
  const rest = Math.max(0, 1 - [...known.values()].reduce((sum, chance) => sum + chance, 0));
  return labels.map((label) => ({ text: label, confidence: known.get(label) ?? rest }));
}

function previewOf({ width, height, data }: Pixels): Promise<ImageBitmap> {
  const scale = Math.min(1, PREVIEW_SIDE / Math.max(width, height));
  const image = new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height);
  return createImageBitmap(image, {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: 'medium',
  });
}
