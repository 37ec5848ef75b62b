import type { PartialSpec } from "../../course/course-server";

/** Networks of four hidden layers, on the same pictures of digits. */
export const DEEP_NETWORKS = ["plain", "pretrained", "relu"] as const;
export type DeepNetwork = (typeof DEEP_NETWORKS)[number];

export const HIDDEN_LAYERS = 4;
export const PRETRAINING_EPOCHS = 20;
/** Epochs of backpropagation. */
export const DEEP_EPOCHS = 80;

/** All seeds are fixed, so that a class sees the same on every screen. */
const SEED = 1;

/**
 * The experiment of Hinton, Osindero and Teh (2006) on 8 x 8 pixels: 300 labelled pictures to train on, 900 to test on, and 2,000
 * without labels, which only the pre-training uses.
 */
export function deepNetworkSpec(network: DeepNetwork): PartialSpec {
  const isRelu = network === "relu";
  return {
    data: {
      source: "generated",
      generator: "digits8",
      samples: 1200,
      trainFraction: 0.25,
      unlabelled: 2000,
      seed: SEED,
    },
    network: {
      layers: [
        ...Array.from({ length: HIDDEN_LAYERS }, () => ({
          units: 32,
          activation: isRelu ? "relu" : "sigmoid",
        })),
        { units: 10, activation: "softmax" },
      ],
      initializer: { type: isRelu ? "he" : "xavier", seed: SEED },
    },
    training: {
      loss: "crossEntropy",
      optimizer: { type: "sgd", learningRate: 0.3 },
      batchSize: 10,
      shuffle: "everyEpoch",
      seed: SEED,
      ...(network === "pretrained" && {
        pretraining: { type: "rbm", epochs: PRETRAINING_EPOCHS, learningRate: 0.1, batchSize: 20, steps: 1 },
      }),
    },
  };
}
