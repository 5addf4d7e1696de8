/** What the build plugin in build/released-models.ts puts into `virtual:released`. */
declare module 'virtual:released' {
  export const released: readonly {
    readonly name: string;
    readonly path: string;
    readonly bytes: number;
    readonly gzipBytes: number;
    /** One digit, written lines, or printed ones. */
    readonly reads: 'digit' | 'line' | 'print';
  }[];
  export const firstModel: string | null;
}

/** metrics.json of each released network, by name. */
declare module 'virtual:metrics' {
  export const metrics: Readonly<Record<string, unknown>>;
}
