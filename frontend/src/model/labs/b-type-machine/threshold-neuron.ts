export type Bit = 0 | 1;

/** How an input reaches the neuron. */
export type Synapse = "excitatory" | "inhibitory" | "none";

export interface ThresholdNeuron {
  readonly synapses: readonly Synapse[];
  readonly threshold: number;
}

/** Two inputs, in the order of all truth tables: 00, 01, 10, 11. */
export const ROWS: readonly (readonly [Bit, Bit])[] = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

/** McCulloch and Pitts (1943): 1 if no inhibitory input is on and the number of excitatory inputs that are on reaches the threshold. */
export function thresholdOutput({ synapses, threshold }: ThresholdNeuron, inputs: readonly Bit[]): Bit {
  const on = (kind: Synapse) => synapses.filter((synapse, at) => synapse === kind && inputs[at] === 1).length;
  return on("inhibitory") === 0 && on("excitatory") >= threshold ? 1 : 0;
}

/** The functions that the reader may try to build, with their outputs for `ROWS`. */
export const GATES = {
  and: [0, 0, 0, 1],
  or: [0, 1, 1, 1],
  not: [1, 1, 0, 0],
  nor: [1, 0, 0, 0],
  butNot: [0, 0, 1, 0],
  nand: [1, 1, 1, 0],
  xor: [0, 1, 1, 0],
} as const satisfies Readonly<Record<string, readonly Bit[]>>;

export type Gate = keyof typeof GATES;
