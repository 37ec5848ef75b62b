import katex from "katex";
import { describe, expect, it } from "vitest";
import { activationTex } from "../../../src/model/backprop/derivative-formulas";
import { defaultSpec } from "../../../src/model/spec/default-spec";
import { updateFormula } from "../../../src/model/backprop/update-formula";

const TRAINING = defaultSpec("regression").training;

/** For a weight of 0.5 with gradient 2 and rate 0.1; computed by hand from the contract's definitions. */
describe("The formula of an update", () => {
  const step = { before: 0.5, gradient: 2, ofWeight: true, learningRate: 0.1, update: 3 };
  const by = (
    optimizer: Readonly<Record<string, string | number | boolean>>,
    optimizerState: readonly number[],
  ) =>
    updateFormula(
      { ...step, optimizerState },
      { ...TRAINING, optimizer: { type: "sgd", learningRate: 0.1, ...optimizer } },
    );

  it.each([
    ["plain", { type: "sgd" }, [], 0.5 - 0.1 * 2],
    ["momentum", { type: "sgd", momentum: 0.5 }, [3], 0.5 - 0.1 * 3.5],
    ["Nesterov's momentum", { type: "sgd", momentum: 0.5, nesterov: true }, [3], 0.5 - 0.1 * (2 + 0.5 * 3.5)],
    ["Adagrad", { type: "adagrad" }, [5], 0.5 - (0.1 * 2) / 3],
    ["RMSprop", { type: "rmsprop", decay: 0.75 }, [20], 0.5 - (0.1 * 2) / 4],
    // m = 1.5, v = 2; divided by 1 - 0.5^3 = 0.875: 12/7 and 16/7.
    ["Adam", { type: "adam", beta1: 0.5, beta2: 0.5 }, [1, 0], 0.5 - (0.1 * 3) / Math.sqrt(7)],
    [
      "AdamW",
      { type: "adamw", beta1: 0.5, beta2: 0.5, weightDecay: 0.2 },
      [1, 0],
      0.5 * 0.98 - (0.1 * 3) / Math.sqrt(7),
    ],
    // 0.5 * -3 + 0.5 * 2 < 0, so that u = -1.
    ["Lion", { type: "lion", beta1: 0.5 }, [-3], 0.5 + 0.1],
    ["Lion with weight decay", { type: "lion", beta1: 0.5, weightDecay: 0.2 }, [-3], 0.5 + 0.1 * 0.9],
    ["Lion where the sum is 0", { type: "lion", beta1: 0.5 }, [-2], 0.5],
  ])("follows the rule of %s with the optimizer's state", (_, optimizer, optimizerState, after) => {
    expect(by(optimizer, optimizerState).value).toBeCloseTo(after, 7);
  });

  it("contains the numbers of the optimizer's state and of this step", () => {
    expect(by({ type: "sgd", momentum: 0.5 }, [3]).lines).toEqual([
      "v \\leftarrow \\mu v + g, \\quad w \\leftarrow w - \\eta\\, v",
      "g = \\frac{\\partial L}{\\partial w} = 2",
      "v = 0.5 \\cdot 3 + 2 = 3.5",
      "w = 0.5 - 0.1 \\cdot 3.5 = 0.15",
    ]);
  });

  it("uses the contract's defaults if the spec omits a number", () => {
    const lines = by({ type: "adamw" }, [1, 1]).lines.join();
    for (const number of ["0.9 \\cdot 1 + 0.1", "0.999 \\cdot 1 + 0.001", "0.1 \\cdot 0.01)"]) {
      expect(lines).toContain(number);
    }
  });

  it("is valid TeX for small, large and negative numbers", () => {
    const optimizers = ["sgd", "adagrad", "rmsprop", "adam", "adamw", "lion"].map((type) => ({
      type,
      learningRate: 1e-5,
      momentum: 0.9,
    }));
    for (const gradient of [-1e-9, 3e-7, -2, 4e8]) {
      for (const optimizer of optimizers) {
        const tiny = {
          ...step,
          before: -1e-5,
          gradient,
          learningRate: 1e-5,
          update: 7,
          optimizerState: [1e-8, 1e-12],
        };
        const { lines } = updateFormula(tiny, {
          ...TRAINING,
          optimizer,
          regularization: { type: "l2", rate: 0.001 },
        });
        for (const line of lines) expect(() => katex.renderToString(line)).not.toThrow();
      }
      const { numbers } = activationTex("square", gradient, undefined, []);
      expect(() => katex.renderToString(numbers)).not.toThrow();
    }
  });

  it("adds Adam's weight decay to the gradient", () => {
    const decayed = by({ type: "adam", beta1: 0, beta2: 0, weightDecay: 0.4 }, [0, 0]);
    expect(decayed.lines[1]).toContain("= 2 + 0.4 \\cdot 0.5 = 2.2");
    expect(decayed.value).toBeCloseTo(0.4, 7);
  });
});
