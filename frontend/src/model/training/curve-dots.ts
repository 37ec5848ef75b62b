import type { EpochLosses } from "./epoch-losses";
import type { LossCurve } from "./loss-curve";

export type LossDot = readonly [epoch: number, loss: number];

/**
 * Of a long curve only the lowest and the highest loss of each stretch of epochs, and the last one. Epochs without a
 * finite loss are left out.
 *
 * @param maximum of stretches; there are at most twice as many dots, and one more
 * @param from first epoch
 */
export function curveDots(
  curve: LossCurve,
  set: keyof EpochLosses,
  maximum: number,
  from = 0,
): readonly LossDot[] {
  const losses = curve[set];
  const stretch = Math.max(Math.ceil(curve.length / maximum), 1);
  const dots: LossDot[] = [];
  const keep = (epoch: number) => {
    const loss = losses[epoch];
    if (isDrawn(loss) && dots.at(-1)?.[0] !== epoch) dots.push([epoch, loss]);
  };
  for (let start = from; start < curve.length; start += stretch) {
    for (const epoch of extremes(losses, start, Math.min(start + stretch, curve.length))) keep(epoch);
  }
  keep(curve.length - 1);
  return dots;
}

/** The epochs of the lowest and the highest loss from `from` to before `to`, in order; none without a loss. */
function extremes(losses: readonly (number | null)[], from: number, to: number): readonly number[] {
  let [low, high] = [-1, -1];
  let [lowest, highest] = [Infinity, -Infinity];
  for (let epoch = from; epoch < to; epoch++) {
    const loss = losses[epoch];
    if (!isDrawn(loss)) continue;
    if (loss < lowest) [low, lowest] = [epoch, loss];
    if (loss > highest) [high, highest] = [epoch, loss];
  }
  if (low < 0) return [];
  return low < high ? [low, high] : [high, low];
}

function isDrawn(loss: number | null | undefined): loss is number {
  return loss !== null && loss !== undefined && Number.isFinite(loss);
}
