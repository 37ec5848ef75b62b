import { shuffledIndices, type Random } from "../random/random";

/** The states of all neurons, each 1 or -1. */
export type State = readonly number[];

/** Symmetric, with zeros on the diagonal; shape [neurons][neurons]. */
export type Weights = readonly (readonly number[])[];

/** One neuron has looked at its inputs. */
export interface Update {
  readonly neuron: number;
  readonly flipped: boolean;
  readonly state: State;
  readonly energy: number;
}

/** The Hebb rule of Hopfield (1982): w_ij = (1/N) sum over the patterns of s_i s_j, and w_ii = 0. */
export function hebbianWeights(patterns: readonly State[], neurons: number): Weights {
  return Array.from({ length: neurons }, (_, i) =>
    Array.from({ length: neurons }, (_, j) =>
      i === j ? 0 : patterns.reduce((sum, each) => sum + (each[i] ?? 0) * (each[j] ?? 0), 0) / neurons,
    ),
  );
}

/** Input of one neuron: sum over j of w_ij s_j. */
export function inputOf(weights: Weights, state: State, neuron: number): number {
  return (weights[neuron] ?? []).reduce((sum, weight, j) => sum + weight * (state[j] ?? 0), 0);
}

/** E = -1/2 sum over i and j of w_ij s_i s_j. */
export function energyOf(weights: Weights, state: State): number {
  return -0.5 * state.reduce((sum, each, i) => sum + each * inputOf(weights, state, i), 0);
}

/** The sign of the input; a neuron whose input is 0 keeps its state. Rounding errors count as 0. */
export function nextValue(weights: Weights, state: State, neuron: number): number {
  const input = inputOf(weights, state, neuron);
  return Math.abs(input) < 1e-12 ? (state[neuron] ?? 1) : Math.sign(input);
}

/** All neurons at once, which can end in a cycle of two states. */
export function updatedTogether(weights: Weights, state: State): State {
  return state.map((_, neuron) => nextValue(weights, state, neuron));
}

export function isStable(weights: Weights, state: State): boolean {
  return state.every((value, neuron) => nextValue(weights, state, neuron) === value);
}

/** One neuron after the other, in a new random order in each sweep, until no neuron changes. */
export function recall(weights: Weights, start: State, random: Random): readonly Update[] {
  const updates: Update[] = [];
  let state = start;
  while (!isStable(weights, state)) {
    for (const neuron of shuffledIndices(start.length, random)) {
      const value = nextValue(weights, state, neuron);
      const flipped = value !== state[neuron];
      if (flipped) state = state.with(neuron, value);
      const energy = flipped
        ? energyOf(weights, state)
        : (updates.at(-1)?.energy ?? energyOf(weights, state));
      updates.push({ neuron, flipped, state, energy });
    }
  }
  return updates;
}

/** (1/N) sum of s_i t_i: 1 for equal states, 0 for unrelated ones, -1 for opposite ones. */
export function overlapOf(state: State, other: State): number {
  return state.reduce((sum, each, at) => sum + each * (other[at] ?? 0), 0) / state.length;
}

/** The state with this number of different neurons flipped. */
export function damaged(state: State, count: number, random: Random): State {
  const flipped = new Set(shuffledIndices(state.length, random).slice(0, count));
  return state.map((value, at) => (flipped.has(at) ? -value : value));
}
