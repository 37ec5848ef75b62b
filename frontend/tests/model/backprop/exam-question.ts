import type { Trace } from "../../../src/model/backprop/trace";
import { layer } from "../../../src/model/spec/default-spec";
import type { TrainingSpec } from "../../../src/model/spec/spec";

/**
 * The lecture's exam question: 2-3-1-1 with squares, x = (1, 0), y = 1, half the squared error. The expected numbers
 * are from the lecture.
 */
export const SPEC: TrainingSpec = {
  task: "regression",
  data: { source: "inline", train: [{ x: [1, 0], y: 1 }] },
  features: ["x1", "x2"],
  network: {
    layers: [layer(3, "square"), layer(1, "square"), { ...layer(1, "linear"), bias: false }],
    initializer: { type: "zeros" },
  },
  training: {
    loss: "squaredError",
    optimizer: { type: "sgd", learningRate: 0.1 },
    schedule: { type: "constant" },
    regularization: { type: "none", rate: 0 },
    batchSize: 1,
    shuffle: "never",
    seed: 1,
  },
};

const SUMS = [0.7, -0.6, 0.85];
const HIDDEN = SUMS.map((sum) => sum * sum);
const Z = 0.566;
const OUTPUT = 1.2 * Z * Z;
export const DELTA3 = OUTPUT - 1;
const DELTA2 = 1.2 * DELTA3 * 2 * Z;
export const DELTA1 = [0.7, -0.6, 0.4].map((weight, unit) => weight * DELTA2 * 2 * (SUMS[unit] ?? 0));

export const TRACE: Trace = {
  run: 1,
  epoch: 0,
  batch: { index: 0, count: 1 },
  learningRate: 0.1,
  update: 1,
  loss: DELTA3 ** 2 / 2,
  samples: [0],
  inputs: [[1, 0]],
  targets: [[1]],
  sampleLosses: [DELTA3 ** 2 / 2],
  layers: [
    {
      weightedSums: [SUMS],
      activations: [HIDDEN],
      deltas: [DELTA1],
      weights: [
        [0.6, 0.2],
        [-0.4, 0.5],
        [0.8, -0.3],
      ],
      biases: [0.1, -0.2, 0.05],
      weightGradients: DELTA1.map((delta) => [delta, 0]),
      biasGradients: DELTA1,
      updatedWeights: [
        [0.6 - 0.1 * (DELTA1[0] ?? 0), 0.2],
        [-0.4 - 0.1 * (DELTA1[1] ?? 0), 0.5],
        [0.8 - 0.1 * (DELTA1[2] ?? 0), -0.3],
      ],
      updatedBiases: [0.1, -0.2, 0.05].map((bias, unit) => bias - 0.1 * (DELTA1[unit] ?? 0)),
    },
    {
      weightedSums: [[Z]],
      activations: [[Z * Z]],
      deltas: [[DELTA2]],
      weights: [[0.7, -0.6, 0.4]],
      biases: [0.15],
      weightGradients: [HIDDEN.map((h) => h * DELTA2)],
      biasGradients: [DELTA2],
    },
    {
      weightedSums: [[OUTPUT]],
      activations: [[OUTPUT]],
      deltas: [[DELTA3]],
      weights: [[1.2]],
      biases: [],
      weightGradients: [[Z * Z * DELTA3]],
      biasGradients: [],
    },
  ],
};
