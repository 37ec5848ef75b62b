import type { GeneratedData, Layer, Task, TrainingSpec } from "./spec";

/** Seed of the default spec, chosen so that the circle is learned quickly. */
export const DEFAULT_SEED = 1;

/**
 * The spec of an address without keys: TensorFlow Playground's defaults with a fixed seed. It must never change,
 * because an address leaves out keys with these values.
 */
export function defaultSpec(task: Task = "classification"): TrainingSpec & { readonly data: GeneratedData } {
  return {
    task,
    data: {
      source: "generated",
      generator: task === "classification" ? "circle" : "plane",
      samples: task === "classification" ? 500 : 1200,
      noise: 0,
      trainFraction: 0.5,
      validationFraction: 0,
      seed: DEFAULT_SEED,
    },
    features: ["x1", "x2"],
    network: {
      layers: [layer(4, "tanh"), layer(2, "tanh"), outputLayer(task)],
      initializer: { type: "uniform", seed: DEFAULT_SEED },
    },
    training: {
      loss: "squaredError",
      optimizer: { type: "sgd", learningRate: 0.03 },
      schedule: { type: "constant" },
      regularization: { type: "none", rate: 0 },
      batchSize: 10,
      shuffle: "never",
      seed: DEFAULT_SEED,
    },
  };
}

export function layer(units: number, activation: string): Layer {
  return { units, activation, bias: true, dropout: 0 };
}

/** TensorFlow Playground's output layer: one unit, tanh for two classes, linear for regression. */
export function outputLayer(task: Task): Layer {
  return layer(1, task === "classification" ? "tanh" : "linear");
}
