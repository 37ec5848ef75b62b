import type { EpochLosses } from "../model/training/epoch-losses";
import type { LossCurve } from "../model/training/loss-curve";
import type { Dot, AxisRange } from "./line-chart";

export interface LossLines {
  readonly train: readonly Dot[];
  readonly validation: readonly Dot[];
  readonly test: readonly Dot[];
  readonly x: AxisRange;
  readonly y: AxisRange;
}

/** Smallest loss on the logarithmic scale: float32 cannot resolve smaller ones. */
const LOWEST_LOGGED = 1e-7;

/** Losses over epochs from 0, on an axis from 0 upward, or from the lowest loss upward if it is logarithmic. */
export function lossLines(curve: LossCurve, log = false): LossLines {
  const [train, validation, test] = [
    dotsOf(curve, "train"),
    dotsOf(curve, "validation"),
    dotsOf(curve, "test"),
  ];
  let [lowest, highest] = [Infinity, 0];
  for (const [, loss] of [...train, ...validation, ...test]) {
    highest = Math.max(highest, loss);
    if (loss > 0) lowest = Math.min(lowest, loss);
  }
  highest ||= 0.5;
  const low = Math.min(Math.max(Math.min(lowest, highest), LOWEST_LOGGED, highest / 1e9), highest / 2);
  /** A loss of 0 is drawn at the lower end of a logarithmic axis, which does not contain 0. */
  const lifted = (dots: readonly Dot[]) =>
    log ? dots.map(([epoch, loss]): Dot => [epoch, Math.max(loss, low)]) : dots;
  return {
    train: lifted(train),
    validation: lifted(validation),
    test: lifted(test),
    x: [0, Math.max(curve.length - 1, 1)],
    y: [log ? low : 0, highest],
  };
}

function dotsOf(curve: LossCurve, set: keyof EpochLosses): readonly Dot[] {
  const dots: Dot[] = [];
  for (let epoch = 0; epoch < curve.length; epoch++) {
    const loss = curve[set][epoch];
    if (loss !== null && loss !== undefined && Number.isFinite(loss)) dots.push([epoch, loss]);
  }
  return dots;
}
