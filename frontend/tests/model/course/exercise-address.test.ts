import { describe, expect, it } from "vitest";
import { decodeAddress } from "../../../src/model/address/address";
import type { ExerciseNetwork } from "../../../src/model/course/exercise";
import { insideAddress } from "../../../src/model/course/exercise-address";

const NETWORK: ExerciseNetwork = {
  weights: [
    [
      [1, -1],
      [0, 2],
    ],
    [[-1, 1]],
  ],
  biases: [[], []],
  activations: ["relu", "linear"],
  loss: "squaredError",
  x: [1, -1],
  y: [1],
};

describe("The address of an exercise's network", () => {
  it("opens Look inside with its weights and its sample", () => {
    const { spec, lookInside } = decodeAddress(insideAddress(NETWORK) ?? "");
    expect(lookInside).toBe("sample");
    expect(spec.data).toMatchObject({ source: "inline", train: [{ x: [1, -1], y: 1 }] });
    expect(spec.network.initializer).toMatchObject({
      type: "explicit",
      weights: NETWORK.weights,
      biases: NETWORK.biases,
    });
    expect(spec.network.layers.map(({ activation, bias }) => [activation, bias])).toEqual([
      ["relu", false],
      ["linear", false],
    ]);
  });

  it("keeps several inputs and targets", () => {
    const three = {
      ...NETWORK,
      weights: [[[1, 2, 3]], [[1], [2]]],
      activations: ["sigmoid", "sigmoid"],
      loss: "meanSquaredError",
      x: [1, 0, 2],
      y: [0, 1],
    };
    const { spec } = decodeAddress(insideAddress(three) ?? "");
    expect(spec.data).toMatchObject({ train: [{ x: [1, 0, 2], y: [0, 1] }] });
    expect(spec.features).toEqual(["x1", "x2", "x3"]);
    expect(spec.training.loss).toBe("meanSquaredError");
  });

  it("does not exist if the task is not about one sample", () => {
    expect(insideAddress({ ...NETWORK, x: [], y: [] })).toBeUndefined();
  });
});
