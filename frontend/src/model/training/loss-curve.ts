import type { EpochLosses } from "./epoch-losses";
import type { Frame } from "./frame";

/**
 * Losses of one run by epoch, from epoch 0. Successive curves share their arrays, which only grow: a curve reads no
 * further than its own `length`, so older curves stay valid. Copying the arrays for every frame would be too * slow.
 */
export interface LossCurve extends EpochLosses {
  readonly run: number;
  readonly length: number;
}

export function emptyCurve(run: number): LossCurve {
  return { run, length: 0, train: [], validation: [], test: [] };
}

/**
 * The curve after a frame. A frame of a new run starts a new curve; known epochs are kept, or replaced from the first
 * one that differs. Undefined if epochs are missing between curve and frame; the job's history has them.
 */
export function afterFrame(curve: LossCurve, frame: Frame): LossCurve | undefined {
  const { losses } = frame;
  const base = curve.run === frame.run ? curve : emptyCurve(frame.run);
  if (!losses?.train?.length) return base;
  return withLosses(base, losses.fromEpoch, losses);
}

/**
 * @param losses from `fromEpoch` on
 * @returns undefined if epochs before `fromEpoch` are missing
 */
export function withLosses(
  curve: LossCurve,
  fromEpoch: number,
  losses: Readonly<Partial<EpochLosses>>,
): LossCurve | undefined {
  if (fromEpoch > curve.length) return undefined;
  const count = losses.train?.length ?? 0;
  const overlap = Math.min(curve.length - fromEpoch, count);
  let known = 0;
  while (known < overlap && losses.train?.[known] === curve.train[fromEpoch + known]) known++;
  // A job that was restored to an earlier epoch and then changed has other losses from there on.
  const length = known < overlap ? fromEpoch + known : curve.length;
  // Another curve may have extended the shared arrays; this one then needs copies.
  const extendable = curve.train.length === length;
  const extended = (set: keyof EpochLosses) => {
    const to = extendable ? (curve[set] as (number | null)[]) : curve[set].slice(0, length);
    for (let index = known; index < count; index++) to.push(losses[set]?.[index] ?? null);
    return to;
  };
  const [train, validation, test] = [extended("train"), extended("validation"), extended("test")];
  return { run: curve.run, length: train.length, train, validation, test };
}
