/** Confusion matrix, scores by class and misreadings as HTML. */
import type { ClassScore, Confusion } from '../evaluate/confusion.js';
import type { CountedMisread } from '../evaluate/line-evaluation.js';
import type { LineMisreading } from '../evaluate/line-misreadings.js';
import type { Misreading } from '../evaluate/misreadings.js';
import { escapeHtml } from './escape.js';
import { inkUri } from './png.js';

const percent = (share: number): string => `${(100 * share).toFixed(share === 1 ? 0 : 2)} %`;

/** Rows are what was written, columns what was read. Errors are colored by their own scale, else nobody would see them. */
export function confusionTable({ labels, counts }: Confusion): string {
  const shown = labels.map((label, i) => ({ label, i })).filter(({ label }) => label !== '');
  const none = labels.length;
  const hasNone = counts.some((row) => row[none]! > 0);
  const columns = [...shown.map(({ i }) => i), ...(hasNone ? [none] : [])];
  const worst = Math.max(
    1,
    ...shown.flatMap(({ i }) => columns.filter((c) => c !== i).map((c) => counts[i]![c]!)),
  );
  const cell = (row: number, column: number): string => {
    const value = counts[row]![column]!;
    if (value === 0) return '<td class="none">·</td>';
    if (row !== column)
      return `<td class="wrong" style="--amount: ${Math.round(20 + (60 * value) / worst)}%">${value}</td>`;
    return `<td class="right">${value}</td>`;
  };
  const head = [...shown.map(({ label }) => escapeHtml(label)), ...(hasNone ? ['none'] : [])];
  const rows = shown.map(
    ({ label, i }) =>
      `<tr><th scope="row">${escapeHtml(label)}</th>${columns.map((c) => cell(i, c)).join('')}</tr>`,
  );
  return `<div class="scroll"><table class="confusion"><thead><tr><th></th>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

export function classTable(classes: readonly ClassScore[]): string {
  const rows = classes
    .filter(({ label, n }) => label !== '' && n > 0)
    .map(
      ({ label, n, precision, recall, f1 }) =>
        `<tr><td>${escapeHtml(label)}</td><td>${n}</td><td>${percent(precision)}</td><td>${percent(recall)}</td><td>${percent(f1)}</td></tr>`,
    );
  return `<div class="scroll"><table><thead><tr><th>digit</th><th>samples</th><th>precision</th><th>recall</th><th>F1</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

export function misreadingList(misreadings: readonly Misreading[]): string {
  const items = misreadings.map((misreading) =>
    misreadingItem(misreading, { ...misreading, width: 28, height: 28, shown: [84, 84] }),
  );
  return `<ul class="misread">${items.join('\n')}</ul>`;
}

/** Lines are as wide as they are: they flow. */
export function lineMisreadingList(misreadings: readonly LineMisreading[]): string {
  const items = misreadings.map((misreading) => {
    const { width, height, data } = misreading.seen;
    return misreadingItem(misreading, { width, height, seen: data, shown: [width * 1.5, height * 1.5] });
  });
  return `<ul class="misread lines">${items.join('\n')}</ul>`;
}

interface Picture {
  readonly seen: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Pixels on the page. */
  readonly shown: readonly [width: number, height: number];
}

function misreadingItem(
  { truth, answer, confidence, source }: Pick<Misreading, 'truth' | 'answer' | 'confidence' | 'source'>,
  { seen, width, height, shown }: Picture,
): string {
  const [written, said] = [truth, answer].map((text) => (text === '' ? 'nothing' : text)) as [string, string];
  return `<li title="${escapeHtml(source)}"><img src="${inkUri(width, height, seen)}" width="${Math.round(shown[0])}" height="${Math.round(shown[1])}" alt="${escapeHtml(`a ${written} read as ${said}`)}">
${escapeHtml(written)} → <strong>${escapeHtml(said)}</strong><br><small>${percent(confidence)}</small></li>`;
}

/** Characters that were read as others, the most frequent first. */
export function misreadsTable(misreads: readonly CountedMisread[], most = 15): string {
  const named = (sign: string): string => (sign === ' ' ? 'space' : sign === '' ? 'nothing' : sign);
  const rows = misreads
    .slice(0, most)
    .map(
      ({ written, read, times }) =>
        `<tr><td>${escapeHtml(named(written))}</td><td>${escapeHtml(named(read))}</td><td>${times}</td></tr>`,
    );
  return `<div class="scroll"><table><thead><tr><th>written</th><th>read</th><th>times</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}
