import { scaleLinear, scaleLog, type ScaleLinear } from "d3-scale";
import { line } from "d3-shape";

/** `[x, y]` in data units. */
export type Dot = readonly [x: number, y: number];
export type AxisRange = readonly [from: number, to: number];

export interface Tick {
  /** CSS pixels along the axis. */
  readonly at: number;
  readonly value: number;
}

/** Size of the plot without its margins; CSS pixels. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/** Approximate number of ticks per axis, and the maximum number on a logarithmic one. */
export interface TickCounts {
  readonly x: number;
  readonly y: number;
  readonly logarithmic: number;
}

export interface Axes {
  readonly x?: AxisRange | undefined;
  readonly y?: AxisRange | undefined;
  /** Whether the y axis is logarithmic. */
  readonly log?: boolean | undefined;
  readonly ticks?: TickCounts | undefined;
}

export interface LineChart {
  /** SVG path data of each series; interrupted at values that are not finite. */
  readonly paths: readonly string[];
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** Position of a value; CSS pixels. */
  readonly x: ScaleLinear<number, number>;
  readonly y: (value: number) => number;
}

/** Several series over common axes. Ranges default to those of the values. */
export function lineChart(
  series: readonly (readonly Dot[])[],
  { width, height }: ChartSize,
  axes: Axes = {},
): LineChart {
  const { log = false, ticks = { x: width > 400 ? 6 : 4, y: 4, logarithmic: 5 } } = axes;
  const all = series.flat();
  const x = scaleLinear(axes.x ?? rangeOf(all.map(([value]) => value)), [0, width]);
  const ys = all.map(([, value]) => value).filter((value) => !log || value > 0);
  const y = log
    ? scaleLog(axes.y ?? decades(rangeOf(ys)), [height, 0]).clamp(true)
    : scaleLinear(axes.y ?? rangeOf(ys), [height, 0]);
  // No fractional ticks for epochs, steps and layers.
  const integers = all.every(([value]) => Number.isInteger(value));
  const path = line<Dot>(
    ([at]) => rounded(x(at)),
    ([, value]) => rounded(y(value)),
  ).defined(([, value]) => Number.isFinite(value) && (!log || value > 0));
  // An axis without values and without a given range has no ticks.
  const empty = all.length === 0 && !(axes.x && axes.y);
  return {
    paths: series.map((dots) => path(reduced(dots, width)) ?? ""),
    xTicks: (empty ? [] : x.ticks(ticks.x))
      .filter((value) => !integers || Number.isInteger(value))
      .map((value) => ({ at: x(value), value })),
    yTicks: (empty ? [] : log ? logTicks(y.domain(), ticks.logarithmic) : y.ticks(ticks.y)).map((value) => ({
      at: y(value),
      value,
    })),
    x,
    y,
  };
}

function rangeOf(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [0, 1];
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

function decades([low, high]: AxisRange): [number, number] {
  return [
    10 ** Math.floor(Math.log10(Math.max(low, 1e-12))),
    10 ** Math.ceil(Math.log10(Math.max(high, 1e-11))),
  ];
}

/**
 * At most `count` numbers of a logarithmic axis, the highest possible one included: powers of ten if there are at least
 * three, otherwise also their doubles and fivefolds; the ends of the axis if it contains fewer than two of these.
 */
export function logTicks([low = 1, high = 10]: readonly number[], count: number): readonly number[] {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const within = (factors: readonly number[]) =>
    Array.from({ length: to - from + 1 }, (_, at) => factors.map((factor) => factor * 10 ** (from + at)))
      .flat()
      .filter((value) => value >= low && value <= high);
  const powers = within([1]);
  const numbers = powers.length >= 3 ? powers : within([1, 2, 5]);
  if (numbers.length < 2) return [low, high].map((end) => Number(end.toPrecision(2)));
  const every = Math.ceil(numbers.length / count);
  return numbers.filter((_, at) => (numbers.length - 1 - at) % every === 0);
}

/** If there are more dots than pixels: the minimum and maximum of each pixel, in their order. */
function reduced(dots: readonly Dot[], pixels: number): readonly Dot[] {
  const bucket = Math.ceil(dots.length / pixels);
  if (bucket <= 2) return dots;
  const kept: Dot[] = [];
  for (let start = 0; start < dots.length; start += bucket) {
    const inPixel = dots.slice(start, start + bucket);
    const low = inPixel.reduce((best, dot) => (dot[1] < best[1] ? dot : best));
    const high = inPixel.reduce((best, dot) => (dot[1] > best[1] ? dot : best));
    kept.push(...(low === high ? [low] : low[0] < high[0] ? [low, high] : [high, low]));
  }
  return kept;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
