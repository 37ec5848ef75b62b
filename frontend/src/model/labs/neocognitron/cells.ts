/** The cells of the Neocognitron (Fukushima 1980). All inputs, weights and outputs are at least 0. */

/** Root of the weighted mean of squares: the output of an inhibitory cell, v = √(sum of c u²). */
export function inhibitionOf(c: ArrayLike<number>, u: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < u.length; at++) sum += (c[at] ?? 0) * (u[at] ?? 0) ** 2;
  return Math.sqrt(sum);
}

/**
 * Output of an S-cell: r φ[(1 + excitation) / (1 + 2r/(1 + r) b v) - 1], φ(x) = max(x, 0).
 *
 * @param r selectivity: how similar an input must be to the learned one
 * @param excitation sum of a u
 * @param inhibition b v
 */
export function simpleCell(r: number, excitation: number, inhibition: number): number {
  return r * Math.max((1 + excitation) / (1 + ((2 * r) / (1 + r)) * inhibition) - 1, 0);
}

/**
 * Output of a C-cell: ψ[(1 + excitation) / (1 + inhibition) - 1], ψ(x) = φ[x / (α + x)], from 0 to less than 1.
 *
 * @param excitation sum of d u_S of the cell's own plane
 * @param inhibition mean of that sum over all planes
 */
export function complexCell(alpha: number, excitation: number, inhibition: number): number {
  const x = (1 + excitation) / (1 + inhibition) - 1;
  return x > 0 ? x / (alpha + x) : 0;
}

/** Similarity of two inputs, 0 to 1: sum of c u x / (v_u v_x). 0 if one of them is empty. */
export function similarityOf(c: ArrayLike<number>, u: ArrayLike<number>, x: ArrayLike<number>): number {
  let product = 0;
  for (let at = 0; at < u.length; at++) product += (c[at] ?? 0) * (u[at] ?? 0) * (x[at] ?? 0);
  const size = inhibitionOf(c, u) * inhibitionOf(c, x);
  return size === 0 ? 0 : product / size;
}

/** What an S-cell with strong weights answers to an input of this similarity: φ[(1 + r) s - r]. */
export function limitOutput(r: number, similarity: number): number {
  return Math.max((1 + r) * similarity - r, 0);
}

/** An S-cell fires only above this similarity, r / (r + 1). */
export function thresholdOf(r: number): number {
  return r / (r + 1);
}

/** Weights of an S-cell: excitatory a for each input, and b of its inhibitory cell. */
export interface SimpleWeights {
  readonly a: Float64Array;
  readonly b: number;
}

/** The winner's weights: a += q c u, b += q v / 2. */
export function reinforced(
  { a, b }: SimpleWeights,
  c: ArrayLike<number>,
  u: ArrayLike<number>,
  q: number,
): SimpleWeights {
  return {
    a: a.map((weight, at) => weight + q * (c[at] ?? 0) * (u[at] ?? 0)),
    b: b + (q / 2) * inhibitionOf(c, u),
  };
}
