import { numpyRandom } from "../random/numpy-random";
import { shuffledIndices, type Random } from "../random/random";

/** What became of one stored pattern after the network started from it. */
export interface Recalled {
  readonly pattern: Int8Array;
  readonly state: Int8Array;
  readonly overlap: number;
}

/** Mean overlap of the recalled patterns with the stored ones, at one load. */
export interface LoadPoint {
  /** Number of patterns per neuron, P/N. */
  readonly load: number;
  readonly overlap: number;
}

/** A limit for states that would need very long; far above what the network needs. */
const MAX_SWEEPS = 200;

/** Random patterns; shape [patterns][neurons], each 1 or -1 with probability 1/2. */
export function randomPatterns(neurons: number, count: number, random: Random): readonly Int8Array[] {
  return Array.from({ length: count }, () =>
    Int8Array.from({ length: neurons }, () => (random() < 0.5 ? -1 : 1)),
  );
}

/**
 * Starts a Hebbian network from one of its patterns and updates one neuron after the other until none changes. Needs no
 * weights: sum over j of w_ij s_j is the sum over the patterns of xi_i m, with their overlaps m, minus (P/N) s_i.
 */
export function recalledFromItself(patterns: readonly Int8Array[], index: number, random: Random): Recalled {
  const pattern = patterns[index] ?? new Int8Array();
  const neurons = pattern.length;
  const state = Int8Array.from(pattern);
  /** Sums of xi_j s_j, which are N m. */
  const sums = patterns.map((each) => dot(each, state));
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let flips = 0;
    for (const neuron of shuffledIndices(neurons, random)) {
      const value = state[neuron] ?? 0;
      let input = -patterns.length * value;
      for (const [at, each] of patterns.entries()) input += (each[neuron] ?? 0) * (sums[at] ?? 0);
      if (input * value >= 0) continue;
      flips++;
      state[neuron] = -value;
      for (const [at, each] of patterns.entries())
        sums[at] = (sums[at] ?? 0) - 2 * value * (each[neuron] ?? 0);
    }
    if (flips === 0) break;
  }
  return { pattern, state, overlap: dot(pattern, state) / neurons };
}

/** The network of one load, seeded: what becomes of its first `trials` patterns. */
export function* recalledPatterns(
  neurons: number,
  count: number,
  trials: number,
  seed: number,
): Generator<Recalled, void> {
  const random = numpyRandom(seed);
  const patterns = randomPatterns(neurons, count, random);
  for (let index = 0; index < Math.min(trials, count); index++)
    yield recalledFromItself(patterns, index, random);
}

/** The curve of the overlap over the load. Yields the points known so far, so that the caller can pause in between. */
export function* overlapCurve(
  neurons: number,
  loads: readonly number[],
  trials: number,
  seed: number,
): Generator<readonly LoadPoint[], void> {
  const points: LoadPoint[] = [];
  for (const load of loads) {
    const count = Math.max(Math.round(load * neurons), 1);
    const overlaps: number[] = [];
    for (const { overlap } of recalledPatterns(neurons, count, trials, seed)) {
      overlaps.push(overlap);
      yield points.slice();
    }
    points.push({
      load: count / neurons,
      overlap: overlaps.reduce((sum, each) => sum + each, 0) / overlaps.length,
    });
    yield points.slice();
  }
}

function dot(one: Int8Array, other: Int8Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
