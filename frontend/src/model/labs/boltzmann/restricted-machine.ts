import { sigmoid } from "../../network/activation";
import { normalNumber, type Random } from "../random/random";

/**
 * A restricted Boltzmann machine with the energy E(v, h) = -b v - c h - v W h of units that are 0 or 1. Visible and hidden
 * units are connected with each other, but not among themselves.
 *
 * Shapes: `weights` `[visible * hidden]`, the hidden units of one visible unit side by side; `visibleBiases` b `[visible]`;
 * `hiddenBiases` c `[hidden]`.
 */
export interface RestrictedMachine {
  readonly visible: number;
  readonly hidden: number;
  readonly weights: Float64Array;
  readonly visibleBiases: Float64Array;
  readonly hiddenBiases: Float64Array;
}

/** The three parameter arrays, also for gradients. */
export type Parameters = Pick<RestrictedMachine, "weights" | "visibleBiases" | "hiddenBiases">;

/** Weights from N(0, 0.1²), biases 0. */
export function initialMachine(visible: number, hidden: number, random: Random): RestrictedMachine {
  return {
    visible,
    hidden,
    weights: Float64Array.from({ length: visible * hidden }, () => 0.1 * normalNumber(random)),
    visibleBiases: new Float64Array(visible),
    hiddenBiases: new Float64Array(hidden),
  };
}

/**
 * Writes the sum of the inputs of every hidden unit, c + v W.
 *
 * @param v states of the visible units, 0 or 1
 * @param sums is overwritten: the sums over all 512 states would otherwise need as many arrays
 */
export function writeHiddenSums(
  { visible, hidden, weights, hiddenBiases }: RestrictedMachine,
  v: ArrayLike<number>,
  sums: Float64Array,
): void {
  sums.set(hiddenBiases);
  for (let i = 0; i < visible; i++) {
    if (v[i] !== 1) continue;
    const row = i * hidden;
    for (let j = 0; j < hidden; j++) sums[j] = (sums[j] ?? 0) + (weights[row + j] ?? 0);
  }
}

function hiddenSums(machine: RestrictedMachine, v: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(machine.hidden);
  writeHiddenSums(machine, v, sums);
  return sums;
}

/** Sum of the inputs of every visible unit, b + W h. */
function visibleSums({ visible, hidden, weights, visibleBiases }: RestrictedMachine, h: ArrayLike<number>) {
  const sums = Float64Array.from(visibleBiases);
  for (let i = 0; i < visible; i++) {
    let sum = sums[i] ?? 0;
    for (let j = 0; j < hidden; j++) sum += (h[j] ?? 0) * (weights[i * hidden + j] ?? 0);
    sums[i] = sum;
  }
  return sums;
}

/** P(h = 1 | v) of every hidden unit at temperature T. */
export function hiddenProbabilities(machine: RestrictedMachine, v: ArrayLike<number>, temperature = 1) {
  return hiddenSums(machine, v).map((sum) => sigmoid(sum / temperature));
}

/** P(v = 1 | h) of every visible unit at temperature T. */
export function visibleProbabilities(machine: RestrictedMachine, h: ArrayLike<number>, temperature = 1) {
  return visibleSums(machine, h).map((sum) => sigmoid(sum / temperature));
}

/** One 0 or 1 for each probability. */
export function sampled(probabilities: Float64Array, random: Random): Float64Array {
  return probabilities.map((p) => Number(random() < p));
}

/**
 * One Gibbs step at temperature T: the hidden units given the visible ones, then the visible ones given these.
 *
 * @param clamped value of the visible units that stay as they are; undefined for free ones
 */
export function gibbsStep(
  machine: RestrictedMachine,
  v: ArrayLike<number>,
  random: Random,
  temperature = 1,
  clamped: readonly (number | undefined)[] = [],
): { readonly visible: Float64Array; readonly hidden: Float64Array } {
  const hidden = sampled(hiddenProbabilities(machine, v, temperature), random);
  const free = sampled(visibleProbabilities(machine, hidden, temperature), random);
  return { visible: free.map((value, at) => clamped[at] ?? value), hidden };
}

/** All states of the visible units; bit i of the code is unit i. Shape `[2^visible][visible]`. */
export function visibleStates(visible: number): readonly Float64Array[] {
  return Array.from({ length: 2 ** visible }, (_, code) =>
    Float64Array.from({ length: visible }, (_, at) => (code >> at) & 1),
  );
}

export function codeOf(v: ArrayLike<number>): number {
  let code = 0;
  for (let at = 0; at < v.length; at++) code += (v[at] ?? 0) * 2 ** at;
  return code;
}

/** -T ln of the sum of e^(-E/T) over the hidden states: -b v - T times the sum of ln(1 + e^(z/T)). */
export function freeEnergy(machine: RestrictedMachine, v: ArrayLike<number>, temperature = 1): number {
  let energy = 0;
  for (let i = 0; i < machine.visible; i++) energy -= (machine.visibleBiases[i] ?? 0) * (v[i] ?? 0);
  // ln(1 + e^z) = max(z, 0) + ln(1 + e^-|z|): no overflow, and one logarithm of a product.
  let product = 1;
  for (const sum of hiddenSums(machine, v)) {
    energy -= Math.max(sum, 0);
    product *= 1 + Math.exp(-Math.abs(sum) / temperature);
  }
  return energy - temperature * Math.log(product);
}

/**
 * The exact P(v) of all 2^visible states, at most 2^12, by their codes.
 *
 * @param states those of `visibleStates`
 */
export function stateProbabilities(
  machine: RestrictedMachine,
  states: readonly Float64Array[],
  temperature = 1,
): Float64Array {
  return normalized(Float64Array.from(states, (v) => -freeEnergy(machine, v, temperature) / temperature));
}

/** e^x of each number, divided by their sum. */
export function normalized(exponents: Float64Array): Float64Array {
  const highest = exponents.reduce((maximum, each) => Math.max(maximum, each), -Infinity);
  const weights = exponents.map((each) => Math.exp(each - highest));
  const sum = weights.reduce((all, each) => all + each, 0);
  return weights.map((each) => each / sum);
}

/** Mean of ln P(v) over the patterns. */
export function logLikelihood(
  machine: RestrictedMachine,
  patterns: readonly (readonly number[])[],
  states: readonly Float64Array[],
): number {
  const probabilities = stateProbabilities(machine, states);
  return (
    patterns.reduce((sum, pattern) => sum + Math.log(probabilities[codeOf(pattern)] ?? 0), 0) /
    patterns.length
  );
}
