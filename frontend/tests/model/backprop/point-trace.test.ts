import { describe, expect, it } from "vitest";
import { pointTrace } from "../../../src/model/backprop/point-trace";
import { stepsOf } from "../../../src/model/backprop/walkthrough-steps";
import { layer } from "../../../src/model/spec/default-spec";
import { SPEC, TRACE } from "./exam-question";

const PLACE = { run: 1, epoch: 3 };
const PARAMETERS = TRACE.layers.map(({ weights, biases }) => ({ weights, biases }));

describe("The trace of a point", () => {
  it("has the numbers of the forward pass of a sample at the same place", () => {
    const trace = pointTrace(SPEC, PARAMETERS, [1, 0], PLACE);
    expect(trace?.inputs).toEqual([[1, 0]]);
    expect(trace?.layers).toHaveLength(TRACE.layers.length);
    for (const [at, { weightedSums, activations }] of TRACE.layers.entries()) {
      for (const [unit, sum] of (weightedSums[0] ?? []).entries()) {
        expect(trace?.layers[at]?.weightedSums[0]?.[unit]).toBeCloseTo(sum, 12);
        expect(trace?.layers[at]?.activations[0]?.[unit]).toBeCloseTo(activations[0]?.[unit] ?? 9, 12);
      }
    }
  });

  it("has only forward steps, because a point has no target", () => {
    const trace = pointTrace(SPEC, PARAMETERS, [0.3, -2], PLACE);
    expect(trace && stepsOf(trace).map(({ phase }) => phase)).toEqual(Array(5).fill("forward"));
  });

  it("computes features of both columns and softmax outputs", () => {
    const spec = {
      ...SPEC,
      features: ["x1TimesX2", "x2"],
      network: { ...SPEC.network, layers: [layer(2, "softmax")] },
    };
    const parameters = [{ weights: [[1, 0], [0, 1]], biases: [0, 0] }]; // prettier-ignore
    const trace = pointTrace(spec, parameters, [2, 3], PLACE);
    expect(trace?.inputs).toEqual([[6, 3]]);
    expect(trace?.layers[0]?.activations[0]?.[0]).toBeCloseTo(1 / (1 + Math.exp(-3)), 12);
  });

  it("does not exist if a feature or an activation is unknown", () => {
    expect(
      pointTrace({ ...SPEC, features: ["x1", "newFeature"] }, PARAMETERS, [1, 0], PLACE),
    ).toBeUndefined();
    const network = {
      ...SPEC.network,
      layers: SPEC.network.layers.map((each) => ({ ...each, activation: "mish" })),
    };
    expect(pointTrace({ ...SPEC, network }, PARAMETERS, [1, 0], PLACE)).toBeUndefined();
  });
});
