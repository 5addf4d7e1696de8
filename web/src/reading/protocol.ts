/** What the page and the reading worker say to each other. */
import type { Stroke } from '../draw/drawing.js';

/** A network to read with: one that the page was built with (by its address) or one that came as bytes. */
export interface NetworkChoice {
  readonly kind: 'released' | 'trained' | 'file';
  readonly name: string;
  readonly source: string | Uint8Array;
}

export interface ClassChance {
  /** '0' … '9', or '' for "not a digit". */
  readonly text: string;
  /** 0..1 */
  readonly confidence: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A reading as the page shows it. */
export interface ReadingShown {
  readonly text: string;
  readonly confidence: number;
  readonly status: 'accepted' | 'review' | 'rejected';
  /** Every class of the network, in its own order; empty if the network was not asked. */
  readonly classes: readonly ClassChance[];
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
  /** 28×28, 255 is ink. */
  readonly seen: Uint8Array;
  /** Milliseconds from pixels to reading, in the worker. */
  readonly ms: number;
}

export interface ImageShown {
  readonly name: string;
  /** Pixels of the decoded image. */
  readonly width: number;
  readonly height: number;
  /** The image, at most 512 pixels in its longer side. */
  readonly preview: ImageBitmap;
  readonly box: Box | null;
}

/** Something to read. */
export type ReadingTask =
  | { readonly type: 'strokes'; readonly strokes: readonly Stroke[] }
  | { readonly type: 'image'; readonly blob: Blob; readonly name: string };

export type ReadingCommand =
  | { readonly type: 'use'; readonly id: number; readonly network: NetworkChoice }
  | { readonly type: 'read'; readonly id: number; readonly task: ReadingTask };

export type ReadingReply =
  | { readonly type: 'ready'; readonly id: number }
  | {
      readonly type: 'reading';
      readonly id: number;
      readonly reading: ReadingShown;
      readonly image: ImageShown | null;
    }
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly of: ReadingCommand['type'];
      /** The reader's error code, or '' for an error of another kind. */
      readonly code: string;
      readonly message: string;
    };
