/** What the page and the worker that reads pages say to each other. Plain data, blobs and bitmaps. */
import type { GrayImage } from '@digitry/reader';

/** Corners in pixels of the page as it was decoded: top left, top right, bottom right, bottom left. */
export type Corners = readonly (readonly [x: number, y: number])[];

export interface Said {
  readonly code: string;
  readonly message: string;
}

export interface GuessShown {
  readonly text: string;
  /** 0..1 */
  readonly confidence: number;
}

/** What a rule did to a reading. */
export interface RuleShown {
  /** As it was typed: `digits(5)`. */
  readonly rule: string;
  /** False where no string that the rule allows could be read. */
  readonly isValid: boolean;
  /** The best reading without the rule. */
  readonly free: GuessShown;
  /** Nats that the rule cost: log p(free) − log p(text). */
  readonly price: number;
}

/** What was read in one place, by itself. */
export interface ReadingShown {
  readonly text: string;
  /** What the text means under a rule (an ISO date, a decimal number); null without one. */
  readonly value: string | null;
  readonly confidence: number;
  readonly status: 'accepted' | 'review' | 'rejected';
  /** Other readings, the likeliest first. */
  readonly alternatives: readonly GuessShown[];
  /** Character by character; empty where the network has no such notion (cells). */
  readonly characters: readonly GuessShown[];
  readonly reasons: readonly Said[];
  readonly rule: RuleShown | null;
}

/** A place on a page where something is, or may be, written. */
export interface FieldShown extends ReadingShown {
  readonly corners: Corners;
  /** What the network saw, 255 is ink: 32 high for a line, 28×28 for a cell; null where it was not asked. */
  readonly seen: GrayImage | null;
}

export interface CellShown extends FieldShown {
  /** From 0. */
  readonly row: number;
  readonly column: number;
  /** Nothing is written in it. */
  readonly isEmpty: boolean;
}

export interface GridShown {
  readonly rows: number;
  readonly columns: number;
  readonly corners: Corners;
  /** By rows. */
  readonly cells: readonly CellShown[];
}

export interface PageShown {
  readonly lines: readonly FieldShown[];
  readonly grids: readonly GridShown[];
  /** What there is to say about the page as a whole. */
  readonly reasons: readonly Said[];
  /** Names of the networks that read it, and the version of the preparation. */
  readonly model: string;
  readonly preparation: string;
}

/** A line to read again. */
export interface LineSeen {
  readonly seen: GrayImage;
  /** Those of its last reading. */
  readonly reasons: readonly Said[];
}

/** Where the networks are: addresses, or the bytes of a file. */
export interface NetworkSources {
  readonly line: string | Uint8Array;
  /** Reads the cells of grids. */
  readonly digit: string | Uint8Array | null;
}

export type PageCommand =
  | { readonly type: 'use'; readonly networks: NetworkSources }
  | {
      readonly type: 'read';
      readonly document: number;
      readonly file: Blob;
      /** The first page to read, from 1. */
      readonly fromPage: number;
      /** How many pages at most. */
      readonly maxPages: number;
    }
  /** Reads lines again under a rule; '' is none. */
  | {
      readonly type: 'reread';
      readonly rule: string;
      readonly lines: readonly (LineSeen & { readonly id: string })[];
    };

export type PageReply =
  | { readonly type: 'ready'; readonly model: string }
  | { readonly type: 'unready'; readonly code: string; readonly message: string }
  /** A page was decoded; its reading follows. */
  | {
      readonly type: 'page';
      readonly document: number;
      /** From 1. */
      readonly page: number;
      /** Pages of the document, where that is known. */
      readonly of: number | null;
      readonly width: number;
      readonly height: number;
      /** The page as a JPEG, at most `PICTURE_SIDE` pixels in its longer side. */
      readonly picture: Blob;
      readonly thumb: ImageBitmap;
    }
  | {
      readonly type: 'reading';
      readonly document: number;
      readonly page: number;
      readonly reading: PageShown;
      readonly ms: number;
    }
  | ({ readonly type: 'page-failed'; readonly document: number; readonly page: number } & Said)
  /** The document has been read; `isWhole` is false where pages are left behind those that were asked for. */
  | { readonly type: 'done'; readonly document: number; readonly isWhole: boolean }
  | ({ readonly type: 'failed'; readonly document: number } & Said)
  | {
      readonly type: 'reread';
      readonly readings: readonly { readonly id: string; readonly reading: ReadingShown }[];
    }
  | ({ readonly type: 'rule-refused' } & Said);
