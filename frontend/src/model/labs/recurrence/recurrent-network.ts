import type { LayerParameters } from "../../network/parameters";

/** Cells that read a sequence step by step. */
export const CELLS = ["simple", "lstm"] as const;
export type Cell = (typeof CELLS)[number];

/**
 * A recurrent layer with an output unit, as the server trains it: y = sigmoid(V h_T + c). Rows of `weights`, `recurrentWeights` and
 * `biases` are the units of a simple cell; of an LSTM they are the units of the gates i, f, g, o.
 */
export interface RecurrentNetwork {
  readonly cell: Cell;
  /** `[rows][columns]` of the input. */
  readonly weights: readonly (readonly number[])[];
  /** `[rows][units]` */
  readonly recurrentWeights: readonly (readonly number[])[];
  readonly biases: readonly number[];
  /** V, `[units]` */
  readonly outputWeights: readonly number[];
  readonly outputBias: number;
}

/** The state after a step; `memory` is c of an LSTM. */
export interface State {
  readonly output: readonly number[];
  readonly memory: readonly number[];
}

interface Step extends State {
  readonly before: State;
  /** Activated: one value for each unit, or for each unit of the gates i, f, g, o. */
  readonly gates: readonly number[];
}

/** @param sequence `[steps][columns]` */
export interface ReadSequence {
  readonly states: readonly State[];
  /** The answer y, from 0 to 1. */
  readonly answer: number;
  /** ||dL/dh_t|| by step, of the binary cross-entropy. */
  readonly gradientNorms: readonly number[];
}

/** The network of the server's parameters; undefined if they are not those of a recurrent layer and an output unit. */
export function recurrentNetwork(
  cell: Cell,
  parameters: readonly LayerParameters[] | undefined,
): RecurrentNetwork | undefined {
  const [layer, output] = parameters ?? [];
  const outputWeights = output?.weights[0];
  if (!layer?.recurrentWeights || !output || !outputWeights) return undefined;
  const { weights, recurrentWeights, biases } = layer;
  return { cell, weights, recurrentWeights, biases, outputWeights, outputBias: output.biases[0] ?? 0 };
}

/**
 * Reads a sequence and passes the error back through time.
 *
 * @param label 0 or 1
 * @param start the state before the first step; by default zeros
 */
export function read(
  network: RecurrentNetwork,
  sequence: readonly (readonly number[])[],
  label: number,
  start?: State,
): ReadSequence {
  const zeros = network.outputWeights.map(() => 0);
  let before: State = start ?? { output: zeros, memory: zeros };
  const steps = sequence.map((x) => {
    const step = stepOf(network, x, before);
    before = step;
    return step;
  });
  const answer = sigmoid(dot(network.outputWeights, before.output) + network.outputBias);
  return { states: steps, answer, gradientNorms: gradientNorms(network, steps, answer - label) };
}

/** The binary cross-entropy of an answer. */
export function lossOf(answer: number, label: number): number {
  return -Math.log(label === 1 ? answer : 1 - answer);
}

function stepOf(network: RecurrentNetwork, x: readonly number[], before: State): Step {
  const { cell, weights, recurrentWeights, biases } = network;
  const sums = weights.map(
    (row, at) => dot(row, x) + dot(recurrentWeights[at] ?? [], before.output) + (biases[at] ?? 0),
  );
  if (cell === "simple") {
    const output = sums.map(Math.tanh);
    return { before, gates: output, output, memory: before.memory };
  }
  const units = network.outputWeights.length;
  const gates = sums.map((sum, at) => (Math.floor(at / units) === 2 ? Math.tanh(sum) : sigmoid(sum)));
  const [input, forget, content, output] = gatesOf(gates, units);
  const memory = before.memory.map((c, unit) => forget(unit) * c + input(unit) * content(unit));
  return { before, gates, memory, output: memory.map((c, unit) => output(unit) * Math.tanh(c)) };
}

/** @param error dL/d(V h_T + c) */
function gradientNorms(network: RecurrentNetwork, steps: readonly Step[], error: number): readonly number[] {
  const norms: number[] = [];
  let outputGradient = network.outputWeights.map((weight) => error * weight);
  let memoryGradient = outputGradient.map(() => 0);
  for (const step of steps.toReversed()) {
    norms.push(Math.hypot(...outputGradient));
    const [sums, memory] =
      network.cell === "simple"
        ? [outputGradient.map((each, unit) => each * (1 - (step.output[unit] ?? 0) ** 2)), memoryGradient]
        : lstmGradients(step, outputGradient, memoryGradient);
    memoryGradient = memory;
    outputGradient = outputGradient.map((_, unit) =>
      sums.reduce((sum, each, row) => sum + each * (network.recurrentWeights[row]?.[unit] ?? 0), 0),
    );
  }
  return norms.reverse();
}

/** Gradients of the weighted sums of the gates, and of the memory before the step. */
function lstmGradients(
  { before, gates, memory }: Step,
  outputGradient: readonly number[],
  memoryGradient: readonly number[],
): [sums: number[], memory: number[]] {
  const units = memory.length;
  const [input, forget, content, output] = gatesOf(gates, units);
  const ofMemory = memory.map(
    (c, unit) =>
      (memoryGradient[unit] ?? 0) + (outputGradient[unit] ?? 0) * output(unit) * (1 - Math.tanh(c) ** 2),
  );
  const slope = (gate: number) => gate * (1 - gate);
  return [
    [
      ...ofMemory.map((each, unit) => each * content(unit) * slope(input(unit))),
      ...ofMemory.map((each, unit) => each * (before.memory[unit] ?? 0) * slope(forget(unit))),
      ...ofMemory.map((each, unit) => each * input(unit) * (1 - content(unit) ** 2)),
      ...memory.map((c, unit) => (outputGradient[unit] ?? 0) * Math.tanh(c) * slope(output(unit))),
    ],
    ofMemory.map((each, unit) => each * forget(unit)),
  ];
}

/** The gates i, f, g, o by unit. */
function gatesOf(gates: readonly number[], units: number) {
  const gate = (index: number) => (unit: number) => gates[index * units + unit] ?? 0;
  return [gate(0), gate(1), gate(2), gate(3)] as const;
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}

function sigmoid(sum: number): number {
  return 1 / (1 + Math.exp(-sum));
}
