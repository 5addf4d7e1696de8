/** When a text is a number, and what of it is compared. */
import { BLANK, LINE_LABELS, OTHER, PRINT_LABELS } from '@digitry/reader';

const signsOf = (labels: readonly string[]): ReadonlySet<string> =>
  new Set(labels.filter((label) => label !== BLANK && label !== OTHER));

/** What may stand in a written number: digits, and the marks and spaces between them. */
const SIGNS = signsOf(LINE_LABELS);
/** As well as capitals, in print. */
const PRINTED = signsOf(PRINT_LABELS);
/** What is written beside digits and does not change them: marks, fences against one more digit, signs of money. Not compared unless asked for. */
const BESIDE = /[.,=·\-' #*$€£]/g;
/** A stroke between two numbers parts them; one at an end only fences. */
const OUTER_STROKES = /^\/+|\/+$/g;

/** At least one digit, and nothing but digits and the marks of numbers. */
export function isNumber(text: string): boolean {
  return /[0-9]/.test(text) && [...text].every((sign) => SIGNS.has(sign));
}

/** Print: at least one digit or capital, and nothing but those and the marks between them. */
export function isPrinted(text: string): boolean {
  return /[0-9A-Z]/.test(text) && [...text].every((sign) => PRINTED.has(sign));
}

/** Whether a network with these labels reads print: it knows capitals. */
export const readsPrint = (labels: readonly string[]): boolean => labels.includes('A');

/** The text as it is compared: without what stands beside the digits (`. , - = ' # * $ € £`, a stroke before or behind) and without spaces, or with `marks` in full but for outer and double spaces. */
export function comparable(text: string, { marks = false }: { readonly marks?: boolean } = {}): string {
  return marks
    ? text.trim().replaceAll(/ +/g, ' ')
    : text.replaceAll(BESIDE, '').replaceAll(OUTER_STROKES, '');
}
