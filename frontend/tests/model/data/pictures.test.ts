import { describe, expect, it } from "vitest";
import { BUILT_IN_CATALOG } from "../../../src/model/spec/built-in-catalog";
import type { Catalog } from "../../../src/model/spec/catalog";
import { previewSamples } from "../../../src/model/data/dataset-preview";
import { defaultSpec } from "../../../src/model/spec/default-spec";
import { withClusters, withGenerator, withTask } from "../../../src/model/spec/edit-spec";
import type { Boundary } from "../../../src/model/training/frame";
import { emptyCurve, withLosses } from "../../../src/model/training/loss-curve";
import { withOwnPoints } from "../../../src/model/data/own-points";
import { boundarySummary, curveSummary, strongestWeight } from "../../../src/model/training/frame-summary";

const GENERATORS = [
  "circle",
  "xor",
  "gauss",
  "spiral",
  "moons",
  "rings",
  "checkerboard",
  "threeBlobs",
  "function",
  "xorTable",
  "clusters",
  "plane",
  "gaussians",
];

describe("The preview of a data set", () => {
  it.each(GENERATORS)("draws %s within the plane, with every class", (generator) => {
    const samples = previewSamples(generator);
    expect(samples.length).toBeGreaterThan(100);
    for (const { x } of samples) {
      expect(Math.max(...x.map(Math.abs))).toBeLessThanOrEqual(6);
    }
    const labels = new Set(samples.map(({ y }) => y));
    const classes = ["threeBlobs", "clusters"].includes(generator) ? 3 : 2;
    if (generator !== "plane" && generator !== "gaussians") expect(labels.size).toBe(classes);
  });

  it("follows the formulas", () => {
    for (const { x, y } of previewSamples("rings")) {
      const radius = Math.hypot(...x);
      expect(y === 0 ? radius > 2.5 && radius < 3.5 : radius < 1.5 || (radius > 4.5 && radius < 5.5)).toBe(
        true,
      );
    }
    for (const { x, y } of previewSamples("checkerboard")) {
      const [x1 = 0, x2 = 0] = x;
      expect(x1 * x2 >= 0 === (Math.abs(x1) < 3 === Math.abs(x2) < 3)).toBe(y === 0);
    }
    for (const { x, y } of previewSamples("moons")) {
      const [x1 = 0, x2 = 0] = x;
      const centre = y === 0 ? [-1.5, -0.75] : [1.5, 0.75];
      expect(Math.hypot(x1 - (centre[0] ?? 0), x2 - (centre[1] ?? 0))).toBeCloseTo(3, 6);
    }
    const top = previewSamples("threeBlobs").filter(({ y }) => y === 0);
    const mean = top.reduce((sum, { x }) => sum + (x[1] ?? 0), 0) / top.length;
    expect(Math.abs(mean - 3.5)).toBeLessThan(0.4);
  });

  it("is empty for an unknown generator", () => {
    expect(previewSamples("constructor")).toEqual([]);
  });
});

describe("A choice of data", () => {
  const catalog = {
    generators: [
      { name: "circle", task: "classification", samples: 500, classes: 2 },
      { name: "threeBlobs", task: "classification", samples: 500, classes: 3 },
      { name: "clusters", task: "classification", samples: 500, classes: 3, sized: true },
      { name: "plane", task: "regression", samples: 1200 },
    ],
    pairs: BUILT_IN_CATALOG.pairs,
  } as unknown as Catalog;

  it("adds an output for each of three classes, and returns to a single one for two", () => {
    const three = withGenerator(defaultSpec(), "threeBlobs", catalog);
    expect(three.network.layers.map(({ units }) => units)).toEqual([4, 2, 3]);
    expect(three.network.layers[2]?.activation).toBe("softmax");
    expect(three.training.loss).toBe("crossEntropy");
    const two = withGenerator(three, "circle", catalog);
    expect(two).toEqual(defaultSpec());
    expect(withTask(three, "regression", catalog).training.loss).toBe("squaredError");
  });

  it("uses the columns of the data as features", () => {
    const clusters = withGenerator(defaultSpec(), "clusters", catalog);
    const many = withClusters(clusters, { dimensions: 4, classes: 5 });
    expect(many.features).toEqual(["x1", "x2", "x3", "x4"]);
    expect(many.network.layers.at(-1)?.units).toBe(5);
    const { data, features } = withGenerator(many, "circle", catalog);
    expect(features).toEqual(["x1", "x2"]);
    expect(data).toEqual(defaultSpec().data);
  });

  it("adds a third output for own points of a third class", () => {
    const points = [0, 1, 2].map((y) => ({ x: [y, y], y }));
    const spec = withOwnPoints(defaultSpec(), { train: points, test: [] });
    expect(spec.network.layers.at(-1)).toMatchObject({ units: 3, activation: "softmax" });
    const fewer = withOwnPoints(spec, { train: points.slice(0, 2), test: [] });
    expect(fewer.network.layers.at(-1)).toMatchObject({ units: 1, activation: "tanh" });
  });
});

describe("A summary for screen readers", () => {
  const domain = [[-6, 6], [-6, 6]] as const; // prettier-ignore
  const boundary = (outputs: number, values: readonly number[]): Boundary => ({
    resolution: 2,
    domain,
    minimum: 0,
    maximum: 1,
    outputs,
    values: Uint8Array.from(values),
  });

  it("gives the share of each class and its location", () => {
    expect(boundarySummary(boundary(1, [255, 128, 127, 0]), "classification")).toEqual({
      type: "classes",
      shares: [0.5, 0.5],
      places: [0, 1, 1, 0, 0],
    });
    const three = boundary(3, [9, 0, 0, 5, 0, 9, 0, 5, 0, 0, 9, 0]);
    expect(boundarySummary(three, "classification")).toEqual({
      type: "classes",
      shares: [0.5, 0.25, 0.25],
      places: [0, 0, 1, 2, 0],
    });
  });

  it("gives the positions of the minimum and the maximum", () => {
    expect(boundarySummary(boundary(1, [255, 128, 0, 64]), "regression")).toEqual({
      type: "numbers",
      lowest: { value: 0, at: [-6, -6] },
      highest: { value: 1, at: [-6, 6] },
    });
  });

  it("gives the change of the losses", () => {
    const curve =
      withLosses(emptyCurve(1), 0, { train: [1, 0.5, 0.2], test: [1, 0.4, 0.6] }) ?? emptyCurve(1);
    expect(curveSummary(curve)).toEqual({ first: 1, last: 0.2, test: { last: 0.6, best: 0.4, epoch: 1 } });
    expect(curveSummary(emptyCurve(1))).toBeUndefined();
  });

  it("gives the strongest weight", () => {
    const parameters = [
      { weights: [[1, -3], [0, 2]], biases: [9, 9] }, // prettier-ignore
      { weights: [[-2.5, 0]], biases: [] },
    ];
    expect(strongestWeight(parameters)).toEqual({ weight: -3, layer: 0, from: 1, to: 0 });
    expect(strongestWeight([{ weights: [[0]], biases: [] }])).toBeUndefined();
  });
});
