/** What a worker of the trainer does with lines: make them, prepare pictures of them. */
import type { RandomState } from '@digitry/engine';
import { prepareLine } from '@digitry/reader';
import { createLineMaker, type LineMaker, type LineSetup, type MadeLines } from './make-lines.js';
import { imageAt, type PackedImages, packImages } from './pack.js';

export interface LineTasks {
  /** Says what training lines are made of; comes before `makeLines`. */
  readonly setupLines: { readonly input: { readonly setup: LineSetup }; readonly result: null };
  /** The lines of slots `first` … of one epoch. */
  readonly makeLines: {
    readonly input: { readonly count: number; readonly first: number; readonly random: RandomState };
    readonly result: MadeLines;
  };
  /** What the network would see of each picture: strips 32 pixels high, empty where no ink was found. */
  readonly prepareLines: {
    readonly input: { readonly images: PackedImages };
    readonly result: PreparedLines;
  };
}

export interface PreparedLines {
  readonly images: PackedImages;
  /** 1 where there is something to read, 0 where not; one an image. */
  readonly usable: Uint8Array;
}

export type LineTask = {
  readonly [T in keyof LineTasks]: { readonly type: T } & LineTasks[T]['input'];
}[keyof LineTasks];

export const isLineTask = (task: { readonly type: string }): task is LineTask =>
  task.type === 'setupLines' || task.type === 'makeLines' || task.type === 'prepareLines';

interface Done {
  readonly result: LineTasks[keyof LineTasks]['result'];
  readonly transfer: readonly ArrayBuffer[];
}

/** One worker's state and answers. */
export function createLineTaskHandler(): (task: LineTask) => Done {
  let make: LineMaker | null = null;
  return (task) => {
    if (task.type === 'prepareLines') return { result: prepareAll(task.images), transfer: [] };
    if (task.type === 'setupLines') {
      make = createLineMaker(task.setup);
      return { result: null, transfer: [] };
    }
    if (!make) throw new Error('Expected a setupLines task before makeLines but received none.');
    const made = make(task.count, task.first, task.random);
    return { result: made, transfer: [made.images.buffer as ArrayBuffer] };
  };
}

function prepareAll(images: PackedImages): PreparedLines {
  const prepared = Array.from(images.widths, (_, i) => prepareLine(imageAt(images, i)));
  return {
    images: packImages(prepared.map(({ seen }) => seen)),
    usable: Uint8Array.from(prepared, ({ status }) => (status === 'ok' ? 1 : 0)),
  };
}
