/** How numbers are grouped and pointed in different countries. */

export interface NumberFormat {
  /** Between thousands. */
  readonly group: string;
  /** Before the decimals. */
  readonly decimal: string;
  /** Groups of two before the last three: 12,34,567. */
  readonly isIndian?: boolean;
}

const POINT: NumberFormat = { group: ',', decimal: '.' };
const COMMA: NumberFormat = { group: '.', decimal: ',' };
const SPACE: NumberFormat = { group: ' ', decimal: ',' };
const APOSTROPHE: NumberFormat = { group: "'", decimal: '.' };

/** By BCP 47 tag, or by its language alone. */
const FORMATS: Readonly<Record<string, NumberFormat>> = {
  en: POINT,
  'en-IN': { ...POINT, isIndian: true },
  'en-ZA': SPACE,
  hi: { ...POINT, isIndian: true },
  zh: POINT,
  ja: POINT,
  ko: POINT,
  th: POINT,
  he: POINT,
  'es-MX': POINT,
  de: COMMA,
  'de-CH': APOSTROPHE,
  'de-LI': APOSTROPHE,
  'fr-CH': APOSTROPHE,
  'it-CH': APOSTROPHE,
  da: COMMA,
  el: COMMA,
  es: COMMA,
  hr: COMMA,
  id: COMMA,
  it: COMMA,
  nl: COMMA,
  pt: COMMA,
  ro: COMMA,
  sl: COMMA,
  tr: COMMA,
  vi: COMMA,
  bg: SPACE,
  cs: SPACE,
  fi: SPACE,
  fr: SPACE,
  hu: SPACE,
  nb: SPACE,
  no: SPACE,
  pl: SPACE,
  ru: SPACE,
  sk: SPACE,
  sv: SPACE,
  uk: SPACE,
};

export const LOCALES: readonly string[] = Object.keys(FORMATS);

/** @throws RangeError for a language that is not known. */
export function formatOf(locale: string): NumberFormat {
  const language = locale.split('-')[0]!;
  const format = Object.hasOwn(FORMATS, locale)
    ? FORMATS[locale]
    : Object.hasOwn(FORMATS, language)
      ? FORMATS[language]
      : undefined;
  if (!format) {
    throw new RangeError(
      `Expected a locale of ${LOCALES.join(', ')} for locale but received ${JSON.stringify(locale)}`,
    );
  }
  return format;
}

/** A whole number of up to 12 digits, without groups or in groups throughout, as a regular expression. */
export function wholePattern({ group, isIndian = false }: NumberFormat): string {
  const mark = escaped(group);
  const grouped = isIndian
    ? `[1-9]\\d?(?:${mark}\\d\\d){0,4}${mark}\\d{3}`
    : `[1-9]\\d{0,2}(?:${mark}\\d{3}){1,3}`;
  return `(?:0|${grouped}|[1-9]\\d{0,11})`;
}

/** The text as a regular expression that matches only it. */
export const escaped = (text: string): string => text.replaceAll(/[$^\\.*+?()[\]{}|/]/g, '\\$&');
