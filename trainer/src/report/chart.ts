/** Line charts as inline SVG, colored by the page's style sheet. Knows nothing of training. */
import { escapeHtml } from './escape.js';

export interface Series {
  readonly name: string;
  /** Class of the line: its color. */
  readonly tone: 'first' | 'second' | 'ideal';
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Draws each point as well: for few of them. */
  readonly dots?: boolean;
}

export interface Chart {
  readonly title: string;
  readonly x: string;
  readonly series: readonly Series[];
  /** For three in a row instead of two. */
  readonly isNarrow?: boolean;
  readonly scale?: 'linear' | 'log';
  readonly format?: (value: number) => string;
  readonly formatX?: (value: number) => string;
  readonly xRange?: readonly [number, number];
  readonly yRange?: readonly [number, number];
}

const WIDE = 520;
const NARROW = 380;
const HEIGHT = 260;
const LEFT = 58;
const RIGHT = 14;
const TOP = 12;
const BOTTOM = 40;

const plain = (value: number): string => String(Number(value.toPrecision(3)));

export function lineChart(chart: Chart): string {
  const { title, series, scale = 'linear', format = plain, formatX = plain } = chart;
  const drawn = series.map((line) => ({
    ...line,
    points: line.points.filter(([, y]) => scale === 'linear' || y > 0),
  }));
  const width = chart.isNarrow ? NARROW : WIDE;
  const points = drawn.flatMap((line) => line.points);
  if (points.length === 0) return '';
  const xs = chart.xRange ?? extent(points.map(([x]) => x));
  const ys = chart.yRange ?? extent(points.map(([, y]) => y));
  const yTicks = scale === 'log' ? logTicks(ys) : ticks(ys, 5, true);
  const low = Math.min(ys[0], yTicks[0] ?? ys[0]);
  const high = Math.max(ys[1], yTicks.at(-1) ?? ys[1]);
  const along = scale === 'log' ? Math.log : (v: number): number => v;
  const toX = (x: number): number => LEFT + (width - LEFT - RIGHT) * ratio(x, xs[0], xs[1]);
  const toY = (y: number): number =>
    HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * ratio(along(y), along(low), along(high));
  const grid = yTicks.map((y) => {
    const at = toY(y).toFixed(1);
    return `<path class="grid" d="M${LEFT} ${at}H${width - RIGHT}"/><text x="${LEFT - 8}" y="${at}" dy="0.32em" text-anchor="end">${escapeHtml(format(y))}</text>`;
  });
  const marks = ticks(xs, chart.isNarrow ? 4 : 6).map(
    (x) =>
      `<text x="${toX(x).toFixed(1)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${escapeHtml(formatX(x))}</text>`,
  );
  const lines = drawn.map(({ tone, points: path, dots }) => {
    const d = path
      .map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${toX(x).toFixed(1)} ${toY(y).toFixed(1)}`)
      .join('');
    const circles = dots
      ? path.map(
          ([x, y]) =>
            `<circle class="${tone}" cx="${toX(x).toFixed(1)}" cy="${toY(y).toFixed(1)}" r="3"><title>${escapeHtml(`${formatX(x)}: ${format(y)}`)}</title></circle>`,
        )
      : [];
    return `<path class="line ${tone}" d="${d}"/>${circles.join('')}`;
  });
  const keys = (series.length > 1 ? series : [])
    .map(({ name, tone }) => `<span class="key ${tone}">${escapeHtml(name)}</span>`)
    .join('');
  return `<figure><figcaption><strong>${escapeHtml(title)}</strong><span class="keys">${keys}</span></figcaption>
<svg viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${escapeHtml(`${title} by ${chart.x}`)}">
${grid.join('')}<path class="axis" d="M${LEFT} ${HEIGHT - BOTTOM}H${width - RIGHT}"/>
${marks.join('')}<text x="${(LEFT + width - RIGHT) / 2}" y="${HEIGHT - 4}" text-anchor="middle">${escapeHtml(chart.x)}</text>
${lines.join('\n')}
</svg></figure>`;
}

const ratio = (value: number, low: number, high: number): number =>
  high === low ? 0.5 : (value - low) / (high - low);

function extent(values: readonly number[]): [number, number] {
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

/** Round numbers inside a range (or around it), about `count` of them: steps of 1, 2 or 5 times a power of ten. */
export function ticks([low, high]: readonly [number, number], count: number, isAround = false): number[] {
  if (low === high) return [low];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = isAround ? Math.floor(low / step + 1e-9) : Math.ceil(low / step - 1e-9);
  const last = isAround ? Math.ceil(high / step - 1e-9) : Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** 1, 2 and 5 times powers of ten around the range; fewer of them over many decades. */
function logTicks([low, high]: readonly [number, number]): number[] {
  const from = Math.floor(Math.log10(low));
  const to = Math.ceil(Math.log10(high));
  const factors = to - from > 3 ? [1] : [1, 2, 5];
  const all = Array.from({ length: to - from + 1 }, (_, i) =>
    factors.map((factor) => factor * 10 ** (from + i)),
  ).flat();
  const below = all.filter((tick) => tick <= low).at(-1) ?? low;
  const above = all.find((tick) => tick >= high) ?? high;
  return all.filter((tick) => tick >= below && tick <= above).map((tick) => Number(tick.toPrecision(6)));
}
