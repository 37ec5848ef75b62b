import { describe, expect, it } from "vitest";
import { lossSlope, lossTex } from "../../../src/model/backprop/derivative-formulas";
import { layer } from "../../../src/model/spec/default-spec";
import { SPEC, TRACE } from "./exam-question";

const TARGETS = [1, 0, 1];
const SUMS = [0.4, -1.2, -0.3];
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** The Dice loss of one sample, by its definition. */
function diceLoss(sums: readonly number[]): number {
  const outputs = sums.map(sigmoid);
  const both = outputs.reduce((sum, output, at) => sum + output * (TARGETS[at] ?? 0), 0);
  const all = outputs.reduce((sum, output, at) => sum + output + (TARGETS[at] ?? 0), 0);
  return 1 - (2 * both + 1) / (all + 1);
}

describe("The formula of the Dice loss", () => {
  it("gives the loss of a sample as a sum over its outputs", () => {
    const { value, terms, symbols } = lossTex("dice", SUMS.map(sigmoid), TARGETS);

    expect(value).toBeCloseTo(diceLoss(SUMS), 12);
    expect(terms).toHaveLength(3);
    expect(symbols).toContain("S = 1 +");
  });

  it("gives the slope of the loss at each weighted sum", () => {
    const output = {
      weightedSums: [SUMS],
      activations: [SUMS.map(sigmoid)],
      deltas: [[]],
      weights: [],
      biases: [],
      weightGradients: [],
      biasGradients: [],
    };
    const trace = { ...TRACE, samples: [0], targets: [TARGETS], layers: [output] };
    const spec = {
      ...SPEC,
      network: { ...SPEC.network, layers: [layer(3, "sigmoid")] },
      training: { ...SPEC.training, loss: "dice" },
    };
    for (const unit of SUMS.keys()) {
      const moved = (by: number) => diceLoss(SUMS.map((sum, at) => (at === unit ? sum + by : sum)));
      const slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
      expect(lossSlope(spec, trace, 0, unit).value).toBeCloseTo(slope, 8);
    }
  });
});
