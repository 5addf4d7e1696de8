/** What both Tesseracts are told, and the words of their tables. */

/** Digits alone; a picture is one line (7), or a page whose parts Tesseract finds (3, what it does by itself). */
export const tesseractParameters = (task) => ({
  tessedit_char_whitelist: '0123456789',
  tessedit_pageseg_mode: task === 'pages' ? '3' : '7',
});

/**
 * @param tsv columns level, page, block, paragraph, line, word, left, top, width, height, confidence, text; level 5 is a word.
 * @returns `[{ text, box }]` of each of so many pages.
 */
export function wordsOf(tsv, pages) {
  const words = Array.from({ length: pages }, () => []);
  for (const line of tsv.split('\n')) {
    const [level, page, , , , , x, y, width, height, , text = ''] = line.split('\t');
    if (level !== '5' || text.trim() === '') continue;
    const box = { x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
    words[Number(page) - 1].push({ text, box });
  }
  return words;
}
