/** Two texts side by side: what was read for what was written. Knows no network. */

/** A character that was read as another; '' stands for none: left out, or put in. */
export interface Misread {
  readonly written: string;
  readonly read: string;
}

/**
 * The fewest insertions, deletions and substitutions that make `written` into `read` (Levenshtein 1966), from left to right;
 * their number is the edit distance, which the character error rate sums.
 */
export function misreadsOf(written: string, read: string): Misread[] {
  const a = [...written];
  const b = [...read];
  const width = b.length + 1;
  // cost[i][j]: edits from the first i characters written to the first j read.
  const cost = new Uint32Array((a.length + 1) * width);
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      const at = i * width + j;
      if (i === 0 || j === 0) cost[at] = i + j;
      else {
        const same = cost[at - width - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
        cost[at] = Math.min(same, cost[at - width]! + 1, cost[at - 1]! + 1);
      }
    }
  }
  const found: Misread[] = [];
  let i = a.length;
  let j = b.length;
  while (i > 0 || j > 0) {
    const at = i * width + j;
    const isEqual = i > 0 && j > 0 && a[i - 1] === b[j - 1];
    if (i > 0 && j > 0 && cost[at] === cost[at - width - 1]! + (isEqual ? 0 : 1)) {
      if (!isEqual) found.push({ written: a[i - 1]!, read: b[j - 1]! });
      i--;
      j--;
    } else if (i > 0 && cost[at] === cost[at - width]! + 1) found.push({ written: a[--i]!, read: '' });
    else found.push({ written: '', read: b[--j]! });
  }
  return found.reverse();
}
