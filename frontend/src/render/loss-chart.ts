import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import type { LossCurve } from "../model/training/loss-curve";

export interface LossChart {
  /** SVG path data; empty without losses. */
  readonly train: string;
  readonly validation: string;
  readonly test: string;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
}

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

/** Smallest loss on the logarithmic scale: float32 cannot resolve smaller ones. */
const MIN_LOG_LOSS = 1e-7;

/** At most four powers of ten; the ends of the range if it contains none. */
function decades([low = 0, high = 1]: readonly number[]): readonly number[] {
  const [from, to] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  if (from > to) return [low, high].map((end) => Number(end.toPrecision(2)));
  const every = Math.ceil((to - from + 1) / 4);
  return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, at) => 10 ** (to - at * every));
}

/** The epoch at a position of the chart; `x` in CSS pixels from its left end. */
export function epochAt(curve: LossCurve, x: number, width: number): number {
  const last = Math.max(curve.length - 1, 0);
  return Math.min(Math.max(Math.round((x / width) * Math.max(last, 1)), 0), last);
}

/**
 * Losses over epochs, on a linear scale from 0 or a logarithmic one. Long curves are reduced to the minimum and maximum
 * per pixel.
 */
export function lossChart(curve: LossCurve, { width, height }: ChartSize, log = false): LossChart {
  const last = Math.max(curve.length - 1, 1);
  const sets = [curve.train, curve.validation, curve.test].map((losses) =>
    reduced(losses, curve.length, width),
  );
  const all = sets.flatMap((points) => points.map(([, loss]) => loss));
  const highest = Math.max(0, ...all) || 0.5;
  const x = scaleLinear([0, last], [0, width]);
  const positive = all.filter((loss) => loss > 0);
  const lowest = Math.max(Math.min(...positive, highest), MIN_LOG_LOSS, highest / 1e9);
  const y = log
    ? scaleLog([Math.min(lowest, highest / 2), highest], [height, 0]).clamp(true)
    : scaleLinear([0, highest], [height, 0]);
  const path = line<readonly [number, number]>(
    ([epoch]) => Math.round(x(epoch) * 10) / 10,
    ([, loss]) => Math.round(y(loss) * 10) / 10,
  );
  const [train = "", validation = "", test = ""] = sets.map((points) => path(points) ?? "");
  return {
    train,
    validation,
    test,
    xTicks: x
      .ticks(3)
      .filter(Number.isInteger)
      .map((value) => ({ at: x(value), value })),
    yTicks: (log ? decades(y.domain()) : y.ticks(2)).map((value) => ({ at: y(value), value })),
  };
}

/** `[epoch, loss]`. If there are more epochs than pixels, the extremes of each pixel in their order. */
function reduced(
  losses: readonly (number | null)[],
  length: number,
  pixels: number,
): readonly (readonly [number, number])[] {
  const bucket = Math.max(1, Math.ceil(length / pixels));
  const points: [number, number][] = [];
  for (let start = 0; start < length; start += bucket) {
    let [low, high] = [-1, -1];
    for (let at = start; at < Math.min(start + bucket, length); at++) {
      const loss = losses[at];
      if (loss === null || loss === undefined || !Number.isFinite(loss)) continue;
      if (low < 0 || loss < (losses[low] ?? 0)) low = at;
      if (high < 0 || loss > (losses[high] ?? 0)) high = at;
    }
    for (const at of low < high ? [low, high] : [high, low]) {
      if (at >= 0 && points.at(-1)?.[0] !== at) points.push([at, losses[at] ?? 0]);
    }
  }
  return points;
}
