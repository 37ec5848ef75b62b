import { describe, expect, it } from "vitest";
import { defaultSpec, layer } from "../../../src/model/spec/default-spec";
import type { LayerParameters } from "../../../src/model/network/parameters";
import {
  flatten,
  lossFunction,
  pathPlane,
  pointOfPlane,
  randomPlane,
  seededNormal,
  project,
  unflatten,
} from "../../../src/model/labs/landscape";
import type { TrainingSpec } from "../../../src/model/spec/spec";

const LAYERS: readonly LayerParameters[] = [
  { weights: [[1, 2], [3, -4]], biases: [5, 6], slope: 0.25 }, // prettier-ignore
  { weights: [[7, 8]], biases: [] },
];

describe("The landscape of a network", () => {
  it("flattens all parameters, and restores them", () => {
    const flat = flatten(LAYERS);
    expect([...flat]).toEqual([1, 2, 5, 3, -4, 6, 0.25, 7, 8]);
    expect(unflatten(flat, LAYERS)).toEqual(LAYERS);
  });

  it("finds the plane of a path and projects the path onto it", () => {
    const path = [0, 1, 2, 3, 4].map((at) => Float64Array.of(3 * at, 4 * at, at * at, 0));
    const plane = pathPlane(path);
    expect(plane.explained).toBeCloseTo(1, 10);
    expect(project(plane, path[4] ?? new Float64Array())).toEqual([0, 0]);
    for (const point of path) {
      for (const [at, value] of pointOfPlane(plane, project(plane, point)).entries())
        expect(value).toBeCloseTo(point[at] ?? NaN, 8);
    }
  });

  it("gives the share of a path's variance outside its plane", () => {
    // Three orthogonal directions, of lengths 3, 2 and 1 from the end.
    const path = [
      Float64Array.of(3, 0, 0),
      Float64Array.of(0, 2, 0),
      Float64Array.of(0, 0, 1),
      Float64Array.of(0, 0, 0),
    ];
    expect(pathPlane(path).explained).toBeCloseTo(13 / 14, 10);
  });

  it("scales each unit's part of a random direction to its weights, and leaves biases unchanged", () => {
    const { across, up } = randomPlane(LAYERS, seededNormal(1));
    for (const direction of [across, up]) {
      const [first, second] = unflatten(direction, LAYERS);
      expect(Math.hypot(...(first?.weights[0] ?? []))).toBeCloseTo(Math.hypot(1, 2), 10);
      expect(Math.hypot(...(first?.weights[1] ?? []))).toBeCloseTo(5, 10);
      expect(Math.hypot(...(second?.weights[0] ?? []))).toBeCloseTo(Math.hypot(7, 8), 10);
      expect(first?.biases).toEqual([0, 0]);
      expect(first?.slope).toBe(0);
    }
    expect([...across]).not.toEqual([...up]);
    expect([...randomPlane(LAYERS, seededNormal(1)).across]).toEqual([...across]);
  });

  it("draws from a normal distribution", () => {
    const draw = seededNormal(7);
    const drawn = Array.from({ length: 20000 }, draw);
    const mean = drawn.reduce((sum, each) => sum + each, 0) / drawn.length;
    const variance = drawn.reduce((sum, each) => sum + (each - mean) ** 2, 0) / drawn.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });

  it.each([
    ["squaredError", "linear", (0.5 + 2) / 2],
    ["meanSquaredError", "linear", (1 + 4) / 2],
    ["absoluteError", "linear", (1 + 2) / 2],
    ["huber", "linear", (0.5 + 1.5) / 2],
    ["binaryCrossEntropy", "sigmoid", (Math.log1p(Math.exp(-2)) + Math.log1p(Math.exp(-1))) / 2],
  ])("computes %s as defined by the contract", (loss, activation, expected) => {
    // One neuron with outputs 2 and -1; the targets are 1 and 1, or -1; the labels are 1 and 0.
    const spec: TrainingSpec = {
      ...defaultSpec(),
      network: { ...defaultSpec().network, layers: [layer(1, activation)] },
      training: { ...defaultSpec().training, loss },
      ...(activation === "linear" && { task: "regression" as const }),
    };
    const samples = [
      { x: [2, 0], y: 1 },
      { x: [-1, 0], y: activation === "linear" ? 1 : 0 },
    ];
    expect(lossFunction(spec, samples)?.([{ weights: [[1, 0]], biases: [0] }])).toBeCloseTo(expected, 6);
  });

  it("averages cross-entropy over samples, not over outputs", () => {
    const spec: TrainingSpec = {
      ...defaultSpec(),
      network: { ...defaultSpec().network, layers: [layer(3, "softmax")] },
      training: { ...defaultSpec().training, loss: "crossEntropy" },
    };
    const same = [{ weights: [[0, 0], [0, 0], [0, 0]], biases: [0, 0, 0] }]; // prettier-ignore
    const samples = [
      { x: [1, 0], y: 2 },
      { x: [0, 1], y: 0 },
    ];
    expect(lossFunction(spec, samples)?.(same)).toBeCloseTo(Math.log(3), 6);
    expect(lossFunction({ ...spec, features: ["unheardOf"] }, samples)).toBeUndefined();
  });
});
