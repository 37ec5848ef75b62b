import { sigmoid } from "../../network/activation";
import type { Random } from "../random/random";
import {
  gibbsStep,
  stateProbabilities,
  writeHiddenSums,
  type Parameters,
  type RestrictedMachine,
} from "./restricted-machine";

type States = readonly ArrayLike<number>[];

/** Where the negative phase of the gradient comes from. */
export type Method =
  | { readonly type: "exact" }
  /** `steps` Gibbs steps from every pattern (Hinton 2002). */
  | { readonly type: "contrastiveDivergence"; readonly steps: number }
  /** `steps` Gibbs steps on from where the last ended (Tieleman 2008). */
  | { readonly type: "persistent"; readonly steps: number };

/** A training: the machine, and the visible states of the persistent chains, one for each pattern. */
export interface MachineTraining {
  readonly machine: RestrictedMachine;
  readonly chains: States;
  readonly epochs: number;
}

/**
 * Sum of share times v h, v and h over the states, where h is P(h = 1 | v).
 *
 * @param shareOf share of each state; the shares of a mean have the sum 1
 */
function statistics(machine: RestrictedMachine, states: States, shareOf: (at: number) => number): Parameters {
  const { visible, hidden } = machine;
  const weights = new Float64Array(visible * hidden);
  const visibleBiases = new Float64Array(visible);
  const hiddenBiases = new Float64Array(hidden);
  const h = new Float64Array(hidden);
  for (const [at, v] of states.entries()) {
    const share = shareOf(at);
    writeHiddenSums(machine, v, h);
    for (let j = 0; j < hidden; j++) {
      const expected = share * sigmoid(h[j] ?? 0);
      h[j] = expected;
      hiddenBiases[j] = (hiddenBiases[j] ?? 0) + expected;
    }
    for (let i = 0; i < visible; i++) {
      if (v[i] !== 1) continue;
      visibleBiases[i] = (visibleBiases[i] ?? 0) + share;
      const row = i * hidden;
      for (let j = 0; j < hidden; j++) weights[row + j] = (weights[row + j] ?? 0) + (h[j] ?? 0);
    }
  }
  return { weights, visibleBiases, hiddenBiases };
}

function difference(data: Parameters, model: Parameters): Parameters {
  const minus = (one: Float64Array, other: Float64Array) => one.map((value, at) => value - (other[at] ?? 0));
  return {
    weights: minus(data.weights, model.weights),
    visibleBiases: minus(data.visibleBiases, model.visibleBiases),
    hiddenBiases: minus(data.hiddenBiases, model.hiddenBiases),
  };
}

/**
 * The gradient of the mean log-likelihood: <v h> of the patterns minus <v h> of the machine. The second mean is exact: over
 * all states of the visible units, weighted with their probabilities.
 */
export function exactGradient(
  machine: RestrictedMachine,
  patterns: States,
  states: readonly Float64Array[],
): Parameters {
  const probabilities = stateProbabilities(machine, states);
  return difference(
    statistics(machine, patterns, () => 1 / patterns.length),
    statistics(machine, states, (at) => probabilities[at] ?? 0),
  );
}

/** One epoch: one update with all patterns. */
export function trainedEpoch(
  { machine, chains, epochs }: MachineTraining,
  method: Method,
  patterns: States,
  states: readonly Float64Array[],
  learningRate: number,
  random: Random,
): MachineTraining {
  let ends = chains;
  let gradient: Parameters;
  if (method.type === "exact") gradient = exactGradient(machine, patterns, states);
  else {
    ends = (method.type === "persistent" ? chains : patterns).map((start) => {
      let v = start;
      for (let step = 0; step < method.steps; step++) v = gibbsStep(machine, v, random).visible;
      return v;
    });
    const mean = (of: States) => statistics(machine, of, () => 1 / of.length);
    gradient = difference(mean(patterns), mean(ends));
  }
  return { machine: moved(machine, gradient, learningRate), chains: ends, epochs: epochs + 1 };
}

function moved(machine: RestrictedMachine, gradient: Parameters, rate: number): RestrictedMachine {
  const plus = (values: Float64Array, by: Float64Array) =>
    values.map((value, at) => value + rate * (by[at] ?? 0));
  return {
    ...machine,
    weights: plus(machine.weights, gradient.weights),
    visibleBiases: plus(machine.visibleBiases, gradient.visibleBiases),
    hiddenBiases: plus(machine.hiddenBiases, gradient.hiddenBiases),
  };
}
