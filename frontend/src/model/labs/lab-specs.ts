import type { AskedSpec } from "../course/course-server";
import { scheduleSpec, type ScheduleName } from "./schedule";

/** What the labs train: fixed seeds, so that a class sees on every screen what the teacher sees. */
const SEED = 1;

type Layers = AskedSpec["network"]["layers"];

function hidden(count: number, units: number, activation: string): Layers {
  return Array.from({ length: count }, () => ({ units, activation }));
}

const OUTPUT = { units: 1, activation: "tanh" } as const;

/** Why layers: networks to be compared on the same samples. */
export const LAYERS_NETWORKS = {
  circle: {
    none: [],
    linear: hidden(3, 8, "linear"),
    bent: hidden(1, 4, "tanh"),
  },
  /** Wide and deep have 105 parameters each. */
  spiral: {
    linear: hidden(2, 8, "linear"),
    wide: hidden(1, 26, "tanh"),
    deep: hidden(2, 8, "tanh"),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Layers>>>>;

export const LAYERS_EPOCHS = { circle: 150, spiral: 600 } as const;

export function layersSpec(generator: "circle" | "spiral", layers: Layers): AskedSpec {
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

/** Ways to begin, by name. */
export const BEGINNINGS = {
  zeros: { type: "zeros" },
  small: { type: "normal", standardDeviation: 0.01, seed: SEED },
  large: { type: "normal", standardDeviation: 3, seed: SEED },
  xavier: { type: "xavier", seed: SEED },
  he: { type: "he", seed: SEED },
} as const;
export type Beginning = keyof typeof BEGINNINGS;

/** The whole train set in one batch, so that one trace shows all of it. */
const PROBES = 64;

/** A network of equal hidden layers at its first weights. */
export function untrainedSpec(
  beginning: Beginning,
  activation: string,
  depth: number,
  units: number,
): AskedSpec {
  return {
    data: { source: "generated", generator: "circle", samples: 2 * PROBES, trainFraction: 0.5, seed: SEED },
    network: { layers: [...hidden(depth, units, activation), OUTPUT], initializer: BEGINNINGS[beginning] },
    training: { optimizer: { type: "sgd", learningRate: 0.03 }, batchSize: PROBES, seed: SEED },
  };
}

export function scheduledSpec(type: ScheduleName, learningRate: number, warmupEpochs: number): AskedSpec {
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

export const OVERFITTING_EPOCHS = 300;
export const PATIENCE = 25;

/** Few noisy samples and a network much too large, with one remedy at most. */
export function overfittingSpec(remedy: Remedy): AskedSpec {
  const dropout = remedy === "dropout" ? 0.4 : 0;
  const layers = hidden(2, 32, "relu").map((layer) => ({ ...layer, dropout }));
  // 40 samples to train with, or 800; a quarter to validate, the rest to test.
  const size =
    remedy === "data" ? { samples: 1600, trainFraction: 0.5 } : { samples: 400, trainFraction: 0.1 };
  return {
    data: { source: "generated", generator: "gauss", noise: 0.5, seed: 3, validationFraction: 0.25, ...size },
    network: {
      layers: [...layers, { units: 1, activation: "sigmoid" }],
      initializer: { type: "he", seed: SEED },
    },
    training: {
      optimizer: { type: "adam", learningRate: 0.005 },
      regularization: remedy === "l2" ? { type: "l2", rate: 0.01 } : { type: "none", rate: 0 },
      batchSize: 8,
      shuffle: "everyEpoch",
      seed: SEED,
    },
  };
}
