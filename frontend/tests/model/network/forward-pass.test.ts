import { describe, expect, it } from "vitest";
import { defaultSpec, layer } from "../../../src/model/spec/default-spec";
import { featureResponse, ForwardPass, type Grid } from "../../../src/model/network/forward-pass";
import { fits } from "../../../src/model/network/parameters";
import { FIRST_COLUMNS, PLANE, planeOfColumns, type Plane } from "../../../src/model/data/plane";
import type { Layer, TrainingSpec } from "../../../src/model/spec/spec";

const plane: Plane = { columns: FIRST_COLUMNS, domain: PLANE, fixedValues: [] };
const ends = (resolution: number): Grid => ({ resolution, places: "ends" });
const withLayers = (features: readonly string[], layers: readonly Layer[]): TrainingSpec => ({
  ...defaultSpec(),
  features,
  network: { ...defaultSpec().network, layers },
});
/** One row of points from -2 to 3: the horizontal axis is the weighted sum itself. */
const along: Plane = { columns: FIRST_COLUMNS, domain: [[-2, 3], [0, 1]], fixedValues: [] }; // prettier-ignore
/** z = -2, -0.5, 0, 0.5 and 3 on a grid of eleven points. */
const SUMS = [0, 3, 4, 5, 10];

describe("A feature on a grid", () => {
  it("begins at the upper left: row 0 is the largest x2, ends inclusive", () => {
    expect([...(featureResponse("x1", plane, ends(3)) ?? [])]).toEqual([-6, 0, 6, -6, 0, 6, -6, 0, 6]);
    expect([...(featureResponse("x2", plane, ends(3)) ?? [])]).toEqual([6, 6, 6, 0, 0, 0, -6, -6, -6]);
    expect(featureResponse("constructor", plane, ends(3))).toBeUndefined();
  });

  it("has the values at the middles of the pixels in a thumbnail", () => {
    const middles = featureResponse("x1", plane, { resolution: 3, places: "middles" });
    expect([...(middles ?? [])].slice(0, 3)).toEqual([-4, 0, 4]);
  });

  it.each([
    ["x1", -6],
    ["x2", 6],
    ["x1Squared", 36],
    ["x2Squared", 36],
    ["x1TimesX2", -36],
    ["sinX1", 0.279415498],
    ["sinX2", -0.279415498],
    ["cosX1", 0.960170287],
    ["cosX2", 0.960170287],
  ])("%s is %d at (-6, 6)", (name, value) => {
    expect(featureResponse(name, plane, ends(2))?.[0]).toBeCloseTo(value, 6);
  });

  it("shows two of many columns while the others stay at their mean, as the server does", () => {
    const samples = {
      train: [
        { x: [0, 10, -1, 5], y: 0 },
        { x: [1, 20, 1, 5], y: 1 },
      ],
      test: [{ x: [0, 40, 3, 5], y: 1 }],
    };
    const cut = planeOfColumns(samples, [2, 1]);
    expect(cut.domain[0]).toEqual([-1.4, 3.4]);
    expect(cut.domain[1]).toEqual([7, 43]);
    expect([...(featureResponse("x3", cut, ends(2)) ?? [])].map((x) => Math.fround(x * 10))).toEqual(
      [-14, 34, -14, 34].map(Math.fround),
    );
    expect([...(featureResponse("x2", cut, ends(2)) ?? [])]).toEqual([43, 43, 7, 7]);
    expect([...(featureResponse("x1", cut, ends(2)) ?? [])]).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(planeOfColumns(samples, [3, 0]).domain[0]).toEqual([4, 6]);
  });
});

describe("The page's forward pass", () => {
  it("computes every unit as activation(W a + b)", () => {
    const spec = withLayers(["x1", "x2"], [layer(2, "relu"), layer(1, "tanh")]);
    const parameters = [
      { weights: [[1, 0], [0, -2]], biases: [0.5, 0] }, // prettier-ignore
      { weights: [[0.1, 0.2]], biases: [] },
    ];
    const square: Plane = { columns: FIRST_COLUMNS, domain: [[-1, 1], [-1, 1]], fixedValues: [] }; // prettier-ignore
    const pass = ForwardPass.of(spec, square, ends(2));
    for (const repeat of ["first", "second"]) {
      const responses = pass?.run(parameters);
      expect([...(responses?.[0]?.[0] ?? [])], repeat).toEqual([0, 1.5, 0, 1.5]);
      expect([...(responses?.[0]?.[1] ?? [])], repeat).toEqual([0, 0, 2, 2]);
      const outputs = [0, 0.15, 0.4, 0.55].map(Math.tanh);
      for (const [at, value] of outputs.entries()) expect(responses?.[1]?.[0]?.[at]).toBeCloseTo(value, 6);
    }
  });

  it.each([
    ["linear", [-2, -0.5, 0, 0.5, 3]],
    ["sigmoid", [0.119202922, 0.377540669, 0.5, 0.622459331, 0.952574127]],
    ["tanh", [-0.96402758, -0.462117157, 0, 0.462117157, 0.995054754]],
    ["relu", [0, 0, 0, 0.5, 3]],
    ["leakyRelu", [-0.02, -0.005, 0, 0.5, 3]],
    ["prelu", [-0.8, -0.2, 0, 0.5, 3]],
    ["elu", [-0.864664717, -0.39346934, 0, 0.5, 3]],
    ["gelu", [-0.045500264, -0.154268769, 0, 0.345731231, 2.995950306]],
    ["softplus", [0.126928011, 0.474076984, 0.693147181, 0.974076984, 3.048587352]],
    ["swish", [-0.238405844, -0.188770334, 0, 0.311229666, 2.85772238]],
    ["sine", [-0.909297427, -0.479425539, 0, 0.479425539, 0.141120008]],
    ["square", [4, 0.25, 0, 0.25, 9]],
  ])("computes %s as defined by the contract", (activation, values) => {
    const pass = ForwardPass.of(withLayers(["x1"], [layer(1, activation)]), along, ends(11));
    const response = pass?.run([{ weights: [[1]], biases: [], slope: 0.4 }])[0]?.[0];
    for (const [index, value] of values.entries()) expect(response?.[SUMS[index] ?? 0]).toBeCloseTo(value, 6);
  });

  it("computes softmax over the units of a layer, also for large sums", () => {
    const pass = ForwardPass.of(withLayers(["x1"], [layer(3, "softmax")]), along, ends(2));
    const [first, second, third] =
      pass?.run([{ weights: [[0], [0], [0]], biases: [1, -0.5, 2] }])[0]?.map((unit) => unit[0]) ?? [];
    expect(first).toBeCloseTo(0.253716182, 6);
    expect(second).toBeCloseTo(0.056611732, 6);
    expect(third).toBeCloseTo(0.689672086, 6);
    const large = pass?.run([{ weights: [[0], [0], [0]], biases: [1000, 0, -1000] }])[0] ?? [];
    expect(large.map((unit) => unit[0])).toEqual([1, 0, 0]);
  });

  it("has scores that show the largest output where the outputs are saturated", () => {
    const parameters = [{ weights: [[0], [0], [0]], biases: [300, 200, -100] }];
    const sigmoids = ForwardPass.of(withLayers(["x1"], [layer(3, "sigmoid")]), along, ends(2));
    expect(sigmoids?.run(parameters)[0]?.map((unit) => unit[0])).toEqual([1, 1, expect.closeTo(0, 6)]);
    expect(sigmoids?.scores(parameters)?.map((unit) => unit[0])).toEqual([300, 200, -100]);
    const waves = ForwardPass.of(withLayers(["x1"], [layer(3, "sine")]), along, ends(2));
    expect(waves?.scores(parameters)).toBeUndefined();
  });

  it("is undefined for choices that only a newer server knows", () => {
    expect(ForwardPass.of(withLayers(["x1"], [layer(1, "mish")]), plane, ends(2))).toBeUndefined();
    expect(ForwardPass.of(withLayers(["logX1"], [layer(1, "tanh")]), plane, ends(2))).toBeUndefined();
  });

  it("detects parameters of another shape", () => {
    const spec = defaultSpec();
    const zeros = (units: number, inputs: number) => ({
      weights: Array.from({ length: units }, () => Array<number>(inputs).fill(0)),
      biases: Array<number>(units).fill(0),
    });
    expect(fits([zeros(4, 2), zeros(2, 4), zeros(1, 2)], spec)).toBe(true);
    expect(fits([zeros(4, 3), zeros(2, 4), zeros(1, 2)], spec)).toBe(false);
    expect(fits([zeros(4, 2), zeros(1, 4)], spec)).toBe(false);
  });
});
