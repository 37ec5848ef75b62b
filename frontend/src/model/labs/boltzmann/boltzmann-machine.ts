import { sigmoid } from "../../network/activation";
import { normalNumber, type Random } from "../random/random";
import { normalized } from "./restricted-machine";

/**
 * A Boltzmann machine of at most 10 units s that are 0 or 1, with the energy E(s) = -½ s W s - b s (Ackley, Hinton and
 * Sejnowski 1985).
 *
 * Shapes: `weights` W `[units * units]`, symmetric, with a diagonal of 0; `biases` b `[units]`.
 */
export interface BoltzmannMachine {
  readonly units: number;
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/** A unit that is held at 0 or 1; undefined for a free one. */
export type Clamps = readonly (0 | 1 | undefined)[];

/**
 * Normal weights with mean 0, biases 0.
 *
 * @param deviationOf standard deviation of the weight between two units; 0 if they are not connected
 */
export function initialBoltzmannMachine(
  units: number,
  deviationOf: (i: number, j: number) => number,
  random: Random,
): BoltzmannMachine {
  const weights = new Float64Array(units * units);
  for (let i = 0; i < units; i++) {
    for (let j = i + 1; j < units; j++) {
      const deviation = deviationOf(i, j);
      if (deviation > 0) weights[i * units + j] = weights[j * units + i] = deviation * normalNumber(random);
    }
  }
  return { units, weights, biases: new Float64Array(units) };
}

export function energyOf({ units, weights, biases }: BoltzmannMachine, s: ArrayLike<number>): number {
  let energy = 0;
  for (let i = 0; i < units; i++) {
    energy -= (biases[i] ?? 0) * (s[i] ?? 0);
    for (let j = 0; j < i; j++) energy -= (weights[i * units + j] ?? 0) * (s[i] ?? 0) * (s[j] ?? 0);
  }
  return energy;
}

/** The energy with the unit off minus the energy with the unit on: its bias and the weights of the units that are on. */
export function energyGap(
  { units, weights, biases }: BoltzmannMachine,
  s: ArrayLike<number>,
  unit: number,
): number {
  let gap = biases[unit] ?? 0;
  for (let j = 0; j < units; j++) gap += (weights[unit * units + j] ?? 0) * (s[j] ?? 0);
  return gap;
}

/** Updates every free unit once, in random order: it is on with the probability sigmoid(gap / T). */
export function sweep(
  machine: BoltzmannMachine,
  s: Uint8Array,
  temperature: number,
  random: Random,
  clamps: Clamps = [],
): Uint8Array {
  const next = s.map((value, at) => clamps[at] ?? value);
  for (let step = 0; step < machine.units; step++) {
    const unit = Math.floor(random() * machine.units);
    if (clamps[unit] !== undefined) continue;
    next[unit] = Number(random() < sigmoid(energyGap(machine, next, unit) / temperature));
  }
  return next;
}

/** All states of `units` units; bit i of the code is unit i. */
export function allStates(units: number): readonly Uint8Array[] {
  return Array.from({ length: 2 ** units }, (_, code) =>
    Uint8Array.from({ length: units }, (_, at) => (code >> at) & 1),
  );
}

/** e^(-E/T) / Z of all states, by their codes; 0 for states that contradict a clamp. */
export function boltzmannDistribution(
  machine: BoltzmannMachine,
  states: readonly Uint8Array[],
  temperature = 1,
  clamps: Clamps = [],
): Float64Array {
  return normalized(
    Float64Array.from(states, (s) =>
      clamps.every((value, at) => value === undefined || value === s[at])
        ? -energyOf(machine, s) / temperature
        : -Infinity,
    ),
  );
}

/** Half the sum of the differences of two distributions: 0 if they are equal, 1 if they have no state in common. */
export function totalVariation(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
  return sum / 2;
}

/** <s_i s_j> and, on the diagonal, <s_i>. Shape `[units * units]`. */
function correlations(
  units: number,
  states: readonly Uint8Array[],
  probabilities: Float64Array,
): Float64Array {
  const means = new Float64Array(units * units);
  for (const [code, s] of states.entries()) {
    const p = probabilities[code] ?? 0;
    if (p === 0) continue;
    for (let i = 0; i < units; i++) {
      if (s[i] !== 1) continue;
      for (let j = 0; j < units; j++) if (s[j] === 1) means[i * units + j] = (means[i * units + j] ?? 0) + p;
    }
  }
  return means;
}

/**
 * One update with the learning rule dW = eta (<s s>+ - <s s>-): the first mean while the patterns are clamped to the visible
 * units, the second while the machine runs freely. Both are exact. Only weights that are not 0 change.
 */
export function trainedBoltzmannMachine(
  machine: BoltzmannMachine,
  patterns: readonly Clamps[],
  states: readonly Uint8Array[],
  learningRate: number,
): BoltzmannMachine {
  const { units } = machine;
  const clamped = patterns.map((clamps) =>
    correlations(units, states, boltzmannDistribution(machine, states, 1, clamps)),
  );
  const free = correlations(units, states, boltzmannDistribution(machine, states));
  const change = free.map(
    (mean, at) =>
      learningRate * (clamped.reduce((sum, each) => sum + (each[at] ?? 0), 0) / patterns.length - mean),
  );
  return {
    units,
    weights: machine.weights.map((weight, at) => (weight === 0 ? 0 : weight + (change[at] ?? 0))),
    biases: machine.biases.map((bias, unit) => bias + (change[unit * units + unit] ?? 0)),
  };
}
