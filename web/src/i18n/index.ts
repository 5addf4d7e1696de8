/** The language of the page: chosen once from the browser, changed by the toggle, remembered. */
import { useCallback } from 'preact/hooks';
import { readSetting, writeSetting } from '../shell/settings.js';
import { createStore, useStore } from '../store.js';
import { en } from './en.js';
import type { readEn } from './read-en.js';
import { zh } from './zh.js';

export type Language = 'en' | 'zh';
/** What the page can say; a part that is fetched later brings its own strings. */
export type StringKey = keyof typeof en | keyof typeof readEn;
export type Values = Readonly<Record<string, string | number>>;
export type Translate = (key: StringKey, values?: Values) => string;

const tables: Record<Language, Readonly<Record<string, string>>> = { en, zh };

/** Adds the strings of a part of the page, before it is shown. */
export function addStrings(part: Readonly<Record<Language, Readonly<Record<string, string>>>>): void {
  for (const each of ['en', 'zh'] as const) tables[each] = { ...tables[each], ...part[each] };
}

/** The first of the browser's languages that the page speaks, else English. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0];
    if (language === 'zh' || language === 'en') return language;
  }
  return 'en';
}

/** Replaces each `{name}` by its value. */
export function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function initialLanguage(): Language {
  const kept = readSetting('language');
  if (kept === 'en' || kept === 'zh') return kept;
  return chooseLanguage(typeof navigator === 'undefined' ? [] : navigator.languages);
}

export const language = createStore<Language>(initialLanguage());

function showLanguage(current: Language): void {
  document.documentElement.lang = current === 'zh' ? 'zh-Hans' : 'en';
}

/** Sets the lang attribute now and after each change, and remembers changes. */
export function startLanguage(): void {
  showLanguage(language.get());
  language.subscribe((current) => {
    showLanguage(current);
    writeSetting('language', current);
  });
}

export const isStringKey = (key: string): key is StringKey => Object.hasOwn(tables.en, key);

export function translate(current: Language, key: StringKey, values?: Values): string {
  return fill(tables[current][key] ?? key, values);
}

export function useTranslate(): Translate {
  const current = useStore(language);
  return useCallback((key, values) => translate(current, key, values), [current]);
}
