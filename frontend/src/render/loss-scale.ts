/** A scale from losses to heights from 0 (lowest) to 1. */
export interface LossScale {
  readonly low: number;
  readonly high: number;
  /** Whether equal heights are equal ratios. */
  readonly logarithmic: boolean;
}

/** Ratio of the highest to the lowest loss from which the scale is logarithmic. */
const WIDE = 10;
/** Smallest part of the highest loss that the scale distinguishes from 0. */
const LEAST_SHARE = 1e-6;

/** The scale of all finite losses; logarithmic if their range is wide, so that valleys are visible beside high walls. */
export function lossScale(losses: Float64Array): LossScale {
  let [low, high] = [Infinity, -Infinity];
  for (const loss of losses) {
    if (!Number.isFinite(loss)) continue;
    low = Math.min(low, loss);
    high = Math.max(high, loss);
  }
  if (high < low) return { low: 0, high: 1, logarithmic: false };
  const least = high * LEAST_SHARE;
  const logarithmic = high > WIDE * Math.max(low, least) && high > 0;
  return { low: logarithmic ? Math.max(low, least) : low, high, logarithmic };
}

/** Clamped to 0..1; losses that are not finite are at the top. */
export function heightOf({ low, high, logarithmic }: LossScale, loss: number): number {
  if (!Number.isFinite(loss)) return 1;
  if (high === low) return 0;
  const height = logarithmic
    ? Math.log(Math.max(loss, low) / low) / Math.log(high / low)
    : (loss - low) / (high - low);
  return Math.min(Math.max(height, 0), 1);
}

/** The inverse of `heightOf`. */
export function lossOf({ low, high, logarithmic }: LossScale, height: number): number {
  return logarithmic ? low * (high / low) ** height : low + height * (high - low);
}
