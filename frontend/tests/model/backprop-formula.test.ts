import katex from "katex";
import { describe, expect, it } from "vitest";
import { formulaOf, pathValues } from "../../src/model/backprop-formula";
import { activationTex } from "../../src/model/backprop-rules";
import { arisenAt, stepsOf } from "../../src/model/backprop-walk";
import { layer } from "../../src/model/default-spec";
import type { TrainingSpec } from "../../src/model/spec";
import type { Trace } from "../../src/model/trace";
import { updateFormula } from "../../src/model/update-formula";

/** The lecture's exam question: 2-3-1-1 with squares, x = (1, 0), y = 1, half the squared error. Its numbers are the lecture's. */
const SPEC: TrainingSpec = {
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
const DELTA3 = OUTPUT - 1;
const DELTA2 = 1.2 * DELTA3 * 2 * Z;
const DELTA1 = [0.7, -0.6, 0.4].map((weight, unit) => weight * DELTA2 * 2 * (SUMS[unit] ?? 0));

const TRACE: Trace = {
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

describe("The formula of a number", () => {
  it("gives the lecture's gradients of the exam question", () => {
    const gradient = (input: number) =>
      formulaOf({ type: "weightGradient", layer: 1, unit: 0, input, row: 0 }, TRACE, SPEC).value;
    expect(gradient(0)).toBeCloseTo(-0.41, 3);
    expect(gradient(1)).toBeCloseTo(-0.301, 3);
  });

  it("gives every traced number from the numbers around it", () => {
    for (const [l, { weights }] of TRACE.layers.entries()) {
      for (const unit of weights.keys()) {
        const traced = TRACE.layers[l];
        const value = (type: "sum" | "activation" | "delta") =>
          formulaOf({ type, layer: l, unit, row: 0 }, TRACE, SPEC).value;
        expect(value("sum")).toBeCloseTo(traced?.weightedSums[0]?.[unit] ?? 9, 12);
        expect(value("activation")).toBeCloseTo(traced?.activations[0]?.[unit] ?? 9, 12);
        expect(value("delta")).toBeCloseTo(traced?.deltas[0]?.[unit] ?? 9, 12);
      }
    }
    const updated = { type: "updatedWeight", layer: 0, unit: 2, input: 0, row: 0 } as const;
    expect(formulaOf(updated, TRACE, SPEC).value).toBeCloseTo(0.8 - 0.1 * (DELTA1[2] ?? 0), 12);
    expect(formulaOf({ type: "loss", row: 0 }, TRACE, SPEC).value).toBeCloseTo(TRACE.loss, 12);
  });

  it("has the actual numbers in it", () => {
    const { lines } = formulaOf({ type: "sum", layer: 0, unit: 0, row: 0 }, TRACE, SPEC);
    expect(lines[1]).toBe("= 0.6 \\cdot 1 + 0.2 \\cdot 0 + 0.1 = 0.7");
  });

  it("follows every path to the loss, and they add up to the delta", () => {
    for (const unit of [0, 1, 2]) {
      const paths = pathValues(TRACE, SPEC, 0, unit, 0);
      const sum = paths.reduce(
        (all, { factors }) => all + factors.reduce((product, each) => product * each, 1),
        0,
      );
      expect(paths).toHaveLength(1);
      expect(sum).toBeCloseTo(DELTA1[unit] ?? 9, 12);
    }
  });

  it("takes L2 into a weight's step, and not into a bias's", () => {
    const { training } = SPEC;
    const penalized = { ...SPEC, training: { ...training, regularization: { type: "l2", rate: 0.5 } } };
    const { value } = formulaOf(
      { type: "updatedWeight", layer: 0, unit: 0, input: 0, row: 0 },
      TRACE,
      penalized,
    );
    expect(value).toBeCloseTo(0.6 - 0.1 * ((DELTA1[0] ?? 0) + 0.5 * 0.6), 12);
    const bias = formulaOf({ type: "updatedBias", layer: 0, unit: 0, row: 0 }, TRACE, penalized).value;
    expect(bias).toBeCloseTo(0.1 - 0.1 * (DELTA1[0] ?? 0), 12);
  });
});

/** Of a weight of 0.5 with the gradient 2, at the rate 0.1; worked by hand from the contract's definitions. */
describe("The formula of a step", () => {
  const step = { before: 0.5, gradient: 2, ofWeight: true, learningRate: 0.1, update: 3 };
  const by = (optimizer: Readonly<Record<string, string | number | boolean>>, kept: readonly number[]) =>
    updateFormula(
      { ...step, kept },
      { ...SPEC.training, optimizer: { type: "sgd", learningRate: 0.1, ...optimizer } },
    );

  it.each([
    ["plain", { type: "sgd" }, [], 0.5 - 0.1 * 2],
    ["momentum", { type: "sgd", momentum: 0.5 }, [3], 0.5 - 0.1 * 3.5],
    ["Nesterov's momentum", { type: "sgd", momentum: 0.5, nesterov: true }, [3], 0.5 - 0.1 * (2 + 0.5 * 3.5)],
    ["Adagrad", { type: "adagrad" }, [5], 0.5 - (0.1 * 2) / 3],
    ["RMSprop", { type: "rmsprop", decay: 0.75 }, [20], 0.5 - (0.1 * 2) / 4],
    // m = 1.5, v = 2; corrected by 1 - 0.5^3 = 0.875: 12/7 and 16/7.
    ["Adam", { type: "adam", beta1: 0.5, beta2: 0.5 }, [1, 0], 0.5 - (0.1 * 3) / Math.sqrt(7)],
    [
      "AdamW",
      { type: "adamw", beta1: 0.5, beta2: 0.5, weightDecay: 0.2 },
      [1, 0],
      0.5 * 0.98 - (0.1 * 3) / Math.sqrt(7),
    ],
  ])("follows the rule of %s from what the optimizer has kept", (_, optimizer, kept, after) => {
    expect(by(optimizer, kept).value).toBeCloseTo(after, 7);
  });

  it("has the kept numbers and those of this step in it", () => {
    expect(by({ type: "sgd", momentum: 0.5 }, [3]).lines).toEqual([
      "v \\leftarrow \\mu v + g, \\quad w \\leftarrow w - \\eta\\, v",
      "g = \\frac{\\partial L}{\\partial w} = 2",
      "v = 0.5 \\cdot 3 + 2 = 3.5",
      "w = 0.5 - 0.1 \\cdot 3.5 = 0.15",
    ]);
  });

  it("takes the contract's numbers where the spec leaves them unsaid", () => {
    const lines = by({ type: "adamw" }, [1, 1]).lines.join();
    for (const number of ["0.9 \\cdot 1 + 0.1", "0.999 \\cdot 1 + 0.001", "0.1 \\cdot 0.01)"]) {
      expect(lines).toContain(number);
    }
  });

  it("is TeX that KaTeX takes, however small, large or negative its numbers are", () => {
    const optimizers = ["sgd", "adagrad", "rmsprop", "adam", "adamw"].map((type) => ({
      type,
      learningRate: 1e-5,
      momentum: 0.9,
    }));
    for (const gradient of [-1e-9, 3e-7, -2, 4e8]) {
      for (const optimizer of optimizers) {
        const tiny = { ...step, before: -1e-5, gradient, learningRate: 1e-5, update: 7, kept: [1e-8, 1e-12] };
        const { lines } = updateFormula(tiny, {
          ...SPEC.training,
          optimizer,
          regularization: { type: "l2", rate: 0.001 },
        });
        for (const line of lines) expect(() => katex.renderToString(line)).not.toThrow();
      }
      const { numbers } = activationTex("square", gradient, undefined, []);
      expect(() => katex.renderToString(numbers)).not.toThrow();
    }
  });

  it("takes Adam's weight decay into the gradient", () => {
    const decayed = by({ type: "adam", beta1: 0, beta2: 0, weightDecay: 0.4 }, [0, 0]);
    expect(decayed.lines[1]).toContain("= 2 + 0.4 \\cdot 0.5 = 2.2");
    expect(decayed.value).toBeCloseTo(0.4, 7);
  });
});

describe("A walk", () => {
  it("goes forward, to the loss, backward and, of a batch, to the update", () => {
    const phases = (trace: Trace) =>
      stepsOf(trace)
        .map((step) => step.phase[0])
        .join("");
    expect(phases(TRACE)).toBe("ffflbbbu");
    expect(phases({ ...TRACE, batch: undefined })).toBe("ffflbbb");
  });

  it("shows a number from the step on that makes it", () => {
    const steps = stepsOf(TRACE);
    expect(arisenAt(steps, 0, 0)).toEqual({ sums: true, deltas: false, updated: false });
    expect(arisenAt(steps, 0, 1).sums).toBe(false);
    expect(arisenAt(steps, 4, 2).deltas).toBe(true);
    expect(arisenAt(steps, 4, 0).deltas).toBe(false);
    expect(arisenAt(steps, 7, 0).updated).toBe(true);
  });
});
