import { describe, expect, it } from "vitest";
import { unitEquation } from "../../src/render/equation";

const plain = (equation: string | undefined) => equation?.replaceAll("\u00a0", " ");

describe("The equation of a unit", () => {
  it("contains its parameters with signs between them", () => {
    expect(plain(unitEquation("tanh", ["x₁", "x₂"], [0.312, -0.2], 0.1))).toBe(
      "a = tanh(0.31 x₁ − 0.20 x₂ + 0.10)",
    );
    expect(plain(unitEquation("sigmoid", ["a₁"], [-1.5], undefined))).toBe("a = σ(−1.50 a₁)");
  });

  it("is the plain sum for a linear unit, and its square for a squaring one", () => {
    expect(plain(unitEquation("linear", ["x₁"], [2], -0.5))).toBe("a = 2.00 x₁ − 0.50");
    expect(plain(unitEquation("square", ["x₁"], [2], 0))).toBe("a = (2.00 x₁ + 0.00)²");
  });

  it("is omitted if it has too many terms", () => {
    expect(unitEquation("tanh", Array(9).fill("x"), Array(9).fill(1), 0)).toBeUndefined();
  });
});
