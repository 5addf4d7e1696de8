/** What the build plugin in build/released-models.ts puts into `virtual:released`. */
declare module 'virtual:released' {
  export const released: readonly {
    readonly name: string;
    readonly path: string;
    readonly bytes: number;
    readonly gzipBytes: number;
  }[];
  export const firstModel: string | null;
  export const metrics: Readonly<Record<string, unknown>>;
}
