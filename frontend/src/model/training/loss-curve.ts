import type { EpochLosses } from "./epoch-losses";
import type { Frame } from "./frame";

/**
 * Losses of one run by epoch, from epoch 0. The arrays are shared by successive curves and only ever grow: a curve reads no further
 * than its own `length`, so an older one stays what it was. Copying a long training's curve thirty times a second would not do.
 */
export interface LossCurve extends EpochLosses {
  readonly run: number;
  readonly length: number;
}

export function emptyCurve(run: number): LossCurve {
  return { run, length: 0, train: [], validation: [], test: [] };
}

/**
 * The curve after a frame. A frame of a new run starts afresh; epochs already known keep their numbers, or are replaced from the first that has another.
 * Undefined where epochs are missing between the two: they are in the job's history.
 */
export function afterFrame(curve: LossCurve, frame: Frame): LossCurve | undefined {
  const { losses } = frame;
  const base = curve.run === frame.run ? curve : emptyCurve(frame.run);
  if (!losses?.train?.length) return base;
  return withLosses(base, losses.fromEpoch, losses);
}

/** @param losses from `fromEpoch` on; undefined comes back where epochs are missing before it */
export function withLosses(
  curve: LossCurve,
  fromEpoch: number,
  losses: Readonly<Partial<EpochLosses>>,
): LossCurve | undefined {
  if (fromEpoch > curve.length) return undefined;
  const count = losses.train?.length ?? 0;
  const most = Math.min(curve.length - fromEpoch, count);
  let known = 0;
  while (known < most && losses.train?.[known] === curve.train[fromEpoch + known]) known++;
  // A job that went back, and was then changed, has other numbers from there on.
  const length = known < most ? fromEpoch + known : curve.length;
  // Another curve may have grown the arrays beyond this one's end: then this one needs arrays of its own.
  const own = curve.train.length === length;
  const grown = (set: keyof EpochLosses) => {
    const to = own ? (curve[set] as (number | null)[]) : curve[set].slice(0, length);
    for (let index = known; index < count; index++) to.push(losses[set]?.[index] ?? null);
    return to;
  };
  const [train, validation, test] = [grown("train"), grown("validation"), grown("test")];
  return { run: curve.run, length: train.length, train, validation, test };
}
