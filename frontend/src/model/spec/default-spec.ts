import type { GeneratedData, Layer, Task, TrainingSpec } from "./spec";

/** Seed of the page opened bare: chosen so that the circle is learned quickly. */
export const DEFAULT_SEED = 1;

/**
 * What an address without keys means: TensorFlow Playground's defaults, with a fixed seed. Constant for ever, because
 * every key that an address leaves out is read from here.
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

/** The learning rate of an optimizer where none is said. */
export function learningRateOf(optimizer: string): number {
  return optimizer === "sgd" ? 0.03 : 0.01;
}

/** TensorFlow Playground's output: one unit, tanh to tell two classes apart, linear for a real number. */
export function outputLayer(task: Task): Layer {
  return layer(1, task === "classification" ? "tanh" : "linear");
}
