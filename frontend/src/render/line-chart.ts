import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import type { ChartSize, Tick } from "./loss-chart";

/** `[x, y]` in data units. */
export type Dot = readonly [x: number, y: number];
export type AxisRange = readonly [from: number, to: number];

export interface LineChart {
  /** SVG path data of each series; interrupted at missing and non-finite values. */
  readonly paths: readonly string[];
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** Position of a value; CSS pixels. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** Several series over common axes. Ranges default to those of the values. */
export function lineChart(
  series: readonly (readonly Dot[])[],
  { width, height }: ChartSize,
  span: {
    readonly x?: AxisRange | undefined;
    readonly y?: AxisRange | undefined;
    readonly log?: boolean | undefined;
  } = {},
): LineChart {
  const all = series.flat();
  const x = scaleLinear(span.x ?? rangeOf(all.map(([value]) => value)), [0, width]);
  const ys = all.map(([, value]) => value).filter((value) => !span.log || value > 0);
  const y = span.log
    ? scaleLog(span.y ?? decades(rangeOf(ys)), [height, 0]).clamp(true)
    : scaleLinear(span.y ?? rangeOf(ys), [height, 0]);
  // No fractional ticks for epochs, steps and layers.
  const integers = all.length > 0 && all.every(([value]) => Number.isInteger(value));
  const isDrawn = (value: number) => Number.isFinite(value) && (!span.log || value > 0);
  const path = line<Dot>(
    ([at]) => rounded(x(at)),
    ([, value]) => rounded(y(value)),
  ).defined(([, value]) => isDrawn(value));
  return {
    paths: series.map((dots) => path(dots) ?? ""),
    // An empty chart has no ticks.
    xTicks: (all.length === 0 ? [] : x.ticks(width > 400 ? 6 : 4))
      .filter((value) => !integers || Number.isInteger(value))
      .map((value) => ({ at: x(value), value })),
    yTicks: (all.length === 0 ? [] : span.log ? powers(y.domain()) : y.ticks(4)).map((value) => ({
      at: y(value),
      value,
    })),
    x,
    y,
  };
}

function rangeOf(values: readonly number[]): [number, number] {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  if (finite.length === 0) return [0, 1];
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

function decades([low, high]: AxisRange): [number, number] {
  return [
    10 ** Math.floor(Math.log10(Math.max(low, 1e-12))),
    10 ** Math.ceil(Math.log10(Math.max(high, 1e-11))),
  ];
}

/** At most five powers of ten. */
function powers([low = 1, high = 10]: readonly number[]): readonly number[] {
  const [from, to] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  const every = Math.max(Math.ceil((to - from + 1) / 5), 1);
  return Array.from(
    { length: Math.max(Math.floor((to - from) / every) + 1, 0) },
    (_, at) => 10 ** (from + at * every),
  );
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
