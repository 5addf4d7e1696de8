/** The English words of legal amounts, as they are written and as they are meant. */

export type Word =
  | { readonly kind: 'small'; readonly value: number }
  | { readonly kind: 'hundred' | 'and' | 'a' | 'no' | 'zero' | 'currency' | 'cents' | 'end' }
  | { readonly kind: 'scale'; readonly value: number };

const SMALL =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety';
const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  lakh: 1e5,
  lakhs: 1e5,
  million: 1e6,
  crore: 1e7,
  crores: 1e7,
  billion: 1e9,
};
const OTHERS: Readonly<Record<string, Exclude<Word['kind'], 'small' | 'scale'>>> = {
  hundred: 'hundred',
  and: 'and',
  a: 'a',
  an: 'a',
  no: 'no',
  zero: 'zero',
  dollar: 'currency',
  dollars: 'currency',
  euro: 'currency',
  euros: 'currency',
  pound: 'currency',
  pounds: 'currency',
  rupee: 'currency',
  rupees: 'currency',
  cent: 'cents',
  cents: 'cents',
  pence: 'cents',
  penny: 'cents',
  paise: 'cents',
  only: 'end',
  exactly: 'end',
  even: 'end',
};

const VOCABULARY: ReadonlyMap<string, Word> = new Map<string, Word>([
  ...SMALL.split(' ').map((word, i) => [word, { kind: 'small', value: i + 1 }] as const),
  ...TENS.split(' ').map((word, i) => [word, { kind: 'small', value: 20 + 10 * i }] as const),
  ...Object.entries(SCALES).map(([word, value]) => [word, { kind: 'scale', value }] as const),
  ...Object.entries(OTHERS).map(([word, kind]) => [word, { kind }] as const),
]);

/** A written word that was taken for others. */
export interface Correction {
  readonly written: string;
  readonly read: string;
}

/** The words that a written one stands for, and as what it was read where it was misspelled or run together; null where that is not clear. */
export function understood(
  written: string,
): { words: readonly Word[]; correction: Correction | null } | null {
  const known = VOCABULARY.get(written);
  if (known) return { words: [known], correction: null };
  const parts = apart(written) ?? nearest(written);
  if (!parts) return null;
  return {
    words: parts.map((part) => VOCABULARY.get(part)!),
    correction: { written, read: parts.join(' ') },
  };
}

/** Number words run together: twentyfive. */
function apart(written: string): string[] | null {
  for (let end = written.length - 3; end >= 3; end--) {
    const head = written.slice(0, end);
    if (!isNumberWord(head)) continue;
    const tail = written.slice(end);
    const rest = isNumberWord(tail) ? [tail] : apart(tail);
    if (rest) return [head, ...rest];
  }
  return null;
}

const isNumberWord = (text: string): boolean =>
  ['small', 'scale', 'hundred'].includes(VOCABULARY.get(text)?.kind ?? '');

/** The one nearest word: one slip away, two in words of 7 letters and more; short words are too like each other. */
function nearest(written: string): string[] | null {
  const most = written.length >= 7 ? 2 : written.length >= 4 ? 1 : 0;
  const near = [...VOCABULARY.keys()]
    .map((word) => ({ word, slips: slipsBetween(written, word) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips);
  const [first, second] = near;
  // "sixt" may be six and sixty; "dollrs" dollar and dollars, which mean the same.
  const isClear = first && (!second || second.slips > first.slips || isSame(first.word, second.word));
  return isClear ? [first.word] : null;
}

const isSame = (a: string, b: string): boolean =>
  JSON.stringify(VOCABULARY.get(a)) === JSON.stringify(VOCABULARY.get(b));

/** Letters left out, put in, mistaken or exchanged with their neighbor (optimal string alignment distance). */
function slipsBetween(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const before = rows[i - 1]!;
      let slips = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + Number(a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        slips = Math.min(slips, rows[i - 2]![j - 2]! + 1);
      row.push(slips);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
