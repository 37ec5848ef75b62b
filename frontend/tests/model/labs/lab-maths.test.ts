import { describe, expect, it } from "vitest";
import { forwardPass } from "../../../src/model/labs/batch-forward-pass";
import { SURFACES, descentPath, type Surface } from "../../../src/model/labs/descent";
import { gradientNorms, standardDeviation } from "../../../src/model/labs/layer-statistics";
import {
  LAYERS_NETWORKS,
  overfittingSpec,
  OVERFITTING_UPDATES,
  overfittingUpdatesPerEpoch,
  parameterCount,
  REMEDIES,
} from "../../../src/model/labs/lab-specs";
import { lossOf, positionAt, type Measurement } from "../../../src/model/labs/motion";
import { rateAt } from "../../../src/model/labs/schedule";

describe("Surfaces", () => {
  it.each(Object.entries<Surface>(SURFACES))(
    "%s: has the gradient of finite differences, and gradient 0 at its minima",
    (_, surface) => {
      const h = 1e-5;
      for (const [x, y] of [
        [1, 2],
        [-3.1, 0.4],
        [0.2, -2.7],
      ] as const) {
        const [gx, gy] = surface.gradient(x, y);
        expect(gx).toBeCloseTo((surface.value(x + h, y) - surface.value(x - h, y)) / (2 * h), 6);
        expect(gy).toBeCloseTo((surface.value(x, y + h) - surface.value(x, y - h)) / (2 * h), 6);
      }
      for (const at of surface.minima) {
        expect(Math.hypot(...surface.gradient(...at))).toBeLessThan(1e-5);
        expect(surface.value(at[0] + 0.01, at[1])).toBeGreaterThan(surface.value(...at));
        expect(surface.value(at[0], at[1] + 0.01)).toBeGreaterThan(surface.value(...at));
      }
    },
  );

  it("have the lecture's gradient (2, 4) at (1, 2)", () => {
    expect(SURFACES.bowl.gradient(1, 2)).toEqual([2, 4]);
    expect(descentPath(SURFACES.bowl, "sgd", [1, 2], 0.1, 1)[1]).toEqual([0.8, 1.6]);
  });

  it("make gradient descent diverge in the bowl for rates from 1 on", () => {
    const far = (rate: number) =>
      Math.hypot(...(descentPath(SURFACES.bowl, "sgd", [1, 2], rate, 50).at(-1) ?? [0, 0]));
    expect(far(0.95)).toBeLessThan(0.05);
    expect(far(1.05)).toBeGreaterThan(100);
  });

  it("let Adam's first step be as long as the rate, whatever the slope", () => {
    const [, first = [0, 0]] = descentPath(SURFACES.bowl, "adam", [3, -4], 0.1, 1);
    expect(first[0]).toBeCloseTo(2.9, 6);
    expect(first[1]).toBeCloseTo(-3.9, 6);
  });

  it("let momentum continue by itself", () => {
    const path = descentPath(SURFACES.bowl, "momentum", [1, 0], 0.1, 2);
    // v1 = 2, x1 = 0.8; v2 = 0.9 * 2 + 1.6 = 3.4, x2 = 0.46
    expect(path[2]?.[0]).toBeCloseTo(0.46, 12);
  });
});

describe("The accelerated body", () => {
  const exact: readonly Measurement[] = [1, 2, 3].map((t) => ({ t, x: positionAt({ v0: 1, a: 2 }, t) }));

  it("has loss 0 at the true motion for every kind of error", () => {
    expect(positionAt({ v0: 1, a: 2 }, 3)).toBe(12);
    for (const kind of ["signed", "absolute", "squared"] as const) {
      expect(lossOf(kind, { v0: 1, a: 2 }, exact)).toBe(0);
    }
  });

  it("has a signed loss that falls without bound as the curve rises", () => {
    const losses = [0, 2, 10, 100].map((v0) => lossOf("signed", { v0, a: 2 }, exact));
    expect(losses).toEqual([2, -2, -18, -198]);
    expect(lossOf("absolute", { v0: 0, a: 2 }, exact)).toBe(2);
    expect(lossOf("squared", { v0: 0, a: 2 }, exact)).toBeCloseTo(14 / 3, 12);
  });
});

describe("A batch as a tensor", () => {
  it("passes the lecture's network row by row", () => {
    const network = {
      w1: [
        [1, 1],
        [1, 1],
      ],
      b1: [0, -1],
      w2: [[1, -2]],
      b2: [-0.5],
    };
    expect(
      forwardPass(
        [
          [0, 1],
          [1, 1],
          [1, 0],
        ],
        network,
      ),
    ).toEqual({
      x: [
        [0, 1],
        [1, 1],
        [1, 0],
      ],
      z: [
        [1, 0],
        [2, 1],
        [1, 0],
      ],
      h: [
        [1, 0],
        [2, 1],
        [1, 0],
      ],
      z3: [[0.5], [-0.5], [0.5]],
      y: [[1], [0], [1]],
    });
  });
});

describe("Schedules", () => {
  it("follow the contract's formulas", () => {
    expect([0, 29, 30, 60].map((epoch) => rateAt("step", 1, epoch, 0))).toEqual([1, 1, 0.3, 0.09]);
    expect(rateAt("exponential", 0.5, 2, 0)).toBeCloseTo(0.5 * 0.96 ** 2, 15);
    expect(rateAt("cosine", 1, 60, 0)).toBeCloseTo(0.5, 15);
    expect([0, 4, 9, 50].map((epoch) => rateAt("constant", 1, epoch, 10))).toEqual([0.1, 0.5, 1, 1]);
  });
});

describe("Layer statistics", () => {
  it("are the standard deviation of the activations and the norm of the gradients", () => {
    expect(
      standardDeviation([
        [1, 5],
        [-1, 5],
      ]),
    ).toBeCloseTo(Math.SQRT1_2, 12);
    expect(
      gradientNorms([
        {
          weights: [
            [3, 0],
            [0, 0],
          ],
          biases: [4, 0],
        },
      ]),
    ).toEqual([5]);
  });
});

describe("The wide and the deep network", () => {
  it("have the same number of parameters", () => {
    expect(parameterCount(2, LAYERS_NETWORKS.spiral.wide)).toBe(105);
    expect(parameterCount(2, LAYERS_NETWORKS.spiral.deep)).toBe(105);
    expect(parameterCount(2, [])).toBe(3);
  });
});

describe("The remedies of overfitting", () => {
  const samples = Array.from({ length: 1500 }, (_, at) => ({ x: [at, -at], y: at % 2 }));
  const specs = REMEDIES.map((remedy) => ({ remedy, ...overfittingSpec(remedy, samples) }));
  const size = (of: { readonly length: number } | undefined) => of?.length;

  it("are tested on the same 1,000 samples, which are not used for training or validation", () => {
    for (const { data } of specs) {
      if (data.source !== "inline") throw new Error("The samples must be inline.");
      expect(data.test).toEqual(samples.slice(0, 1000));
      const used = [...data.train, ...(data.validation ?? []), ...(data.test ?? [])];
      expect(new Set(used).size).toBe(used.length);
    }
  });

  it("train on 40 samples, and with more data on 400", () => {
    const sizes = specs.map(({ remedy, data }) => [remedy, data.source === "inline" && size(data.train)]);
    expect(Object.fromEntries(sizes)).toEqual({
      none: 40,
      earlyStopping: 40,
      l2: 40,
      dropout: 40,
      data: 400,
    });
  });

  it("make the same number of updates, in whole epochs and batches", () => {
    for (const { remedy, data, training } of specs) {
      const updates = (data.source === "inline" ? data.train.length : 0) / (training.batchSize ?? 0);
      expect(overfittingUpdatesPerEpoch(remedy)).toBe(updates);
      expect(Number.isInteger(updates)).toBe(true);
      expect(Number.isInteger(OVERFITTING_UPDATES / updates)).toBe(true);
    }
  });
});
