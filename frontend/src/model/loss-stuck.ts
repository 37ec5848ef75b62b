import type { LossCurve } from "./loss-curve";

/** Epochs that are looked at, and without which nothing is said. */
const SPAN = 400;
/** Falling by less than this share of itself over the span is standing still. */
const LEAST_FALL = 0.002;

/**
 * Whether the training loss stands still although there is much of it left: more than a fifth of what the untrained network had. A network
 * that has learned stands still, too, but low.
 */
export function isStuck({ train, length }: LossCurve): boolean {
  if (length < SPAN + 1) return false;
  const [first = 0, before = 0, now = 0] = [train[0], train[length - 1 - SPAN], train[length - 1]];
  return now > 0.2 * first && now > 0.05 && before - now < LEAST_FALL * before;
}
