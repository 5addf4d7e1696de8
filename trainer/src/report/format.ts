/** Numbers as reports write them. */

export const percent = (share: number, digits = 2): string => `${(100 * share).toFixed(digits)} %`;
export const shortPercent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;
export const count = (n: number): string => n.toLocaleString('en-US');
export const duration = (seconds: number): string =>
  seconds < 100 ? `${seconds.toFixed(1)} s` : `${(seconds / 60).toFixed(1)} min`;
