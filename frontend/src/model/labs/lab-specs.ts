import type { PartialDenseLayer, PartialSpec } from "../course/course-server";
import type { Sample } from "../spec/spec";
import { scheduleSpec, type ScheduleName } from "./schedule";

/** All labs use fixed seeds, so that a class sees the same on every screen. */
const SEED = 1;

type Layers = readonly PartialDenseLayer[];

function hidden(count: number, units: number, activation: string): Layers {
  return Array.from({ length: count }, () => ({ units, activation }));
}

const OUTPUT = { units: 1, activation: "tanh" } as const;

/** Networks of the lab "Why layers", compared on the same samples. */
export const LAYERS_NETWORKS = {
  circle: {
    none: [],
    linear: hidden(3, 8, "linear"),
    bent: hidden(1, 4, "tanh"),
  },
  /** `wide` and `deep` have 105 parameters each. */
  spiral: {
    linear: hidden(2, 8, "linear"),
    wide: hidden(1, 26, "tanh"),
    deep: hidden(2, 8, "tanh"),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Layers>>>>;

export const LAYERS_EPOCHS = { circle: 150, spiral: 600 } as const;

export function layersSpec(generator: "circle" | "spiral", layers: Layers): PartialSpec {
  return {
    data: { source: "generated", generator, samples: 300, noise: 0, trainFraction: 0.7, seed: SEED },
    network: { layers: [...layers, OUTPUT], initializer: { type: "xavier", seed: SEED } },
    training: {
      optimizer: { type: "adam", learningRate: 0.01 },
      batchSize: 10,
      shuffle: "everyEpoch",
      seed: SEED,
    },
  };
}

export function parameterCount(inputs: number, layers: Layers): number {
  return [...layers, OUTPUT].reduce(
    ({ sum, before }, { units }) => ({ sum: sum + units * (before + 1), before: units }),
    { sum: 0, before: inputs },
  ).sum;
}

/** Initializers by name. */
export const INITIALIZATIONS = {
  zeros: { type: "zeros" },
  small: { type: "normal", standardDeviation: 0.01, seed: SEED },
  large: { type: "normal", standardDeviation: 3, seed: SEED },
  xavier: { type: "xavier", seed: SEED },
  he: { type: "he", seed: SEED },
} as const;
export type Initialization = keyof typeof INITIALIZATIONS;

/** The whole training set is one batch, so that one trace covers it. */
const PROBE_SAMPLES = 64;

/** An untrained network of equal hidden layers. */
export function untrainedSpec(
  initialization: Initialization,
  activation: string,
  depth: number,
  units: number,
): PartialSpec {
  return {
    data: {
      source: "generated",
      generator: "circle",
      samples: 2 * PROBE_SAMPLES,
      trainFraction: 0.5,
      seed: SEED,
    },
    network: {
      layers: [...hidden(depth, units, activation), OUTPUT],
      initializer: INITIALIZATIONS[initialization],
    },
    training: { optimizer: { type: "sgd", learningRate: 0.03 }, batchSize: PROBE_SAMPLES, seed: SEED },
  };
}

export function scheduledSpec(type: ScheduleName, learningRate: number, warmupEpochs: number): PartialSpec {
  return {
    data: {
      source: "generated",
      generator: "circle",
      samples: 300,
      noise: 0,
      trainFraction: 0.7,
      seed: SEED,
    },
    network: { layers: [...hidden(2, 6, "tanh"), OUTPUT], initializer: { type: "xavier", seed: SEED } },
    training: {
      optimizer: { type: "sgd", learningRate },
      schedule: scheduleSpec(type, warmupEpochs),
      batchSize: 5,
      shuffle: "everyEpoch",
      seed: SEED,
    },
  };
}

export const REMEDIES = ["none", "earlyStopping", "l2", "dropout", "data"] as const;
export type Remedy = (typeof REMEDIES)[number];

/** How the samples of the overfitting lab are used: the same test set in every run. */
const OVERFITTING_SIZES = { test: 1000, validation: 100, train: 40, moreTrain: 400 } as const;
const OVERFITTING_BATCH_SIZE = 8;
/** Updates of every run that is not stopped early. */
export const OVERFITTING_UPDATES = 1500;
/** Epochs without a lower validation loss before early stopping. */
export const PATIENCE = 25;

/** Noisy moons, enough for all sets; only the samples are used. */
export function overfittingSamplesSpec(): PartialSpec {
  const { test, validation, moreTrain } = OVERFITTING_SIZES;
  const samples = test + validation + moreTrain;
  return {
    data: { source: "generated", generator: "moons", samples, noise: 0.5, trainFraction: 1, seed: SEED },
    network: { layers: [OUTPUT], initializer: { type: "zeros" } },
    training: { optimizer: { type: "sgd", learningRate: 0.01 }, seed: SEED },
  };
}

/**
 * Few noisy samples and a network much too large, with at most one remedy.
 *
 * @param samples those of `overfittingSamplesSpec`, in the server's order
 */
export function overfittingSpec(remedy: Remedy, samples: readonly Sample[]): PartialSpec {
  const { test, validation } = OVERFITTING_SIZES;
  const trainFrom = test + validation;
  const dropout = remedy === "dropout" ? 0.4 : 0;
  const layers = hidden(2, 32, "relu").map((layer) => ({ ...layer, dropout }));
  return {
    data: {
      source: "inline",
      train: samples.slice(trainFrom, trainFrom + trainSize(remedy)),
      validation: samples.slice(test, trainFrom),
      test: samples.slice(0, test),
    },
    network: {
      layers: [...layers, { units: 1, activation: "sigmoid" }],
      initializer: { type: "he", seed: SEED },
    },
    training: {
      optimizer: { type: "adam", learningRate: 0.005 },
      regularization: remedy === "l2" ? { type: "l2", rate: 0.01 } : { type: "none", rate: 0 },
      batchSize: OVERFITTING_BATCH_SIZE,
      shuffle: "everyEpoch",
      seed: SEED,
    },
  };
}

/** Updates of one epoch: more samples make more of them. */
export function overfittingUpdatesPerEpoch(remedy: Remedy): number {
  return trainSize(remedy) / OVERFITTING_BATCH_SIZE;
}

function trainSize(remedy: Remedy): number {
  return remedy === "data" ? OVERFITTING_SIZES.moreTrain : OVERFITTING_SIZES.train;
}
