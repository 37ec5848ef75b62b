import type { PartialSpec } from "../../course/course-server";
import type { Corruption } from "../../spec/spec";
import { NOISE, pointsOf, type Curve } from "./manifold";

/** All seeds are fixed, so that a class sees the same on every screen. */
const SEED = 1;

/** Each point is ten times in the train set, disturbed differently each time. */
const COPIES = 10;

export const PLANE_EPOCHS = 600;
export const DIGITS_EPOCHS = 60;

/** A fifth of the pixels are flipped. */
export const CORRUPTION: Corruption = { type: "flip", amount: 0.2 };

/** A denoising autoencoder of the plane, 2-32-32-2. */
export function planeSpec(curve: Curve): PartialSpec {
  const points = pointsOf(curve).map((x) => ({ x, y: 0 }));
  return {
    task: "regression",
    data: {
      source: "inline",
      train: Array.from({ length: COPIES }, () => points).flat(),
      target: "input",
      corruption: { type: "gaussian", amount: NOISE },
    },
    features: ["x1", "x2"],
    network: {
      layers: [
        { units: 32, activation: "tanh" },
        { units: 32, activation: "tanh" },
        { units: 2, activation: "linear" },
      ],
      initializer: { type: "xavier", seed: SEED },
    },
    training: {
      optimizer: { type: "adam", learningRate: 0.01 },
      schedule: { type: "cosine", epochs: PLANE_EPOCHS },
      batchSize: points.length,
      shuffle: "everyEpoch",
      seed: SEED,
    },
  };
}

/** A denoising autoencoder of pictures of digits, 64-96-64. */
export function digitsSpec(): PartialSpec {
  return {
    task: "regression",
    data: {
      source: "generated",
      generator: "digits8",
      samples: 1200,
      trainFraction: 0.75,
      target: "input",
      corruption: CORRUPTION,
      seed: SEED,
    },
    network: {
      layers: [
        { units: 96, activation: "relu" },
        { units: 64, activation: "sigmoid" },
      ],
      initializer: { type: "he", seed: SEED },
    },
    training: {
      optimizer: { type: "adam", learningRate: 0.003 },
      batchSize: 20,
      shuffle: "everyEpoch",
      seed: SEED,
    },
  };
}
