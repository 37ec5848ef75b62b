import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { LossCurve } from "../model/loss-curve";

export interface LossChart {
  /** SVG path data, empty where there is no curve. */
  readonly train: string;
  readonly test: string;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
}

export interface Tick {
  /** CSS pixels along the axis. */
  readonly at: number;
  readonly value: number;
}

/** CSS pixels of the plot without its margins. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/** Losses from 0 upward over epochs from 0; a long curve is drawn by its lowest and highest loss under each pixel. */
export function lossChart(curve: LossCurve, { width, height }: ChartSize): LossChart {
  const last = Math.max(curve.length - 1, 1);
  const train = thinned(curve.train, curve.length, width);
  const test = thinned(curve.test, curve.length, width);
  const highest = Math.max(0, ...train.map(([, loss]) => loss), ...test.map(([, loss]) => loss)) || 0.5;
  const x = scaleLinear([0, last], [0, width]);
  const y = scaleLinear([0, highest], [height, 0]);
  const path = line<readonly [number, number]>(
    ([epoch]) => Math.round(x(epoch) * 10) / 10,
    ([, loss]) => Math.round(y(loss) * 10) / 10,
  );
  return {
    train: path(train) ?? "",
    test: path(test) ?? "",
    xTicks: x
      .ticks(3)
      .filter(Number.isInteger)
      .map((value) => ({ at: x(value), value })),
    yTicks: y.ticks(2).map((value) => ({ at: y(value), value })),
  };
}

/** `[epoch, loss]`; of more epochs than pixels the extremes of each pixel, in their order. */
function thinned(
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
