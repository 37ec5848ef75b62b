import { describe, expect, it } from "vitest";
import { defaultSpec, layer } from "../../src/model/default-spec";
import { featureResponse, unitResponses } from "../../src/model/forward-pass";
import { fits, PLANE } from "../../src/model/frame";

describe("the page's own forward pass", () => {
  it("begins at the upper left: row 0 is the largest x2, ends inclusive", () => {
    expect([...(featureResponse("x1", PLANE, 3) ?? [])]).toEqual([-6, 0, 6, -6, 0, 6, -6, 0, 6]);
    expect([...(featureResponse("x2", PLANE, 3) ?? [])]).toEqual([6, 6, 6, 0, 0, 0, -6, -6, -6]);
    expect([...(featureResponse("x1TimesX2", PLANE, 2) ?? [])]).toEqual([-36, 36, 36, -36]);
    expect(featureResponse("x7", PLANE, 3)).toBeUndefined();
    expect(featureResponse("constructor", PLANE, 3)).toBeUndefined();
  });

  it("computes every unit as activation(W a + b)", () => {
    const spec = {
      ...defaultSpec(),
      network: { ...defaultSpec().network, layers: [layer(2, "relu"), layer(1, "tanh")] },
    };
    const parameters = [
      { weights: [[1, 0], [0, -2]], biases: [0.5, 0] }, // prettier-ignore
      { weights: [[0.1, 0.2]], biases: [] },
    ];
    const domain = [[-1, 1], [-1, 1]] as const; // prettier-ignore
    const responses = unitResponses(spec, parameters, domain, 2);
    expect([...(responses?.[0]?.[0] ?? [])]).toEqual([0, 1.5, 0, 1.5]);
    expect([...(responses?.[0]?.[1] ?? [])]).toEqual([0, 0, 2, 2]);
    const outputs = [0, 0.15, 0.4, 0.55].map(Math.tanh);
    for (const [at, value] of outputs.entries()) expect(responses?.[1]?.[0]?.[at]).toBeCloseTo(value, 6);
  });

  it("knows parameters of another shape", () => {
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
