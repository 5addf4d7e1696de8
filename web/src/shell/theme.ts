/** Light, dark or as the system says; shown as `data-theme` on the root element. */
import { createStore } from '../store.js';
import { readSetting, writeSetting } from './settings.js';

export type Theme = 'auto' | 'light' | 'dark';

const ORDER: readonly Theme[] = ['auto', 'light', 'dark'];

export const nextTheme = (theme: Theme): Theme => ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length] ?? 'auto';

const kept = readSetting('theme');
export const theme = createStore<Theme>(kept === 'light' || kept === 'dark' ? kept : 'auto');

function showTheme(current: Theme): void {
  document.documentElement.dataset.theme = current;
}

export function startTheme(): void {
  showTheme(theme.get());
  theme.subscribe((current) => {
    showTheme(current);
    writeSetting('theme', current);
  });
}

/** Calls back when the colors on the screen may have changed, by the toggle or by the system. */
export function onColorsChange(listener: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', listener);
  const stop = theme.subscribe(listener);
  return () => {
    system.removeEventListener('change', listener);
    stop();
  };
}

/** A color token of the style sheet as it is now, for canvases. */
export function colorToken(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
