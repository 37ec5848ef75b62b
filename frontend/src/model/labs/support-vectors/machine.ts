import type { LabelledPoint, Line } from "../perceptron";

export type Kernel =
  | { readonly type: "linear" }
  /** e^(-gamma |x - z|²). */
  | { readonly type: "rbf"; readonly gamma: number };

/**
 * A support vector machine: f(x) = sum of alpha_i y_i K(x_i, x) + b (Cortes and Vapnik 1995). The points with alpha > 0 are
 * its support vectors.
 */
export interface SupportVectorMachine {
  readonly kernel: Kernel;
  readonly points: readonly LabelledPoint[];
  /** Multiplier of each point, from 0 to C. */
  readonly alphas: readonly number[];
  readonly b: number;
}

/** Multipliers up to here count as 0. */
const ZERO = 1e-8;
/** Largest violation of the optimality conditions at the end. */
const TOLERANCE = 1e-10;
/** Replaces a curvature of 0, for example of two equal points. */
const LEAST_CURVATURE = 1e-12;
const MAX_STEPS = 200_000;

function kernelValue(kernel: Kernel, a: readonly [number, number], b: readonly [number, number]): number {
  if (kernel.type === "linear") return a[0] * b[0] + a[1] * b[1];
  return Math.exp(-kernel.gamma * ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2));
}

/**
 * Minimizes the dual ½ sum of alpha_i alpha_j y_i y_j K_ij - sum of alpha_i, with 0 <= alpha_i <= C and sum of alpha_i y_i
 * = 0, by sequential minimal optimization (Platt 1998): two multipliers at a time, chosen by the second-order rule of Fan,
 * Chen and Lin (2005).
 *
 * @param points at most 200
 * @param c C, the price of a point inside the margin
 * @returns undefined if the points have one class only
 */
export function trainedMachine(
  points: readonly LabelledPoint[],
  kernel: Kernel,
  c: number,
): SupportVectorMachine | undefined {
  if (new Set(points.map(({ label }) => label)).size < 2) return undefined;
  const n = points.length;
  const y = points.map(({ label }) => label as number);
  const products = points.map(({ x: a }) => points.map(({ x: b }) => kernelValue(kernel, a, b)));
  const k = (i: number, j: number) => products[i]?.[j] ?? 0;
  const alphas = new Float64Array(n);
  /** -y_i times the derivative of the dual by alpha_i: y_i minus the output without b. */
  const errors = Float64Array.from(y);
  const at = (values: ArrayLike<number>, i: number) => values[i] ?? 0;
  const mayRise = (i: number) => (at(y, i) > 0 ? at(alphas, i) < c : at(alphas, i) > 0);
  const mayFall = (i: number) => (at(y, i) > 0 ? at(alphas, i) > 0 : at(alphas, i) < c);
  let [highest, lowest] = [0, 0];
  for (let step = 0; step < MAX_STEPS; step++) {
    let first = -1;
    for (let i = 0; i < n; i++) {
      if (mayRise(i) && (first < 0 || at(errors, i) > at(errors, first))) first = i;
    }
    let [second, least, gain] = [-1, Infinity, -Infinity];
    for (let j = 0; j < n; j++) {
      if (!mayFall(j)) continue;
      least = Math.min(least, at(errors, j));
      const lead = at(errors, first) - at(errors, j);
      if (lead <= 0) continue;
      const curvature = Math.max(k(first, first) + k(j, j) - 2 * k(first, j), LEAST_CURVATURE);
      if (lead ** 2 / curvature > gain) [second, gain] = [j, lead ** 2 / curvature];
    }
    [highest, lowest] = [at(errors, first), least];
    if (second < 0 || highest - lowest < TOLERANCE) break;
    const curvature = Math.max(k(first, first) + k(second, second) - 2 * k(first, second), LEAST_CURVATURE);
    const room = (i: number, up: boolean) => (up === at(y, i) > 0 ? c - at(alphas, i) : at(alphas, i));
    const change = Math.min(
      (at(errors, first) - at(errors, second)) / curvature,
      room(first, true),
      room(second, false),
    );
    alphas[first] = clamped(at(alphas, first) + at(y, first) * change, c);
    alphas[second] = clamped(at(alphas, second) - at(y, second) * change, c);
    for (let i = 0; i < n; i++) errors[i] = at(errors, i) - change * (k(i, first) - k(i, second));
  }
  return { kernel, points, alphas: [...alphas], b: offset(errors, alphas, c, highest, lowest) };
}

/** Exactly 0 or C where only rounding keeps the multiplier from it. */
function clamped(alpha: number, c: number): number {
  if (alpha < 1e-12 * c) return 0;
  return alpha > c * (1 - 1e-12) ? c : alpha;
}

/** The mean error of the points on the margin; if there are none, the middle of the interval that is optimal. */
function offset(
  errors: Float64Array,
  alphas: Float64Array,
  c: number,
  highest: number,
  lowest: number,
): number {
  const onMargin = errors.filter((_, i) => (alphas[i] ?? 0) > 0 && (alphas[i] ?? 0) < c);
  if (onMargin.length === 0) return (highest + lowest) / 2;
  return onMargin.reduce((sum, each) => sum + each, 0) / onMargin.length;
}

/** f(x). Its sign is the class, and f = ±1 is the edge of the margin. */
export function decisionValue(machine: SupportVectorMachine, x: readonly [number, number]): number {
  return machine.points.reduce((sum, point, i) => {
    const alpha = machine.alphas[i] ?? 0;
    return alpha === 0 ? sum : sum + alpha * point.label * kernelValue(machine.kernel, point.x, x);
  }, machine.b);
}

export function isSupportVector({ alphas }: SupportVectorMachine, at: number): boolean {
  return (alphas[at] ?? 0) > ZERO;
}

/** w = sum of alpha_i y_i x_i and b of a linear machine. */
export function lineOf({ points, alphas, b }: SupportVectorMachine): Line {
  const sum = (axis: 0 | 1) =>
    points.reduce((all, { x, label }, i) => all + (alphas[i] ?? 0) * label * x[axis], 0);
  return { w: [sum(0), sum(1)], b };
}
