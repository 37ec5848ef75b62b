import type { PartialSpec } from "../../course/course-server";
import { numpyRandom } from "../random/numpy-random";
import { seededRandom, type Random } from "../random/random";
import type { Cell, RecurrentNetwork } from "./recurrent-network";

/** Say the first of two symbols after the others have distracted. */

export const UNITS = 8;
export const SYMBOLS = 2;
export const LENGTHS = [5, 10, 20, 30, 40] as const;
/** 600 updates: 25 batches of 32 in each epoch. */
export const MEMORY_EPOCHS = 24;

/**
 * Seeds of the initial weights that the reader can choose. All learn sequences of 20 steps. From the second, a simple network
 * does not learn 30 steps; from the others, that depends on how the processor rounds. An LSTM learns them from the first.
 */
const SEEDS: readonly number[] = [8, 1, 7];

/** The initial forget gate of an LSTM is open: sigmoid(3) = 0.95. */
const FORGET_BIAS = 3;

/** What the reader chooses. */
export interface MemorySetting {
  readonly cell: Cell;
  /** Steps of a sequence. */
  readonly length: number;
  /** Spectral radius of the initial recurrent weights, all of whose singular values are equal. */
  readonly radius: number;
  /** Number of the initial weights, from 1 to 3. */
  readonly start: number;
}

/** Initial weights: those of inputs and output uniform (Xavier), recurrent ones a multiple of an orthogonal matrix for each gate. */
export function initialNetwork({ cell, radius, start }: MemorySetting): RecurrentNetwork {
  const random = numpyRandom(SEEDS[start - 1] ?? start);
  const gates = cell === "simple" ? 1 : 4;
  const weights = Array.from({ length: gates }, () => uniform(UNITS, SYMBOLS, random)).flat();
  const recurrentWeights = Array.from({ length: gates }, () =>
    orthogonal(UNITS, random).map((row) => row.map((value) => radius * value)),
  ).flat();
  const isForgetGate = (row: number) => cell === "lstm" && Math.floor(row / UNITS) === 1;
  return {
    cell,
    weights,
    recurrentWeights,
    biases: weights.map((_, row) => (isForgetGate(row) ? FORGET_BIAS : 0)),
    outputWeights: uniform(1, UNITS, random)[0] ?? [],
    outputBias: 0,
  };
}

export function memorySpec(setting: MemorySetting): PartialSpec {
  const { weights, recurrentWeights, biases, outputWeights, outputBias } = initialNetwork(setting);
  return {
    data: {
      source: "generated",
      generator: "firstSymbol",
      classes: SYMBOLS,
      steps: setting.length,
      samples: 1000,
      trainFraction: 0.8,
      seed: 1,
    },
    network: {
      layers: [
        { type: "recurrent", cell: setting.cell, units: UNITS },
        { units: 1, activation: "sigmoid" },
      ],
      initializer: {
        type: "explicit",
        weights: [weights, [outputWeights]],
        recurrentWeights: [recurrentWeights, null],
        biases: [biases, [outputBias]],
      },
    },
    training: {
      loss: "binaryCrossEntropy",
      optimizer: { type: "adam", learningRate: 0.01 },
      batchSize: 32,
      shuffle: "everyEpoch",
      seed: 1,
    },
  };
}

/** A sequence of symbols 0 and 1; the first one is the answer. */
export function symbolsOf(length: number, seed: number): readonly number[] {
  const random = seededRandom(seed);
  return Array.from({ length }, () => (random() < 0.5 ? 0 : 1));
}

/** The columns of each symbol, 1 for it and 0 for the other. */
export function encoded(symbols: readonly number[]): readonly (readonly number[])[] {
  return symbols.map((symbol) => [symbol === 0 ? 1 : 0, symbol === 1 ? 1 : 0]);
}

/** What a linear neuron with one input keeps of a signal: w^steps. */
export function linearMemory(weight: number, steps: number): number {
  return weight ** steps;
}

function uniform(rows: number, columns: number, random: Random): readonly (readonly number[])[] {
  const limit = Math.sqrt(6 / (rows + columns));
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => (2 * random() - 1) * limit),
  );
}

/** Rows of random numbers, each made orthogonal to those before (Gram and Schmidt). */
function orthogonal(size: number, random: Random): readonly (readonly number[])[] {
  const drawn = Array.from({ length: size }, () => Array.from({ length: size }, () => random() - 0.5));
  const rows: (readonly number[])[] = [];
  for (const each of drawn) {
    let rest: readonly number[] = each;
    for (const row of rows) {
      const share = rest.reduce((sum, value, at) => sum + value * (row[at] ?? 0), 0);
      rest = rest.map((value, at) => value - share * (row[at] ?? 0));
    }
    const length = Math.hypot(...rest);
    rows.push(rest.map((value) => value / length));
  }
  return rows;
}
