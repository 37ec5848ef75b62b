import type { Frame } from "./frame";

/**
 * Losses of one run by epoch, from epoch 0. The arrays are shared by successive curves and only ever grow: a curve reads no further
 * than its own `length`, so an older one stays what it was. Copying a long training's curve thirty times a second would not do.
 */
export interface LossCurve {
  readonly run: number;
  readonly length: number;
  readonly train: readonly number[];
  /** Null where there is no test set. */
  readonly test: readonly (number | null)[];
}

export function emptyCurve(run: number): LossCurve {
  return { run, length: 0, train: [], test: [] };
}

/**
 * The curve after a frame. A frame of a new run starts afresh; epochs already known are written again with the same numbers.
 * Undefined where epochs are missing between the two: they are in the job's history.
 */
export function afterFrame(curve: LossCurve, frame: Frame): LossCurve | undefined {
  const { losses } = frame;
  const base = curve.run === frame.run ? curve : emptyCurve(frame.run);
  if (!losses || losses.train.length === 0) return base;
  return withLosses(base, losses.fromEpoch, losses.train, losses.test);
}

export function withLosses(
  curve: LossCurve,
  fromEpoch: number,
  train: readonly number[],
  test: readonly (number | null)[],
): LossCurve | undefined {
  if (fromEpoch > curve.length) return undefined;
  const known = Math.max(curve.length - fromEpoch, 0);
  // Another curve may have grown the arrays beyond this one's end: then this one needs arrays of its own.
  const own = curve.train.length === curve.length;
  const trainTo = own ? (curve.train as number[]) : curve.train.slice(0, curve.length);
  const testTo = own ? (curve.test as (number | null)[]) : curve.test.slice(0, curve.length);
  for (let index = known; index < train.length; index++) {
    trainTo.push(train[index] ?? Number.NaN);
    testTo.push(test[index] ?? null);
  }
  return { run: curve.run, length: trainTo.length, train: trainTo, test: testTo };
}
