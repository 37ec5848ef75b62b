import { describe, expect, it } from "vitest";
import { unitEquation } from "../../src/render/equation";

const plain = (equation: string | undefined) => equation?.replaceAll("\u00a0", " ");

describe("the equation of a unit", () => {
  it("has its numbers put in, with signs between them", () => {
    expect(plain(unitEquation("tanh", ["x₁", "x₂"], [0.312, -0.2], 0.1))).toBe(
      "a = tanh(0.31 x₁ − 0.20 x₂ + 0.10)",
    );
    expect(plain(unitEquation("sigmoid", ["a₁"], [-1.5], undefined))).toBe("a = σ(−1.50 a₁)");
  });

  it("is the sum itself where the unit is linear, and its square where it squares", () => {
    expect(plain(unitEquation("linear", ["x₁"], [2], -0.5))).toBe("a = 2.00 x₁ − 0.50");
    expect(plain(unitEquation("square", ["x₁"], [2], 0))).toBe("a = (2.00 x₁ + 0.00)²");
  });

  it("is left out where it has more terms than can be read", () => {
    expect(unitEquation("tanh", Array(9).fill("x"), Array(9).fill(1), 0)).toBeUndefined();
  });
});
