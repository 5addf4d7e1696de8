/** Hands a file or a text to the person: as a download, or on the clipboard. */

export function saveFile(content: BlobPart, name: string, type = 'application/octet-stream'): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}

/** False where the browser lets nobody write on the clipboard. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Pages that are not on https: or localhost have no `navigator.clipboard`. */
function copyBySelection(text: string): boolean {
  const area = Object.assign(document.createElement('textarea'), {
    value: text,
    className: 'visually-hidden',
  });
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
