/** A live chart of one or two curves over the images seen (uPlot, in the colors of the page). */
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { colorToken, onColorsChange } from '../shell/theme.js';

export interface ChartLine {
  readonly name: string;
  /** Token of the style sheet. */
  readonly color: 'accent' | 'second';
  readonly values: readonly (number | null)[];
  /** Few points far apart are shown as dots, joined. */
  readonly isSparse?: boolean;
}

interface ChartProps {
  readonly label: string;
  readonly xLabel: string;
  readonly x: readonly number[];
  /** Where the horizontal axis ends. */
  readonly xMost: number;
  readonly lines: readonly ChartLine[];
  readonly format: (value: number) => string;
  /** Range of the vertical axis. */
  readonly range: () => [number, number];
}

const HEIGHT = 220;

function axisNumber(value: number): string {
  if (value >= 1e6) return `${value / 1e6}M`;
  return value >= 1000 ? `${value / 1000}k` : String(value);
}

/** @param range asked again for each drawing */
function optionsOf(
  width: number,
  { lines, format, xMost }: ChartProps,
  range: () => [number, number],
): uPlot.Options {
  const quiet = colorToken('quiet');
  const grid = { stroke: colorToken('line'), width: 1 };
  const font = '12px system-ui, sans-serif';
  const axis = { stroke: quiet, grid, ticks: { ...grid, size: 4 }, font };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [0, Math.max(1, xMost)] },
      y: { range: () => range() },
    },
    axes: [
      { ...axis, size: 28, values: (_, ticks) => ticks.map(axisNumber) },
      { ...axis, size: 56, values: (_, ticks) => ticks.map(format) },
    ],
    series: [
      {},
      ...lines.map((line) => ({
        label: line.name,
        stroke: colorToken(line.color),
        width: 2,
        spanGaps: true,
        points: { show: line.isSparse ?? false, size: 8, fill: colorToken(line.color) },
      })),
    ],
  };
}

const dataOf = ({ x, lines }: ChartProps): uPlot.AlignedData =>
  [x, ...lines.map((line) => line.values)] as uPlot.AlignedData;

export function Chart(props: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const build = (): void => {
      plot.current?.destroy();
      plot.current = new uPlot(
        optionsOf(element.clientWidth || 300, latest.current, () => latest.current.range()),
        dataOf(latest.current),
        element,
      );
    };
    build();
    const resized = new ResizeObserver(() => {
      if (element.clientWidth > 0) plot.current?.setSize({ width: element.clientWidth, height: HEIGHT });
    });
    resized.observe(element);
    const stop = onColorsChange(() => requestAnimationFrame(build));
    return () => {
      stop();
      resized.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, []);

  useEffect(() => {
    plot.current?.setData(dataOf(props));
  });

  return (
    <figure class="chart">
      <figcaption>
        <span class="chart-title">{props.label}</span>
        {props.lines.map((line) => (
          <span key={line.name} class={`chart-key chart-key-${line.color}`}>
            {line.name}
          </span>
        ))}
        <span class="chart-x quiet">{props.xLabel}</span>
      </figcaption>
      <div ref={place} class="chart-place" role="img" aria-label={props.label} />
    </figure>
  );
}
