import { describe, expect, it } from "vitest";
import { activationCurve, isSaturated } from "../../../src/model/network/activation-curve";

const NAMES = "linear sigmoid tanh relu leakyRelu prelu elu gelu softplus swish sine square".split(" ");

describe("Activation functions", () => {
  it.each(NAMES)("%s has the derivative of its function", (name) => {
    const curve = activationCurve(name);
    const step = 1e-5;
    for (let z = -5.95; z < 6; z += 0.1) {
      const difference = ((curve?.value(z + step) ?? 0) - (curve?.value(z - step) ?? 0)) / (2 * step);
      expect(curve?.derivative(z)).toBeCloseTo(difference, 5);
    }
  });

  it("have the contract's derivatives at 0", () => {
    expect(activationCurve("relu")?.derivative(0)).toBe(0);
    expect(activationCurve("leakyRelu")?.derivative(0)).toBe(0.01);
    expect(activationCurve("sigmoid")?.derivative(0)).toBe(0.25);
  });

  it.each([
    ["sigmoid", 5, true],
    ["sigmoid", 1, false],
    ["tanh", -4, true],
    ["relu", -0.1, true],
    ["relu", 5, false],
    ["leakyRelu", -5, true],
    // These have a turning point: the derivative is almost 0, but only there.
    ["sine", 1.57, false],
    ["square", 0, false],
    ["gelu", -0.75, false],
    ["gelu", -5, true],
  ])("%s at %d is saturated: %s", (name, z, saturated) => {
    const curve = activationCurve(name);
    expect(curve && isSaturated(curve, z)).toBe(saturated);
  });

  // z * Phi(z) from tables of the standard normal distribution.
  it.each([
    [1, 0.8413447460685429],
    [2, 1.9544997361036416],
    [-0.5, -0.15426876936299344],
    [4.5, 4.4999847104929],
  ])("gelu(%d) is correct", (z, value) => {
    expect(activationCurve("gelu")?.value(z)).toBeCloseTo(value, 6);
  });
});
