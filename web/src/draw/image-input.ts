/** Images that are dropped or pasted anywhere on the page. Knows no network. */

/** The first image among the files, or the first file at all: the reader says what is wrong with it. */
export function pickFile(files: Iterable<File>): File | null {
  const all = [...files];
  return all.find((file) => file.type.startsWith('image/')) ?? all[0] ?? null;
}

export interface ImageInputOptions {
  readonly onImage: (file: File, isPasted: boolean) => void;
  /** True while something that could be an image is held over the page. */
  readonly onHover: (isOver: boolean) => void;
}

/** Listens on the whole document; returns the function that stops it. */
export function listenForImages({ onImage, onHover }: ImageInputOptions): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let depth = 0;
  const hover = (change: number): void => {
    depth = Math.max(0, depth + change);
    onHover(depth > 0);
  };
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  document.addEventListener('dragenter', (event) => hasFiles(event) && hover(1), { signal });
  document.addEventListener('dragleave', (event) => hasFiles(event) && hover(-1), { signal });
  document.addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault(), { signal });
  document.addEventListener(
    'drop',
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      hover(-depth);
      const file = pickFile(event.dataTransfer?.files ?? []);
      if (file) onImage(file, false);
    },
    { signal },
  );
  document.addEventListener(
    'paste',
    (event) => {
      const file = pickFile(event.clipboardData?.files ?? []);
      if (!file) return;
      event.preventDefault();
      onImage(file, true);
    },
    { signal },
  );
  return () => stop.abort();
}
