import { curveDots } from "../model/training/curve-dots";
import type { EpochLosses } from "../model/training/epoch-losses";
import type { LossCurve } from "../model/training/loss-curve";
import type { Dot, AxisRange } from "./line-chart";

export interface LossLines {
  readonly train: readonly Dot[];
  readonly validation: readonly Dot[];
  readonly test: readonly Dot[];
  /** The run that this one is a branch of, from the fork on. */
  readonly parentTrain: readonly Dot[];
  readonly parentTest: readonly Dot[];
  readonly x: AxisRange;
  readonly y: AxisRange;
}

/** Smallest loss on the logarithmic scale: float32 cannot resolve smaller ones. */
const LOWEST_LOGGED = 1e-7;

/** More than a chart has pixels. */
const MAX_STRETCHES = 1000;

/** A branch's parent, and the epoch of the fork. */
interface ParentLosses {
  readonly epoch: number;
  readonly curve: LossCurve;
}

/** Epochs of a parent after the fork that are drawn at least. */
const MIN_PARENT_EPOCHS = 50;

/** Losses over epochs from 0, on an axis from 0 upward, or from the lowest loss upward if it is logarithmic. */
export function lossLines(curve: LossCurve, log = false, parent?: ParentLosses): LossLines {
  const [train, validation, test] = [
    dotsOf(curve, "train"),
    dotsOf(curve, "validation"),
    dotsOf(curve, "test"),
  ];
  const shownParent = parent && untilBranch(parent, curve.length);
  const [parentTrain, parentTest] = (["train", "test"] as const).map((set) =>
    shownParent ? dotsOf(shownParent.curve, set, shownParent.epoch) : [],
  ) as [readonly Dot[], readonly Dot[]];
  const length = Math.max(curve.length, shownParent?.curve.length ?? 0);
  let [lowest, highest] = [Infinity, 0];
  for (const [, loss] of [...train, ...validation, ...test, ...parentTrain, ...parentTest]) {
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
    parentTrain: lifted(parentTrain),
    parentTest: lifted(parentTest),
    x: [0, Math.max(length - 1, 1)],
    y: [log ? low : 0, highest],
  };
}

/** A long rest of the parent would leave no room for the branch: it grows with the branch. */
function untilBranch({ epoch, curve }: ParentLosses, branchLength: number): ParentLosses {
  const enough = Math.max(branchLength, 2 * epoch, epoch + MIN_PARENT_EPOCHS);
  return { epoch, curve: { ...curve, length: Math.min(curve.length, enough + 1) } };
}

function dotsOf(curve: LossCurve, set: keyof EpochLosses, from = 0): readonly Dot[] {
  return curveDots(curve, set, MAX_STRETCHES, from);
}
