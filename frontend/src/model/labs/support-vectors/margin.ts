import type { LabelledPoint, Line } from "../perceptron";

/** Least distance of a point from the line; negative if a point is on the wrong side. */
export function marginOf({ w, b }: Line, points: readonly LabelledPoint[]): number {
  const length = Math.hypot(...w);
  return Math.min(...points.map(({ x, label }) => (label * (w[0] * x[0] + w[1] * x[1] + b)) / length));
}

/** ½|w|² + C times the sum of max(0, 1 - y (w x + b)). */
export function primalObjective({ w, b }: Line, points: readonly LabelledPoint[], c: number): number {
  const losses = points.map(({ x, label }) => Math.max(0, 1 - label * (w[0] * x[0] + w[1] * x[1] + b)));
  return (w[0] ** 2 + w[1] ** 2) / 2 + c * losses.reduce((sum, loss) => sum + loss, 0);
}

const MAX_SWEEPS = 20_000;

/**
 * Novikoff's bound on the corrections of the perceptron rule, R² / gamma² (1962): with the constant input 1 added to every
 * point, R is the greatest length of a point, and gamma the margin of the best line through the origin. The weights of that
 * line with margin 1 are found by dual coordinate ascent (Hsieh and others 2008); 1 / gamma² is their squared length.
 *
 * @returns undefined if no line separates the points, as far as the sweeps show
 */
export function novikoffBound(points: readonly LabelledPoint[]): number | undefined {
  if (points.length === 0) return undefined;
  const inputs = points.map(({ x, label }) => [label * x[0], label * x[1], label] as const);
  const alphas = new Float64Array(points.length);
  const weights: [number, number, number] = [0, 0, 0];
  const dot = (a: readonly [number, number, number]) =>
    a[0] * weights[0] + a[1] * weights[1] + a[2] * weights[2];
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let changed = 0;
    for (const [at, input] of inputs.entries()) {
      const before = alphas[at] ?? 0;
      const after = Math.max(0, before + (1 - dot(input)) / (input[0] ** 2 + input[1] ** 2 + 1));
      alphas[at] = after;
      for (const axis of [0, 1, 2] as const) weights[axis] += (after - before) * input[axis];
      changed = Math.max(changed, Math.abs(after - before));
    }
    if (changed < 1e-13) break;
  }
  if (inputs.some((input) => dot(input) < 1 - 1e-6)) return undefined;
  const squaredRadius = Math.max(...points.map(({ x }) => x[0] ** 2 + x[1] ** 2 + 1));
  return squaredRadius * (weights[0] ** 2 + weights[1] ** 2 + weights[2] ** 2);
}
