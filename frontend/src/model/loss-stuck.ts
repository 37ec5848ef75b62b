import type { LossCurve } from "./loss-curve";

/** Epochs that are looked at, and without which nothing is said: two halves are compared. */
const SPAN = 400;
/** Falling by less than this share of itself from one half to the next is standing still. */
const LEAST_FALL = 0.002;

/**
 * Whether the training loss stands still although there is much of it left: more than a fifth of what the untrained network had. A network
 * that has learned stands still, too, but low. Each half counts by its least loss, so that a jump is no standing still.
 */
export function isStuck({ train, length }: LossCurve): boolean {
  if (length < SPAN + 1) return false;
  const first = train[0] ?? 0;
  const before = leastOf(train, length - SPAN, length - SPAN / 2);
  const now = leastOf(train, length - SPAN / 2, length);
  return now > 0.2 * first && now > 0.05 && before - now < LEAST_FALL * before;
}

function leastOf(losses: readonly number[], from: number, to: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = from; at < to; at++) least = Math.min(least, losses[at] ?? least);
  return least;
}
