/** Files that are dropped or pasted anywhere on the page. Knows no network. */

/** The first image among the files, or the first file at all: the reader says what is wrong with it. */
export function pickFile(files: Iterable<File>): File | null {
  const all = [...files];
  return all.find((file) => file.type.startsWith('image/')) ?? all[0] ?? null;
}

/** Several files, or one that has pages: not for the drawing pad. */
export function arePages(files: readonly File[]): boolean {
  return files.length > 1 || files.some(({ type, name }) => /pdf|tiff?$/i.test(type || name));
}

export interface FileInputOptions {
  /** Whether files are for this listener now: each view has its own. */
  readonly isWanted: () => boolean;
  readonly onFiles: (files: File[], isPasted: boolean) => void;
  /** True while something that could be a file is held over the page. */
  readonly onHover: (isOver: boolean) => void;
}

/** Listens on the whole document; returns the function that stops it. */
export function listenForFiles({ isWanted, onFiles, onHover }: FileInputOptions): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let depth = 0;
  const hover = (change: number): void => {
    depth = Math.max(0, depth + change);
    onHover(depth > 0 && isWanted());
  };
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  document.addEventListener('dragenter', (event) => hasFiles(event) && hover(1), { signal });
  document.addEventListener('dragleave', (event) => hasFiles(event) && hover(-1), { signal });
  document.addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault(), { signal });
  const take = (event: Event, data: DataTransfer | null, isPasted: boolean): void => {
    const files = [...(data?.files ?? [])];
    if (files.length === 0 || !isWanted()) return;
    event.preventDefault();
    onFiles(files, isPasted);
  };
  document.addEventListener(
    'drop',
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      hover(-depth);
      take(event, event.dataTransfer, false);
    },
    { signal },
  );
  document.addEventListener('paste', (event) => take(event, event.clipboardData, true), { signal });
  return () => stop.abort();
}
