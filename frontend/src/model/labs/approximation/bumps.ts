import { sigmoid } from "../../network/activation";

export type RealFunction = (x: number) => number;

/** A pair of hidden units: one steps up by `height` at `from`, the other down again at `to`. */
export interface Bump {
  readonly from: number;
  readonly to: number;
  readonly height: number;
}

/** One hidden unit sigmoid(w x + b) with its weight to the output. Its step is at -b/w. */
export interface HiddenUnit {
  readonly w: number;
  readonly b: number;
  readonly output: number;
}

/** Outer steps are this far outside of [0, 1], so that the ends are on a bump, too. */
export const OVERHANG = 0.1;

/** N bumps side by side over [0, 1], each as high as the function in the middle of its part. */
export function bumpsOf(f: RealFunction, count: number): readonly Bump[] {
  return Array.from({ length: count }, (_, at) => ({
    from: at === 0 ? -OVERHANG : at / count,
    to: at === count - 1 ? 1 + OVERHANG : (at + 1) / count,
    height: f((at + 0.5) / count),
  }));
}

/** The steps of bumps side by side: one more than there are bumps. */
export function stepsOf(bumps: readonly Bump[]): readonly number[] {
  return [...bumps.map(({ from }) => from), bumps.at(-1)?.to ?? 1];
}

/** Moves a step, at most up to its neighbours, and with it the ends of the bumps on both sides. */
export function withStep(bumps: readonly Bump[], step: number, x: number): readonly Bump[] {
  const steps = stepsOf(bumps);
  const least = steps[step - 1] ?? -OVERHANG;
  const most = steps[step + 1] ?? 1 + OVERHANG;
  const moved = Math.min(Math.max(x, least), most);
  return bumps.map((bump, at) => ({
    ...bump,
    ...(at === step && { from: moved }),
    ...(at === step - 1 && { to: moved }),
  }));
}

/** The bumps where they are, each as high as the function in its middle. */
export function fitted(bumps: readonly Bump[], f: RealFunction): readonly Bump[] {
  return bumps.map((bump) => {
    const [left, right] = [Math.max(bump.from, 0), Math.min(bump.to, 1)];
    return { ...bump, height: f((left + right) / 2) };
  });
}

/**
 * The bumps as hidden units of one layer, with b = -w s for a step at s.
 *
 * @param w weight of the input: the steepness of all steps
 */
export function hiddenUnitsOf(bumps: readonly Bump[], w: number): readonly HiddenUnit[] {
  return bumps.flatMap(({ from, to, height }) => [
    { w, b: -w * from, output: height },
    { w, b: -w * to, output: -height },
  ]);
}

/** Output of the network: the hidden units times their weights, without activation. */
export function outputOf(units: readonly HiddenUnit[], x: number): number {
  return units.reduce((sum, { w, b, output }) => sum + output * sigmoid(w * x + b), 0);
}

/** The same network with infinitely steep steps. */
export function stepOutputOf(bumps: readonly Bump[], x: number): number {
  return bumps.reduce((sum, { from, to, height }) => sum + (x >= from && x < to ? height : 0), 0);
}

/** Numbers of [0, 1] at equal distances, both ends included. */
export function gridOf(intervals: number): readonly number[] {
  return Array.from({ length: intervals + 1 }, (_, at) => at / intervals);
}

/** Largest |f(x) - g(x)| on a grid of [0, 1]. */
export function largestError(f: RealFunction, g: RealFunction, intervals = 2000): number {
  return Math.max(...gridOf(intervals).map((x) => Math.abs(f(x) - g(x))));
}

/**
 * Modulus of continuity: the largest |f(x) - f(y)| with |x - y| <= distance, on a grid of [0, 1].
 *
 * @param intervals of the grid; a distance that is a multiple of one of them is exact there
 */
export function modulusOfContinuity(f: RealFunction, distance: number, intervals = 2000): number {
  const values = gridOf(intervals).map(f);
  const reach = Math.floor(distance * intervals + 1e-9);
  // Largest and smallest value of every window, by queues of candidates.
  const [highs, lows]: [number[], number[]] = [[], []];
  let largest = 0;
  for (const [at, value] of values.entries()) {
    for (const [queue, isWorse] of [
      [highs, (other: number) => other <= value],
      [lows, (other: number) => other >= value],
    ] as const) {
      while (queue.length > 0 && isWorse(values[queue.at(-1) ?? 0] ?? 0)) queue.pop();
      queue.push(at);
      if ((queue[0] ?? 0) < at - reach) queue.shift();
    }
    largest = Math.max(largest, (values[highs[0] ?? 0] ?? 0) - (values[lows[0] ?? 0] ?? 0));
  }
  return largest;
}

/** Functions to approximate, on [0, 1]. */
export const TARGETS = {
  nielsen: (x) => 0.2 + 0.4 * x ** 2 + 0.3 * x * Math.sin(15 * x) + 0.05 * Math.cos(50 * x),
  sine: (x) => 0.5 + 0.4 * Math.sin(2 * Math.PI * x),
  square: (x) => x ** 2,
  absolute: (x) => Math.abs(2 * x - 1),
  root: (x) => Math.sqrt(x),
} as const satisfies Readonly<Record<string, RealFunction>>;

export type TargetName = keyof typeof TARGETS;
