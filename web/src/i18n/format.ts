/** Numbers as people read them, in the language of the page. */
import type { Translate } from './index.js';

/** 0..1 → "98 %"; never "100 %" or "0 %" unless it is exactly so. */
export function percent(share: number, digits = 0): string {
  const step = 10 ** -digits;
  let value = share * 100;
  if (share < 1) value = Math.min(value, 100 - step);
  if (share > 0) value = Math.max(value, step);
  return `${value.toFixed(digits)} %`;
}

/** A probability: with a decimal where it matters, from 99 % on. */
export const chance = (share: number): string => percent(share, share >= 0.99 ? 1 : 0);

/** 12345.6 → "12,346" (both languages group by thousands). */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** 96000 → "94 KB". */
export function bytesText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Milliseconds → "42 s" or "3 min 5 s". */
export function duration(t: Translate, ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return t('time.seconds', { n: seconds });
  return t('time.minutes', { m: Math.floor(seconds / 60), s: seconds % 60 });
}
